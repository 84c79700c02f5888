import Foundation

/// The directory `Tests`.
private let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

/// The path of a model in `Tests/Models`.
public func modelPath(_ name: String) -> String {
  tests.appendingPathComponent("Models").appendingPathComponent(name).path
}

/// The path of a file in `Tests/Fixtures`.
public func fixturePath(_ name: String) -> String {
  tests.appendingPathComponent("Fixtures").appendingPathComponent(name).path
}

/// The bytes of a model in `Tests/Models`.
public func modelBytes(_ name: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(fileURLWithPath: modelPath(name))))
}

/// A text that is not as recorded.
public struct GoldenDifference: Error, CustomStringConvertible {
  /// Which text, and where it differs first.
  public var description: String
}

/// Compares a text with the one recorded in `Tests/Goldens`; throws what differs. A golden that is missing is
/// a difference.
///
/// With `FOLDOUT_ACCEPT=1` in the environment the text is recorded instead: its diff is then to be judged.
public func expectGolden(_ name: String, _ text: String) throws {
  let file = tests.appendingPathComponent("Goldens").appendingPathComponent(name)
  let accepts = ProcessInfo.processInfo.environment["FOLDOUT_ACCEPT"] == "1"
  let recorded = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
  if recorded == text { return }
  if accepts {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    return try Data(text.utf8).write(to: file)
  }
  guard let recorded else {
    throw GoldenDifference(
      description:
        "no golden \(name): look at the text and record it with FOLDOUT_ACCEPT=1\n\(text.prefix(2_000))")
  }
  let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
  func part(_ lines: [Substring], _ sign: String) -> String {
    lines[min(line, lines.count)..<min(line + 4, lines.count)].map { "\(sign) \($0.prefix(200))\n" }.joined()
  }
  throw GoldenDifference(
    description: """
      golden \(name) differs from line \(line + 1) on (FOLDOUT_ACCEPT=1 records the new text):
      \(part(old, "-"))\(part(new, "+"))
      """)
}
