import ArgumentParser
import FoldoutKit
import Glibc
import TextOutput

/// One model to draw: where from, where to, and as what.
struct Job {
  /// One file to write.
  struct Output {
    /// Where; nil for standard output.
    let path: String?
    let theme: ThemeChoice
  }

  let model: String
  /// The files, one for each theme.
  let outputs: [Output]
  let format: OutputFormat

  /// Works out the outputs of one model.
  ///
  /// - Throws: `ValidationError` where the arguments contradict each other.
  init(model: String, output: String?, format: OutputFormat?, themes: [ThemeChoice?], count: Int) throws {
    self.model = model
    // A folder that is there needs no slash.
    let output = (output ?? (model == "-" ? "-" : nil)).map { path in
      path.hasSuffix("/") || path == "-" || !Self.isFolder(path) ? path : path + "/"
    }
    if output == "-" {
      if count > 1 {
        throw ValidationError(
          "Standard output takes one model: with \(count), -o takes a folder, as in -o out/")
      }
      guard themes.count == 1 else {
        throw ValidationError("--variants needs files to write: name one with -o")
      }
      self.format = format ?? .svg
      outputs = [Output(path: nil, theme: themes[0] ?? self.format.usualTheme)]
      return
    }
    let path: String
    if let output, !output.hasSuffix("/") {
      if count > 1 {
        throw ValidationError("With several models, -o takes a folder: end it in /, as in -o \(output)/")
      }
      path = output
      self.format = try Self.format(of: output, asked: format)
    } else {
      self.format = format ?? .svg
      let name = model == "-" ? "model" : Self.stem(of: output == nil ? model : Self.lastPart(of: model))
      path = (output ?? "") + name + "." + self.format.fileExtension
    }
    if themes.count > 1, !self.format.hasThemes {
      throw ValidationError("--variants goes with svg, png and pdf; \(self.format.rawValue) has no themes")
    }
    let usual = self.format.usualTheme
    outputs = Self.outputs(at: path, in: themes.map { $0 ?? usual })
    if outputs.contains(where: { $0.path == model }) {
      throw ValidationError("\(model) is the model itself; name another output with -o")
    }
  }

  /// The name of the model's file without folder and extension; nil for standard input.
  var modelName: String? { model == "-" ? nil : Self.stem(of: Self.lastPart(of: model)) }

  /// The files that are written; empty for standard output.
  var paths: [String] { outputs.compactMap(\.path) }

  /// Refuses two models with one output, since the second would replace the first.
  static func checkDistinct(_ jobs: [Job]) throws {
    var seen: [String: String] = [:]
    for job in jobs {
      for path in job.paths {
        if let other = seen[path] {
          throw ValidationError("\(other) and \(job.model) would both be written to \(path)")
        }
        seen[path] = job.model
      }
    }
  }

  /// The files of one picture: of several themes, the light one stands at the path, others beside it, as `name~dark.svg` beside
  /// `name.svg`: the names that DocC looks for.
  static func outputs(at path: String, in themes: [ThemeChoice]) -> [Output] {
    themes.map { theme in
      guard themes.count > 1, theme != .light else { return Output(path: path, theme: theme) }
      let stem = stem(of: path)
      return Output(path: stem + "~" + theme.rawValue + path.dropFirst(stem.count), theme: theme)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The format that a file's name and `-f` say, which must agree.
  private static func format(of output: String, asked: OutputFormat?) throws -> OutputFormat {
    guard let asked else { return try format(of: output) }
    if let named = try? format(of: output), named != asked, !output.hasPrefix("/dev/") {
      throw ValidationError(
        "\(output) names \(named.rawValue) and -f says \(asked.rawValue): they must agree")
    }
    return asked
  }

  private static func format(of output: String) throws -> OutputFormat {
    let name = lastPart(of: output)
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    if output.hasPrefix("/dev/"), ending.isEmpty { return .svg }
    guard let format = OutputFormat(fileExtension: ending) else {
      let words = OutputFormat.allCases.map { "." + $0.fileExtension }
      throw ValidationError(
        "\(output) names no format: end it in \(listed(words, "or")), or say -f")
    }
    return format
  }

  /// The format of a report: the one asked for, else by the extension of its file; nil where neither is given.
  ///
  /// - Parameter words: the formats that it may have.
  static func format(of output: String?, asked: String?, among words: [String]) throws -> String? {
    if let asked {
      guard words.contains(asked) else { throw ValidationError("-f takes \(listed(words, "or"))") }
      return asked
    }
    guard let output, output != "-" else { return nil }
    let name = lastPart(of: output)
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    guard words.contains(ending) else {
      throw ValidationError(
        "\(output) names no format: end it in \(listed(words.map { "." + $0 }, "or")), or say -f")
    }
    return ending
  }

  static func lastPart(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The path without the extension of its last part.
  static func stem(of path: String) -> String {
    let name = lastPart(of: path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return path }
    return String(path.dropLast(name.distance(from: dot, to: name.endIndex)))
  }
}
