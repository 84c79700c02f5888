import Diagnostics
import FoldoutKit
import Rendering
import TextMetrics

@testable import FoldoutCommand
@testable import OnnxReader

/// The small languages: options, patterns, Python's lists in metadata. The first byte chooses one; the rest is its
/// text, and a zero byte in it separates two.
enum Texts {
  static func read(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first else { return }
    let parts = bytes.dropFirst().split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let text = String(decoding: parts.first ?? bytes[..<0], as: UTF8.self)
    let other = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
    switch first % 7 {
    case 0: _ = text.split(separator: ",").map { DimSize(text: $0) }
    case 1: _ = Glob(text).matches(other)
    case 2:
      UnsafeRawBufferPointer(rebasing: bytes.dropFirst()).withMemoryRebound(to: UInt8.self) {
        _ = pythonList($0)
      }
    case 3: _ = PictureSize(text)
    case 4: _ = (SVGOptions.isSelector(text), SVGOptions.isIdentifier(text))
    case 5: _ = try? Depfile.text([.init(outputs: [text], inputs: [other, text])])
    default: _ = (quoted(text), escaped(text))
    }
  }
}
