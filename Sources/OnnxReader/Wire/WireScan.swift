import Diagnostics
import Glibc

/// One pass over a file's bytes that checks every tag and length, finds the tensors' elements, and
/// copies everything else.
///
/// The copy is what protobuf-c decodes: it has no bound on nesting of its own and would copy every
/// weight. Costs time linear in the structure's size; elements are never touched.
final class WireScan {
  private let base: UnsafePointer<UInt8>
  private let count: Int
  private let schema: WireSchema
  private(set) var position = 0
  /// The file's bytes from here to `position` are still to be copied.
  private var runStart = 0
  private var frames: [Frame] = []
  private var messages = 0
  private(set) var output: CompactBuffer

  /// Lets the copy go, once it is decoded.
  func dropOutput() { output = CompactBuffer(capacity: 0) }
  private(set) var payloads: [Payload] = []
  private var knownFields = 0
  private var closed = 0
  private var payload = Payload()

  /// An open message.
  private struct Frame {
    var message: Message
    /// The first byte after it in the file.
    var end: Int
    /// Where its length stands in the copy, in how many bytes; the content follows.
    var lengthAt: Int
    var lengthWidth: Int
    /// The length in the copy need not be written if it comes out as this.
    var copiedLength: Int
    /// The message-valued fields met that may stand only once.
    var seen: UInt32 = 0
  }

  /// Starts to read bytes as one message of that kind.
  init(_ start: UnsafePointer<UInt8>, _ count: Int, as root: Message) {
    base = start
    self.count = count
    output = CompactBuffer(capacity: min(count, 1 << 20))
    schema = WireSchema.onnx
    frames.append(Frame(message: root, end: count, lengthAt: 0, lengthWidth: 0, copiedLength: count))
  }

  /// Reads on until past an offset.
  ///
  /// - Returns: whether the end is reached.
  /// - Throws: `malformed`, with the byte where it went wrong.
  func read(past limit: Int) throws(FoldoutError) -> Bool {
    while let top = frames.last {
      if position < top.end {
        if position > limit { return false }
        try field(of: top)
      } else {
        try close(top)
      }
    }
    return true
  }

  /// Whether some message within was read to its end, which does not happen by chance.
  var hasReadMessages: Bool { closed > 0 }

  /// Whether what was read has fields enough not to be there by chance.
  var isConvincing: Bool { knownFields >= 3 }

  // MARK: Fields

  private func field(of frame: Frame) throws(FoldoutError) {
    let tagAt = position
    let tag = try varint(within: frame.end)
    let number = tag >> 3
    guard number > 0, tag <= UInt64(UInt32.max) else {
      throw failure("bad-field", "an impossible tag", tagAt)
    }
    let known = number < UInt64(WireSchema.fieldLimit)
    let rule = known ? schema.rules[Int(frame.message.rawValue) * WireSchema.fieldLimit + Int(number)] : 0
    if rule != FieldRule.unknown.rawValue { knownFields += 1 }
    switch tag & 7 {
    case 0: try numberField(rule, UInt8(truncatingIfNeeded: number), tagAt, frame.end)
    case 1: try fixedField(rule, width: 8, UInt8(truncatingIfNeeded: number), tagAt, frame.end)
    case 5: try fixedField(rule, width: 4, UInt8(truncatingIfNeeded: number), tagAt, frame.end)
    case 2: try lengthField(rule, number, tagAt, frame)
    case 3, 4: throw failure("bad-field", "a group, which ONNX does not use,", tagAt)
    default: throw failure("bad-field", "an unknown wire type", tagAt)
    }
  }

  private func numberField(
    _ rule: UInt8, _ number: UInt8, _ tagAt: Int, _ end: Int
  ) throws(FoldoutError) {
    let start = position
    _ = try varint(within: end)
    switch FieldRule(rawValue: rule) {
    case .varint, .varints: break
    case .unknown: try drop(from: tagAt)
    case .payloadVarints:
      payload.note(field: number, offset: start, length: position - start)
      try drop(from: tagAt)
    default: throw wrongType(tagAt)
    }
  }

  private func fixedField(
    _ rule: UInt8, width: Int, _ number: UInt8, _ tagAt: Int, _ end: Int
  ) throws(FoldoutError) {
    let start = position
    guard width <= end - position else { throw tooShort(tagAt, needs: UInt64(width), end) }
    position += width
    switch FieldRule(rawValue: rule) {
    case .fixed32 where width == 4, .fixed32s where width == 4: break
    case .unknown: try drop(from: tagAt)
    case .payloadFixed32 where width == 4, .payloadFixed64 where width == 8:
      payload.note(field: number, offset: start, length: width)
      try drop(from: tagAt)
    default: throw wrongType(tagAt)
    }
  }

  private func lengthField(
    _ rule: UInt8, _ number: UInt64, _ tagAt: Int, _ frame: Frame
  ) throws(FoldoutError) {
    let lengthAt = position
    let length = try varint(within: frame.end)
    guard length <= UInt64(frame.end - position) else { throw tooShort(tagAt, needs: length, frame.end) }
    let start = position
    let end = start + Int(length)
    if rule >= FieldRule.submessage.rawValue,
      let message = Message(rawValue: rule - FieldRule.submessage.rawValue)
    {
      return try open(message, number, tagAt, lengthAt, end)
    }
    switch FieldRule(rawValue: rule) {
    case .text:
      position = end
      if length > 0, memchr(base + start, 0, Int(length)) != nil { try copyWithoutNULs(length: Int(length)) }
    case .bytes:
      position = end
    case .varints:
      guard length == 0 || base[end - 1] < 0x80 else {
        throw failure("bad-field", "a packed field that ends within a number", tagAt)
      }
      position = end
    case .fixed32s:
      guard length % 4 == 0 else {
        throw failure("bad-field", "a packed field that ends within a number", tagAt)
      }
      position = end
    case .unknown, .dropped:
      position = end
      try drop(from: tagAt)
    case .nodeMetadata:
      if namesScope(start, end) { return try open(.entry, number, tagAt, lengthAt, end) }
      position = end
      try drop(from: tagAt)
    case .payloadBytes, .payloadVarints, .payloadFixed32, .payloadFixed64:
      payload.note(field: UInt8(truncatingIfNeeded: number), offset: start, length: Int(length))
      position = end
      try drop(from: tagAt)
    default: throw wrongType(tagAt)
    }
  }

