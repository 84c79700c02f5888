import Glibc

/// One value of a JSON text: a place in its document, which it does not keep alive: values live as long as
/// the reading of one file, and counting references would take most of its time.
public struct JSON {
  private let text: UnsafePointer<JSONDocument.Text>
  fileprivate let at: Int

  init(text: UnsafePointer<JSONDocument.Text>, at: Int) {
    self.text = text
    self.at = at
  }

  private var bytes: UnsafeRawBufferPointer { text.pointee.bytes }
  /// Where its first byte is.
  private var start: Int { Int(text.pointee.entries[at]) }
  /// Where in the text its first byte is, for messages.
  public var offset: Int { start }
  /// Its first byte, which says of what kind it is.
  private var first: UInt8 { bytes[start] }

  /// Another value of the same document.
  fileprivate func value(at place: Int) -> JSON { JSON(text: text, at: place) }

  /// Whether it is null.
  public var isNull: Bool { first == UInt8(ascii: "n") }
  /// Whether it is an object.
  public var isObject: Bool { first == UInt8(ascii: "{") }
  /// Whether it is an array.
  public var isArray: Bool { first == UInt8(ascii: "[") }
  /// Whether it is a string.
  public var isString: Bool { first == UInt8(ascii: "\"") }
  private var isContainer: Bool { isObject || isArray }
  private var isNumber: Bool {
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "N"), UInt8(ascii: "I"): true
    default: false
    }
  }

  /// The number of elements or members of a container, else 0. Counting ends beyond ``JSONLimits/countedElements``.
  public var count: Int {
    guard isContainer else { return 0 }
    var count = 0
    var place = at + 2
    let end = following
    while place < end, count <= JSONLimits.countedElements {
      place = value(at: isObject ? place + 1 : place).following
      count += 1
    }
    return count
  }

  /// The bytes of a string as they stand between its quotes.
  public var rawString: UnsafeRawBufferPointer? { isString ? inside(atMost: bytes.count) : nil }

  /// The first bytes of a string, and no half of an escape unless the bound cuts it.
  private func inside(atMost limit: Int) -> UnsafeRawBufferPointer {
    let start = start + 1
    let bound = min(bytes.count, start + limit)
    var end = start
    while end < bound, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<min(end, bound)])
  }

  /// A string, shortened where it is longer than any name; nil for other values.
  public var string: String? {
    guard isString else { return nil }
    let raw = inside(atMost: JSONLimits.stringBytes)
    guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
    return String(decoding: JSONString.unescaped(raw), as: UTF8.self)
  }

  /// The bytes of a number, no more of them than a number needs; those of a word where it is `NaN` or infinite.
  private var digits: Slice<UnsafeRawBufferPointer>? {
    guard isNumber else { return nil }
    let bound = min(bytes.count, start + JSONLimits.numberBytes)
    var end = start
    while end < bound, Self.isInNumber(bytes[end]) { end += 1 }
    if end < bound, bytes[end] == UInt8(ascii: "N") || bytes[end] == UInt8(ascii: "I") {
      while end < bound, Self.isLetter(bytes[end]) { end += 1 }
    }
    return bytes[start..<end]
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  /// Whether a byte may stand in a number.
  static func isInNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
      UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// A whole number that fits, also where it is written as `3.0`; nil for other values.
  public var int: Int64? {
    guard let digits else { return nil }
    var magnitude: Int64 = 0
    for (index, byte) in digits.enumerated() {
      if byte == UInt8(ascii: "-"), index == 0 { continue }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
        return double.flatMap { Int64(exactly: $0) }
      }
      let (product, over) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
      if over || overflow { return nil }
      magnitude = sum
    }
    return digits.first == UInt8(ascii: "-") ? -magnitude : magnitude
  }

  /// A number; nil for other values and for what is no number after all (`1.2.3`).
  public var double: Double? { digits.flatMap { Double(String(decoding: $0, as: UTF8.self)) } }

  /// A truth value; nil for other values.
  public var bool: Bool? {
    switch first {
    case UInt8(ascii: "t"): true
    case UInt8(ascii: "f"): false
    default: nil
    }
  }

  /// Whether a number is written without a point or exponent.
  public var isWhole: Bool {
    digits?.allSatisfy { $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      ?? false
  }

  /// A member of an object, unless it is null or missing. Linear in the members.
  public subscript(_ key: String) -> JSON? {
    guard isObject else { return nil }
    var key = key
    return key.withUTF8 { wanted in
      let end = following
      var place = at + 2
      while place + 1 < end {
        let value = value(at: place + 1)
        if self.value(at: place).isKey(wanted) { return value.isNull ? nil : value }
        place = value.following
      }
      return nil
    }
  }

  /// Whether a key is these bytes. Without escapes it is as it stands in the text.
  private func isKey(_ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = start + 1
    for byte in wanted {
      guard place < bytes.count else { return false }
      if bytes[place] == UInt8(ascii: "\\") { return isEscapedKey(wanted) }
      guard bytes[place] == byte, byte != UInt8(ascii: "\"") else { return false }
      place += 1
    }
    return place < bytes.count && bytes[place] == UInt8(ascii: "\"")
  }

  private func isEscapedKey(_ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    // An escape is at most six times as long as what it stands for.
    guard inside(atMost: 6 * wanted.count + 1).count <= 6 * wanted.count else { return false }
    return string?.utf8.elementsEqual(wanted) ?? false
  }

  /// The elements of an array, in order; none for other values.
  public var elements: Elements { Elements(rest: value(at: at + 2), end: isArray ? following : 0) }

  /// The members of an object, in order; none for other values.
  public var members: Members { Members(rest: value(at: at + 2), end: isObject ? following : 0) }

  /// The number of the entry after this value.
  fileprivate var following: Int { isContainer ? Int(text.pointee.entries[at + 1]) : at + 1 }

  /// How many entries it has in its document, itself included: what it costs to look at all of it.
  public var size: Int { following - at }

  /// The elements of an array.
  public struct Elements: Sequence, IteratorProtocol {
    fileprivate var rest: JSON
    fileprivate let end: Int

    /// The next element.
    public mutating func next() -> JSON? {
      guard rest.at < end else { return nil }
      let value = rest
      rest = value.value(at: value.following)
      return value
    }
  }

  /// One member of an object.
  public struct Member {
    fileprivate let key: JSON
    /// The value.
    public let value: JSON

    /// The key, decoded.
    public var name: String { key.string ?? "" }
  }

  /// The members of an object.
  public struct Members: Sequence, IteratorProtocol {
    fileprivate var rest: JSON
    fileprivate let end: Int

    /// The next member.
    public mutating func next() -> Member? {
      guard rest.at + 1 < end else { return nil }
      let key = rest
      let value = key.value(at: key.at + 1)
      rest = key.value(at: value.following)
      return Member(key: key, value: value)
    }
  }
}
