import Diagnostics
import JSONInput

/// Reads the JSON that polygraphy writes: arrays as the Base64 text of a `.npy` file, below the name of the tensor.
///
/// The objects around it differ between versions and between inputs and outputs, so any object with such an `array`
/// counts, under the nearest name outside of it that is not one of the format's own words.
struct PolygraphyFile {
  private static let ownWords: Set<String> = ["array", "values", "arr", "dct", "lst", "outputs", "inputs"]
  /// How the Base64 text of any `.npy` file begins.
  private static let magic = Array("k05VTVBZ".utf8)

  /// Reads all arrays of a text. Of arrays of one name the first counts.
  func read(_ bytes: UnsafeRawBufferPointer, into recording: inout Recording) throws(FoldoutError) {
    let document = try JSONDocument(bytes)
    var names: Set<String> = []
    var again = 0
    var open: [(value: JSON, name: String)] = [(document.root, "")]
    var found: [(name: String, text: UnsafeRawBufferPointer)] = []
    // Values are looked at in their order, with a stack of what is still to come.
    while let (value, name) = open.popLast(), found.count < RecordingLimits.arrays {
      if let text = value["array"]?.rawString, text.starts(with: Self.magic) {
        if names.insert(name).inserted { found.append((name, text)) } else { again += 1 }
        continue
      }
      var inner: [(JSON, String)] = []
      for member in value.members where member.value.isObject || member.value.isArray {
        inner.append((member.value, Self.ownWords.contains(member.name) ? name : member.name))
      }
      for element in value.elements where element.isObject || element.isArray {
        inner.append((element, name))
      }
      open += inner.reversed()
    }
    for (name, text) in found {
      guard let decoded = Self.decoded(text) else {
        recording.complain("bad-base64", "array \(quoted(name)) is no Base64 text")
        continue
      }
      do throws(FoldoutError) {
        try NumPyFile.array(decoded, name, into: &recording)
      } catch {
        recording.complain(error.diagnostic.code, "array \(quoted(name)): \(error.diagnostic.message)")
      }
    }
    withExtendedLifetime(document) {}
    if again > 0 {
      recording.complain(
        "more-results",
        "the file holds several results of a tensor; the first of each is shown, \(again) are not")
    }
  }

  /// The bytes of Base64 text (RFC 4648, section 4); nil for other text. JSON may escape its slashes.
  static func decoded(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var word: UInt32 = 0
    var digits = 0
    var padding = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "\\"): continue
      case UInt8(ascii: "="):
        padding += 1
        continue
      default: break
      }
      guard padding == 0, let digit = digit(byte) else { return nil }
      word = word << 6 | digit
      digits += 1
      if digits % 4 == 0 {
        bytes += [
          UInt8(truncatingIfNeeded: word >> 16), UInt8(truncatingIfNeeded: word >> 8),
          UInt8(truncatingIfNeeded: word),
        ]
        word = 0
      }
    }
    switch digits % 4 {
    case 0: break
    case 2: bytes.append(UInt8(truncatingIfNeeded: word >> 4))
    case 3: bytes += [UInt8(truncatingIfNeeded: word >> 10), UInt8(truncatingIfNeeded: word >> 2)]
    default: return nil
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
