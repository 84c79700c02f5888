import Glibc

/// One value of a JSON text: a place in its document, which it does not keep alive: values live as long as
/// the reading of one file, and counting references would take most of its time.
struct JSON {
  private let text: UnsafePointer<JSONDocument.Text>
  fileprivate let at: Int

  init(text: UnsafePointer<JSONDocument.Text>, at: Int) {
    self.text = text
    self.at = at
  }

  private var entry: JSONDocument.Entry { text.pointee.entries[at] }
  private var bytes: UnsafeRawBufferPointer { text.pointee.bytes }

  /// Another value of the same document.
  fileprivate func value(at place: Int) -> JSON { JSON(text: text, at: place) }

  var isNull: Bool { entry.kind == .null }
  var isObject: Bool { entry.kind == .object }
  var isArray: Bool { entry.kind == .array }
  var isString: Bool { entry.kind == .string || entry.kind == .escaped }

  /// The number of elements or members of a container, else 0.
  var count: Int { isObject || isArray ? Int(entry.start) : 0 }

  /// The bytes of a string as they stand between its quotes.
  var rawString: UnsafeRawBufferPointer? {
    isString ? UnsafeRawBufferPointer(rebasing: bytes[Int(entry.start)..<Int(entry.end)]) : nil
  }

  /// A string, shortened where it is longer than any name; nil for other values.
  var string: String? {
    guard let raw = rawString else { return nil }
    let kept =
      raw.count > KerasLimits.stringBytes
      ? UnsafeRawBufferPointer(rebasing: raw[..<KerasLimits.stringBytes]) : raw
    if entry.kind == .string { return String(decoding: kept, as: UTF8.self) }
    return String(decoding: JSONString.unescaped(kept), as: UTF8.self)
  }

  /// A whole number that fits, also where it is written as `3.0`; nil for other values.
  var int: Int64? {
    guard entry.kind == .number else { return nil }
    let digits = bytes[Int(entry.start)..<Int(entry.end)]
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
  var double: Double? {
    guard entry.kind == .number else { return nil }
    let digits = bytes[Int(entry.start)..<min(Int(entry.end), Int(entry.start) + KerasLimits.numberBytes)]
    return Double(String(decoding: digits, as: UTF8.self))
  }

  var bool: Bool? {
    switch entry.kind {
    case .yes: true
    case .no: false
    default: nil
    }
  }

  /// Whether a number is written without a point or exponent.
  var isWhole: Bool {
    entry.kind == .number
      && bytes[Int(entry.start)..<Int(entry.end)].allSatisfy {
        $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }
  }

  /// A member of an object, unless it is null or missing. Linear in the members.
  subscript(_ key: String) -> JSON? {
    guard isObject else { return nil }
    var key = key
    return key.withUTF8 { wanted in
      let end = Int(entry.end)
      var place = at + 1
      while place + 1 < end {
        let value = value(at: place + 1)
        if self.value(at: place).isKey(wanted) { return value.isNull ? nil : value }
        place = value.following
      }
      return nil
    }
  }

  /// Whether a key is these bytes.
  private func isKey(_ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    let own = entry
    if own.kind == .escaped {
      // An escape is at most six times as long as what it stands for.
      guard Int(own.end - own.start) <= 6 * wanted.count else { return false }
      return string?.utf8.elementsEqual(wanted) ?? false
    }
    guard let base = bytes.baseAddress, let other = wanted.baseAddress else {
      return own.start == own.end
    }
    return Int(own.end - own.start) == wanted.count && memcmp(base + Int(own.start), other, wanted.count) == 0
  }

  /// The elements of an array, in order; none for other values.
  var elements: Elements { Elements(rest: value(at: at + 1), end: isArray ? Int(entry.end) : 0) }

  /// The members of an object, in order; none for other values.
  var members: Members { Members(rest: value(at: at + 1), end: isObject ? Int(entry.end) : 0) }

  /// The number of the entry after this value.
  fileprivate var following: Int { isObject || isArray ? Int(entry.end) : at + 1 }

  /// How many values and keys it is made of, itself included: what it costs to look at all of it.
  var size: Int { following - at }

  /// The elements of an array.
  struct Elements: Sequence, IteratorProtocol {
    fileprivate var rest: JSON
    fileprivate let end: Int

    mutating func next() -> JSON? {
      guard rest.at < end else { return nil }
      let value = rest
      rest = value.value(at: value.following)
      return value
    }
  }

  /// One member of an object.
  struct Member {
    fileprivate let key: JSON
    let value: JSON

    /// The key, decoded.
    var name: String { key.string ?? "" }
  }

  /// The members of an object.
  struct Members: Sequence, IteratorProtocol {
    fileprivate var rest: JSON
    fileprivate let end: Int

    mutating func next() -> Member? {
      guard rest.at + 1 < end else { return nil }
      let key = rest
      let value = key.value(at: key.at + 1)
      rest = key.value(at: value.following)
      return Member(key: key, value: value)
    }
  }
}
