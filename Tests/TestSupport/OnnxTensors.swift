/// Stored tensors with data, by the field numbers of onnx.proto.
extension Wire {
  /// A tensor of an element type with its bytes.
  public static func tensor(_ name: String, _ type: Int64, _ dims: [Int64], raw: [UInt8]) -> Wire {
    message { wire in
      for dim in dims { wire.int(1, dim) }
      wire.int(2, type)
      wire.text(8, name)
      wire.bytes(9, raw)
    }
  }

  /// A tensor of single precision.
  public static func floats(_ name: String, _ dims: [Int64], _ values: [Float]) -> Wire {
    tensor(name, 1, dims, raw: littleEndian(values.map(\.bitPattern)))
  }

  /// A tensor whose data lies in another file.
  public static func external(
    _ name: String, type: Int64 = 1, _ dims: [Int64], _ location: String, offset: String? = nil,
    length: String? = nil
  ) -> Wire {
    message { wire in
      for dim in dims { wire.int(1, dim) }
      wire.int(2, type)
      wire.text(8, name)
      wire.message(13, entry("location", location))
      if let offset { wire.message(13, entry("offset", offset)) }
      if let length { wire.message(13, entry("length", length)) }
      wire.int(14, 1)
    }
  }

  /// A node's attribute that is a number.
  public static func attribute(_ name: String, _ value: Int64) -> Wire {
    message { wire in
      wire.text(1, name)
      wire.int(3, value)
      wire.int(20, 2)
    }
  }

  /// A node's attribute that is a list of numbers.
  public static func attribute(_ name: String, _ values: [Int64]) -> Wire {
    message { wire in
      wire.text(1, name)
      for value in values { wire.int(8, value) }
      wire.int(20, 7)
    }
  }

  /// The bytes of words, the lowest first.
  public static func littleEndian<Word: FixedWidthInteger>(_ words: [Word]) -> [UInt8] {
    words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
  }
}
