/// Writes the bytes that base64 stands for, in its usual alphabet or that of addresses, with or without padding.
///
/// - Returns: whether all of it could be read.
func decodeBase64(_ text: UnsafeRawBufferPointer, into output: inout FieldWriter) -> Bool {
  var bits: UInt32 = 0
  var count = 0
  var rest = text[...]
  while rest.count > 0, text.count - rest.count < 2, rest.last == UInt8(ascii: "=") { rest.removeLast() }
  for byte in rest {
    let value = base64Values[Int(byte)]
    guard value < 64 else { return false }
    bits = bits << 6 | UInt32(value)
    count += 6
    if count >= 8 {
      count -= 8
      output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
  return count < 6
}

/// What each character stands for, 64 for those that stand for nothing.
private let base64Values: [UInt8] = {
  var values = [UInt8](repeating: 64, count: 256)
  let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  for (value, character) in alphabet.utf8.enumerated() { values[Int(character)] = UInt8(value) }
  values[Int(UInt8(ascii: "-"))] = 62
  values[Int(UInt8(ascii: "_"))] = 63
  return values
}()
