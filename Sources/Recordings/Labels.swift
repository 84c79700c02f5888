import Diagnostics
import InputFiles
import JSONInput
import ModelGraph
import TensorReading

/// Texts that name classes, samples or tokens, one after another.
public struct Labels: Sendable, Equatable {
  /// The texts.
  public var texts: [String] = []
  /// Where there is a list for each sample: these lists, else empty.
  public var rows: [[String]] = []
  /// By id: the text of a token, where the file is a vocabulary, else empty.
  public var vocabulary: [Int64: String] = [:]

  /// Reads a file by what it holds: JSON, a list of texts or numbers, or one list for each sample; a `.npy`, or a `.npz` with
  /// one array of whole numbers or texts, or one called `label`, `labels`, `target` or `y`; else a text, a line each. A
  /// vocabulary is a file called `vocab.txt` with a token a line, or JSON with ids by token or tokens in order of their ids
  /// (`tokenizer.json`, `vocab.json`).
  ///
  /// - Throws: ``FoldoutError`` where it can't be read, or there is no list in it.
  ///
  /// Cost: linear in the file.
  public init(path: String) throws(FoldoutError) {
    let file = try InputFile(path: path)
    let first = file.withBytes { Array($0.prefix(6)) }
    if path.lowercased().hasSuffix("vocab.txt") {
      // By name, since its first token may begin as JSON does: [PAD].
      file.withBytes { vocabulary = Self.numbered(Self.text(of: $0)) }
    } else if first.first == UInt8(ascii: "[") || first.first == UInt8(ascii: "{") {
      try file.withBytes { bytes throws(FoldoutError) in try readJSON(bytes) }
    } else if first == NumPyHeader.magic || first.starts(with: Array("PK".utf8)) {
      try readArrays(path)
    } else {
      file.withBytes { bytes in
        texts = Self.text(of: bytes).split(whereSeparator: \.isNewline).prefix(RecordingLimits.texts).map(
          String.init)
      }
    }
    guard !texts.isEmpty || !rows.isEmpty || !vocabulary.isEmpty else {
      throw FoldoutError(
        .malformed, "no-labels", "there is no list of labels in it",
        hint: "Labels are a JSON list, a NumPy array of whole numbers or texts, or a text with a line each.")
    }
  }

  private static func text(of bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes.prefix(RecordingLimits.labelBytes), as: UTF8.self)
  }

  /// The lines of a text by their numbers; an empty one has a number, too.
  private static func numbered(_ text: String) -> [Int64: String] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last == "" { lines.removeLast() }
    return Vocabulary.numbered(lines.prefix(RecordingLimits.texts).map(String.init))
  }

  /// The texts of one sample: those of its ids where the file is a vocabulary and ids are known, and the numbers of ids that it
  /// has not; else the sample's own list, else the one for all.
  ///
  /// - Parameters:
  ///   - sample: its number, from 0.
  ///   - ids: the ids of its tokens; empty where they are not known.
  public func row(_ sample: Int, ids: [Int64] = []) -> [String] {
    if !vocabulary.isEmpty, !ids.isEmpty { return ids.map { vocabulary[$0] ?? "\($0)" } }
    guard !rows.isEmpty else { return texts }
    return rows.indices.contains(sample) ? rows[sample] : []
  }

  private mutating func readJSON(_ bytes: UnsafeRawBufferPointer) throws(FoldoutError) {
    let document = try JSONDocument(bytes)
    var list = document.root
    // An object with rows beside a vocabulary.
    if list.isObject {
      vocabulary = Vocabulary.read(list)
      if let names = list["vocab"], names.isArray, names.elements.first(where: { $0.isArray }) == nil {
        texts = names.elements.prefix(RecordingLimits.texts).compactMap(Self.text)
      }
    }
    for key in ["tokens", "rows", "labels"] where list.isObject { if let inner = list[key] { list = inner } }
    for element in list.elements.prefix(RecordingLimits.texts) {
      if element.isArray {
        rows.append(element.elements.prefix(RecordingLimits.texts).compactMap(Self.text))
      } else if let text = Self.text(element) {
        texts.append(text)
      }
    }
    withExtendedLifetime(document) {}
  }

  private static func text(_ value: JSON) -> String? {
    value.string ?? value.int.map { String($0) } ?? value.double.map { $0.description }
  }

  private mutating func readArrays(_ path: String) throws(FoldoutError) {
    let recording = try Recording.read(path)
    let names = ["label", "labels", "target", "targets", "y"]
    if let texts = recording.texts.first(where: { names.contains($0.name) }) ?? recording.texts.first,
      recording.arrays.allSatisfy({ !names.contains($0.name) })
    {
      self.texts = texts.elements
      return
    }
    let whole = recording.arrays.filter { !$0.dataType.isFloatingPoint && $0.dims.count == 1 }
    guard let array = whole.first(where: { names.contains($0.name) }) ?? (whole.count == 1 ? whole[0] : nil)
    else {
      return
    }
    texts = array.wholeNumbers(atMost: RecordingLimits.texts).map { String($0) }
  }
}

extension RecordedArray {
  /// The first elements of an array of whole numbers; none of other types, or where they can't be had.
  func wholeNumbers(atMost limit: Int) -> [Int64] {
    guard let width = dataType.bitWidth.map({ $0 / 8 }), width > 0, !dataType.isFloatingPoint,
      let count = elementCount.map({ min($0, limit) }), let bytes = try? open()
    else { return [] }
    var buffer = [UInt8](repeating: 0, count: count * width)
    let isRead = buffer.withUnsafeMutableBytes { (try? bytes.read(at: 0, into: $0)) != nil }
    guard isRead else { return [] }
    let isSigned = [DataType.int8, .int16, .int32, .int64].contains(dataType)
    return (0..<count).map { place in
      var word: UInt64 = 0
      for byte in 0..<width { word |= UInt64(buffer[place * width + byte]) << UInt64(8 * byte) }
      let shift = UInt64(64 - 8 * width)
      return isSigned ? Int64(bitPattern: word << shift) >> Int64(shift) : Int64(clamping: word)
    }
  }
}
