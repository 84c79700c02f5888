import ModelGraph

/// Where the elements of one stored tensor were found. The scan numbers tensors in the order in which
/// their messages end, and leaves the number in the compact copy in place of the elements.
struct Payload {
  /// The field that holds the elements; 0 where there are none.
  var field: UInt8 = 0
  /// The first byte in the file.
  var offset = 0
  /// The length in bytes of the first chunk.
  var length = 0
  /// How many times the field stands in the message.
  var chunks = 0

  static let rawField: UInt8 = 9
  /// The bytes of a tensor's number in the compact copy.
  static let markerWidth = 4

  mutating func note(field number: UInt8, offset start: Int, length size: Int) {
    if number == Self.rawField {
      (field, offset, length, chunks) = (number, start, size, 1)
    } else if field == 0 {
      (field, offset, length, chunks) = (number, start, size, 1)
    } else if field == number {
      chunks += 1
    }
  }

  var location: TensorRef.Location {
    switch field {
    case 0: .none
    case Self.rawField: .raw(offset: offset, length: length)
    default: .field(number: Int(field), offset: offset, length: length, chunks: chunks)
    }
  }
}