  /// Whether a metadata entry is one that scopes are read from. What can't be told from its first field
  /// is kept.
  private func namesScope(_ start: Int, _ end: Int) -> Bool {
    guard end - start >= 2, base[start] == 0x0A, base[start + 1] < 0x80 else { return true }
    let length = Int(base[start + 1])
    guard length <= end - start - 2 else { return true }
    return ScopeKey.allCases.contains { key in
      let text = key.rawValue
      return text.utf8CodeUnitCount == length && memcmp(text.utf8Start, base + start + 2, length) == 0
    }
  }

  // MARK: Messages

  private func open(
    _ message: Message, _ number: UInt64, _ tagAt: Int, _ lengthAt: Int, _ end: Int
  ) throws(FoldoutError) {
    let parent = frames.count - 1
    let bit = UInt32(1) << UInt32(number)
    if schema.singular[Int(frames[parent].message.rawValue)] & bit != 0 {
      guard frames[parent].seen & bit == 0 else {
        throw failure("bad-field", "field \(number) for the second time", tagAt)
      }
      frames[parent].seen |= bit
    }
    guard frames.count < OnnxLimits.depth else {
      throw failure("too-deep", "a message nested \(OnnxLimits.depth) levels deep", tagAt)
    }
    messages += 1
    guard messages < OnnxLimits.messages else {
      throw failure("too-large", "the \(messages)th message", tagAt)
    }
    let width = position - lengthAt
    if message.holdsTensors || width > 5 {
      let content = position
      try copy(upTo: lengthAt)
      runStart = content
      frames.append(
        Frame(message: message, end: end, lengthAt: output.count, lengthWidth: 5, copiedLength: -1))
      try output.appendPlaceholder(width: 5)
    } else {
      let copied = output.count + (lengthAt - runStart)
      frames.append(
        Frame(message: message, end: end, lengthAt: copied, lengthWidth: width, copiedLength: end - position))
    }
    if message == .tensor { payload = Payload() }
  }

  private func close(_ frame: Frame) throws(FoldoutError) {
    frames.removeLast()
    if frame.message == .tensor { try appendMarker() }
    let length = output.count + (position - runStart) - frame.lengthAt - frame.lengthWidth
    guard !frames.isEmpty else { return try copy(upTo: position) }
    closed += 1
    if length != frame.copiedLength {
      try copy(upTo: position)
      output.setLength(length, at: frame.lengthAt, width: frame.lengthWidth)
    }
  }

  /// Leaves the tensor's number in the copy, as its `raw_data`.
  private func appendMarker() throws(FoldoutError) {
    try copy(upTo: position)
    try output.append(Payload.rawField << 3 | 2)
    try output.append(UInt8(Payload.markerWidth))
    let index = UInt32(truncatingIfNeeded: payloads.count)
    for byte in 0..<Payload.markerWidth {
      try output.append(UInt8(truncatingIfNeeded: index >> (8 * UInt32(byte))))
    }
    payloads.append(payload)
  }

  // MARK: Copying

  private func copy(upTo end: Int) throws(FoldoutError) {
    try output.append(base + runStart, end - runStart)
    runStart = end
  }

  /// Leaves out what stands between `start` and the position.
  private func drop(from start: Int) throws(FoldoutError) {
    try copy(upTo: start)
    runStart = position
  }

  private func copyWithoutNULs(length: Int) throws(FoldoutError) {
    try copy(upTo: position)
    output.replaceNULs(from: output.count - length)
  }

  // MARK: Numbers and failures

  private func varint(within end: Int) throws(FoldoutError) -> UInt64 {
    if position < end, base[position] < 0x80 {
      position += 1
      return UInt64(base[position - 1])
    }
    var result: UInt64 = 0
    let start = position
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard position < end else { throw tooShort(start, needs: UInt64(position - start + 1), end) }
      let byte = base[position]
      position += 1
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return result }
    }
    throw failure("bad-field", "a number of more than ten bytes", start)
  }

  private var innermost: String { frames.last?.message.name ?? "ModelProto" }

  private func failure(_ code: String, _ what: String, _ offset: Int) -> FoldoutError {
    FoldoutError(.malformed, code, "\(what) at byte \(offset), in a \(innermost)")
  }

  private func wrongType(_ offset: Int) -> FoldoutError {
    failure("bad-field", "a field of the wrong wire type", offset)
  }

  private func tooShort(_ offset: Int, needs length: UInt64, _ end: Int) -> FoldoutError {
    guard end == count else {
      return failure("bad-length", "a field that reaches past the end of its message (byte \(end))", offset)
    }
    return FoldoutError(
      .malformed, "truncated",
      "the file ends at byte \(count), within a field of \(length) bytes of a \(innermost) at byte \(offset)",
      hint: "The file is incomplete: fetch or export it again.")
  }
}
