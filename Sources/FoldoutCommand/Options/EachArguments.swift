import ArgumentParser
import Glibc

/// Inputs that are run one by one.
struct EachArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Run once for each file of this folder, or for this file, beside the other inputs; with -o a folder. May be given again.",
      valueName: "[name=]source"))
  var each: [String] = []

  /// One of the inputs that are run one by one.
  struct Source {
    /// The argument for the run: `NAME=FILE`, or `FILE`.
    var argument: String
    /// What its output is called.
    var stem: String
  }

  /// All of them, those of a folder in the order of their names; each has another stem. Folders in a folder are inputs as well.
  ///
  /// - Parameter inputs: the names of the model's inputs.
  func sources(for inputs: [String]) -> [Source] {
    var sources: [Source] = []
    var stems: Set<String> = []
    for argument in each {
      let name = inputs.first { !$0.isEmpty && argument.hasPrefix($0 + "=") }
      let prefix = name.map { $0 + "=" } ?? ""
      for file in Self.entries(at: String(argument.dropFirst(prefix.count))) {
        let plain = Job.lastPart(of: Job.stem(of: file))
        var stem = plain
        var number = 2
        while !stems.insert(stem).inserted {
          stem = "\(plain)-\(number)"
          number += 1
        }
        sources.append(Source(argument: prefix + file, stem: stem))
      }
    }
    return sources
  }

  /// What is in the folder at a path, files and folders, by name; the path itself where it is none. Hidden files are not there, and
  /// texts, such as lists of classes, are no inputs.
  private static func entries(at path: String) -> [String] {
    guard let folder = opendir(path) else { return [path] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix("."), !name.hasSuffix(".txt"), !name.hasSuffix(".md") { names.append(name) }
    }
    return names.sorted().map { path + (path.hasSuffix("/") ? "" : "/") + $0 }
  }
}
