import Diagnostics
import ModelGraph

/// What people recorded while a model ran: arrays by name, in the order of the files.
public struct Recording: Sendable {
  /// Arrays of numbers.
  public var arrays: [RecordedArray] = []
  /// Arrays of texts, such as names of classes.
  public var texts: [TextArray] = []
  /// Problems met in reading.
  public var diagnostics: [Diagnostic] = []

  /// An array of texts, its axes as one.
  public struct TextArray: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Its elements in the order of the file.
    public var elements: [String]
  }

  /// Makes an empty recording.
  public init() {}

  /// The array of a name.
  public func array(_ name: String) -> RecordedArray? { arrays.first { $0.name == name } }

  mutating func complain(_ code: String, _ message: String) {
    guard diagnostics.count < RecordingLimits.diagnostics else { return }
    diagnostics.append(Diagnostic(.warning, code, message))
  }

  /// Adds what a header tells of.
  mutating func add(
    _ header: NumPyHeader, _ name: String, source: (_ isSwapped: Bool) -> RecordedArray.Source,
    texts: () -> [UInt8]
  ) {
    switch header.elements {
    case .numbers(let type, let isSwapped):
      arrays.append(
        RecordedArray(
          name: name, dataType: type, dims: header.dims,
          isColumnMajor: header.isColumnMajor && header.dims.count > 1, source: source(isSwapped)))
    case .texts(let length, let isSwapped):
      self.texts.append(TextArray(name: name, elements: Self.wide(texts(), length, isSwapped, header)))
    case .bytes(let length):
      let elements = Self.pieces(texts(), length, header).map { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      self.texts.append(TextArray(name: name, elements: elements))
    case .others(let type):
      complain(
        "not-numbers", "array \(quoted(name)) has elements of type \(quoted(type)), which are no numbers")
    }
  }

  private static func pieces(_ bytes: [UInt8], _ width: Int, _ header: NumPyHeader) -> [ArraySlice<UInt8>] {
    guard width > 0, !header.dims.contains(0) else { return [] }
    let count = header.dims.reduce(Int64(1)) { $0.multipliedReportingOverflow(by: $1).partialValue }
    let there = min(Int(clamping: count), bytes.count / width, RecordingLimits.texts)
    return (0..<max(0, there)).map { bytes[($0 * width)..<(($0 + 1) * width)] }
  }

  private static func wide(
    _ bytes: [UInt8], _ length: Int, _ isSwapped: Bool, _ header: NumPyHeader
  ) -> [String] {
    pieces(bytes, 4 * length, header).map { piece in
      var text = String.UnicodeScalarView()
      for start in stride(from: piece.startIndex, to: piece.endIndex, by: 4) {
        let places = isSwapped ? [3, 2, 1, 0] : [0, 1, 2, 3]
        let code = places.enumerated().reduce(UInt32(0)) {
          $0 | UInt32(piece[start + $1.element]) << UInt32(8 * $1.offset)
        }
        guard code != 0 else { break }
        text.append(Unicode.Scalar(code) ?? "\u{FFFD}")
      }
      return String(text)
    }
  }
}
