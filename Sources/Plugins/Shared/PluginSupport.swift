import Foundation
import PackagePlugin

/// Ends the work of a plugin with a sentence.
struct PictureError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// A program on the path.
///
/// - Throws: `PictureError` where there is none of that name.
func program(_ name: String, hint: String = "") throws -> URL {
  let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
  let candidates = path.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
  guard let found = candidates.first(where: FileManager.default.isExecutableFile) else {
    throw PictureError("there is no command '\(name)'" + hint)
  }
  return URL(filePath: found)
}

extension PluginContext {
  /// The command that draws: what the variable FOLDOUT says, a path or a name; else the one that was compiled for the
  /// plugin; else one on the path.
  func foldout() throws -> URL {
    let wanted = ProcessInfo.processInfo.environment["FOLDOUT"] ?? ""
    if wanted.isEmpty, let compiled = try? tool(named: "foldout") { return compiled.url }
    guard wanted.contains("/") else {
      return try program(
        wanted.isEmpty ? "foldout" : wanted,
        hint: ": install Foldout, or let the variable FOLDOUT be the path to it")
    }
    guard wanted.hasPrefix("/"), FileManager.default.isExecutableFile(atPath: wanted) else {
      throw PictureError("the variable FOLDOUT needs the whole path to a command; it is '\(wanted)'")
    }
    return URL(filePath: wanted)
  }
}

/// Starts a program and waits for its end. No shell sees the words.
///
/// - Returns: Whether it ended with 0.
func run(_ program: URL, _ arguments: [String]) throws -> Bool {
  let process = try Process.run(program, arguments: arguments)
  process.waitUntilExit()
  return process.terminationReason == .exit && process.terminationStatus == 0
}

extension Package {
  /// The catalogues of the targets that `--target` names; without it, of all targets.
  ///
  /// - Throws: `PictureError` where a name is no target's, or its target has no catalogue.
  func catalogues(_ arguments: inout ArgumentExtractor) throws -> [Catalogue] {
    let names = arguments.extractOption(named: "target")
    for name in names where !targets.contains(where: { $0.name == name }) {
      throw PictureError("there is no target '\(name)'")
    }
    let chosen = names.isEmpty ? targets : targets.filter { names.contains($0.name) }
    let catalogues = try chosen.compactMap { try Catalogue(of: $0) }
    if let name = names.first(where: { name in !catalogues.contains { $0.target.name == name } }) {
      throw PictureError("target '\(name)' has no DocC catalogue")
    }
    if catalogues.isEmpty { throw PictureError("no target of this package has a DocC catalogue") }
    return catalogues
  }
}
