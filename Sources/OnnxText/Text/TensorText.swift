import Diagnostics

/// The field of a tensor in which elements of a type are written.
private enum ElementField {
  case int32, int64, uint64, float, double, text

  init(_ element: Int) {
    switch element {
    case 1, 14: self = .float
    case 7: self = .int64
    case 8: self = .text
    case 11, 15: self = .double
    case 12, 13: self = .uint64
    default: self = .int32
    }
  }

  var number: Int {
    switch self {
    case .int32: FieldNumber.Tensor.int32Data
    case .int64: FieldNumber.Tensor.int64Data
    case .uint64: FieldNumber.Tensor.uint64Data
    case .float: FieldNumber.Tensor.floatData
    case .double: FieldNumber.Tensor.doubleData
    case .text: FieldNumber.Tensor.stringData
    }
  }
}

extension ModelTextParser {
  /// The tensor behind its type and name: elements in braces, or the place of external data in brackets, or `...` where the
  /// printer left elements out.
  mutating func tensor(_ field: Int, _ name: [UInt8], _ type: WrittenType) throws(FoldoutError) {
    typealias Field = FieldNumber.Tensor
    guard case .tensor(let element, let shape?) = type else {
      throw cursor.failure("the tensor that comes here has no shape")
    }
    let place = output.open(field)
    if !name.isEmpty { output.text(Field.name, name) }
    output.int(Field.dataType, Int64(element))
    for dim in shape {
      guard case .number(let size) = dim else {
        throw cursor.failure("the tensor that comes here has a dim that is no number")
      }
      output.int(Field.dims, size)
    }
    if cursor.matches("{") {
      try elements(ElementField(element))
    } else if cursor.peek() == UInt8(ascii: "[") {
      output.int(Field.dataLocation, 1)
      try entries(Field.externalData)
    } else {
      _ = cursor.matches(word: "...")
    }
    output.close(place)
  }

  private mutating func elements(_ field: ElementField) throws(FoldoutError) {
    if cursor.matches("}") { return }
    if field == .text {
      repeat { output.text(field.number, try cursor.quotedText()) } while cursor.matches(",")
    } else {
      let place = output.open(field.number)
      repeat { try number(field) } while cursor.matches(",")
      output.close(place)
    }
    try cursor.expect("}", "behind the elements of a tensor")
  }

  private mutating func number(_ field: ElementField) throws(FoldoutError) {
    let word = try cursor.number()
    switch field {
    case .float: output.fixed32((try cursor.real(word) as Float).bitPattern)
    case .double: output.fixed64((try cursor.real(word) as Double).bitPattern)
    case .uint64: output.varint(try cursor.whole(word))
    case .int32: output.varint(UInt64(bitPattern: Int64(try cursor.whole(word) as Int32)))
    case .int64, .text: output.varint(UInt64(bitPattern: try cursor.whole(word)))
    }
  }
}
