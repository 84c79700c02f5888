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

/// Compares a text with the one recorded in `Tests/Goldens`.
///
/// With `FOLDOUT_ACCEPT=1` in the environment the text is recorded instead.
///
/// - Returns: nil where both are equal, else what differs: a golden that is missing is a difference.
public func goldenDifference(_ name: String, _ text: String) throws -> String? {
  let file = tests.appendingPathComponent("Goldens").appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["FOLDOUT_ACCEPT"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return nil
  }
  guard let data = try? Data(contentsOf: file) else {
    return "no golden \(name): look at the text and record it with FOLDOUT_ACCEPT=1"
  }
  let recorded = String(decoding: data, as: UTF8.self)
  if recorded == text { return nil }
  let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
  return """
    golden \(name) differs at line \(line + 1) (FOLDOUT_ACCEPT=1 records the new text):
    - \(line < old.count ? old[line] : "(end)")
    + \(line < new.count ? new[line] : "(end)")
    """
}
