import Foundation
import TestSupport

/// The result of one run of the command.
struct Run {
  /// The exit code; negative for a signal.
  var code: Int
  var output: [UInt8]
  var errors: String
}

/// A folder of its own for one test, gone afterwards, and the built command in it.
final class Bench: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("foldout-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// With copies of models of `Tests/Models`: `a.onnx`, `b.onnx` and so on.
  convenience init(models names: String...) throws {
    try self.init()
    for (name, letter) in zip(names, "abcdefgh") { try putModel(name, as: "\(letter).onnx") }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Puts a file into the folder.
  func put(_ bytes: [UInt8], _ name: String) throws {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Puts a copy of a model of `Tests/Models` into the folder.
  func putModel(_ name: String, as copy: String) throws { try put(modelBytes("\(name).onnx"), copy) }

  /// A file's bytes, or nil where there is none.
  func bytes(_ name: String) -> [UInt8]? {
    (try? Data(contentsOf: folder.appendingPathComponent(name))).map { [UInt8]($0) }
  }

  /// The names of all files in the folder, sorted.
  func files() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// Runs the command in the folder.
  func run(
    _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> Run {
    try launch(Self.tool, arguments, input, environment)
  }

  /// Runs the command in the folder with arguments that a test made.
  func run(_ arguments: [String]) throws -> Run { try launch(Self.tool, arguments, [], [:]) }

  /// Runs a shell line in which `$FOLDOUT` is the command.
  func shell(_ line: String) throws -> Run {
    try launch(URL(fileURLWithPath: "/bin/sh"), ["-c", line], [], ["FOLDOUT": Self.tool.path])
  }

  private func launch(
    _ tool: URL, _ arguments: [String], _ input: [UInt8], _ environment: [String: String]
  ) throws -> Run {
    // Files rather than pipes: nothing can fill up and wait.
    let streams = FileManager.default.temporaryDirectory.appendingPathComponent(
      "foldout-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: streams) }
    let names = ["in", "out", "err"].map { streams.appendingPathComponent($0) }
    try Data(input).write(to: names[0])
    for name in names.dropFirst() { try Data().write(to: name) }
    let process = Process()
    process.executableURL = tool
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: names[0])
    process.standardOutput = try FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    process.waitUntilExit()
    let code = Int(process.terminationStatus)
    return Run(
      code: process.terminationReason == .exit ? code : -code,
      output: [UInt8](try Data(contentsOf: names[1])),
      errors: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self))
  }

  /// Whether the tests run an optimised build, as CI has them do: large files are for those.
  static var isOptimised: Bool { ProcessInfo.processInfo.environment["FOLDOUT_COMMAND"] != nil }

  /// The built command: the one that `FOLDOUT_COMMAND` names, else that beside the test bundle, wherever the build
  /// went.
  static let tool: URL = {
    if let path = ProcessInfo.processInfo.environment["FOLDOUT_COMMAND"] { return URL(fileURLWithPath: path) }
    var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("foldout")
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), !isFolder.boolValue {
        return candidate
      }
      folder = folder.deletingLastPathComponent()
    }
    // The test runner is a program of its own: look from where it was told the tests are.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? ""
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("foldout")
  }()
}
