import ArgumentParser
import FoldoutKit

/// One model to draw: where from, where to, and as what.
struct Job {
  let model: String
  /// The file to write; nil for standard output.
  let path: String?
  let format: OutputFormat

  /// Works out the output of one model.
  ///
  /// - Throws: `ValidationError` where the arguments contradict each other.
  init(model: String, output: String?, format: OutputFormat?, count: Int) throws {
    self.model = model
    let output = output ?? (model == "-" ? "-" : nil)
    if output == "-" {
      path = nil
      self.format = format ?? .svg
      return
    }
    guard let output, !output.hasSuffix("/") else {
      let format = format ?? .svg
      let name = model == "-" ? "model" : Self.stem(of: output == nil ? model : Self.lastPart(of: model))
      path = (output ?? "") + name + "." + format.rawValue
      self.format = format
      try refuseOverwriting()
      return
    }
    if count > 1 {
      throw ValidationError("With several models, -o takes a folder: end it in /, as in -o \(output)/")
    }
    path = output
    if let format {
      self.format = format
    } else {
      self.format = try Self.format(of: output)
    }
    try refuseOverwriting()
  }

  /// Refuses two models with one output, since the second would replace the first.
  static func checkDistinct(_ jobs: [Job]) throws {
    var seen: [String: String] = [:]
    for job in jobs {
      guard let path = job.path else { continue }
      if let other = seen[path] {
        throw ValidationError("\(other) and \(job.model) would both be written to \(path)")
      }
      seen[path] = job.model
    }
  }

  private func refuseOverwriting() throws {
    if path == model { throw ValidationError("\(model) is the model itself; name another output with -o") }
  }

  private static func format(of output: String) throws -> OutputFormat {
    let name = lastPart(of: output)
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    if ending == "gv" { return .dot }
    if output.hasPrefix("/dev/"), ending.isEmpty { return .svg }
    guard let format = OutputFormat(rawValue: ending) else {
      throw ValidationError("\(output) names no format: end it in .svg, .dot or .json, or say -f")
    }
    return format
  }

  private static func lastPart(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The path without the extension of its last part.
  private static func stem(of path: String) -> String {
    let name = lastPart(of: path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return path }
    return String(path.dropLast(name.distance(from: dot, to: name.endIndex)))
  }
}
