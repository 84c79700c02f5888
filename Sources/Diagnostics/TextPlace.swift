/// Where a byte of a text is, for people: `line 3, column 14`. Columns count characters.
///
/// Cost: linear in the bytes before it.
///
/// - Parameters:
///   - offset: the number of the byte; those beyond the end are at the end.
///   - bytes: the text, in UTF-8.
public func textPlace(_ offset: Int, in bytes: UnsafeRawBufferPointer) -> String {
  var line = 1
  var column = 1
  for byte in bytes.prefix(max(0, offset)) {
    if byte == 0x0A {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }
  return "line \(line), column \(column)"
}
