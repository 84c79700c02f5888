import TestSupport

@testable import TrainingLogs

/// Bytes of event files.
enum EventBytes {
  /// Data as a record with its checksums.
  static func record(_ data: [UInt8]) -> [UInt8] {
    let length = Wire.littleEndian([UInt64(data.count)])
    return length + checksum(length) + data + checksum(data)
  }

  static func checksum(_ bytes: [UInt8]) -> [UInt8] {
    Wire.littleEndian([RecordFile.masked(bytes.withUnsafeBytes { RecordFile.checksum($0) })])
  }

  /// An event with one value of a summary.
  static func event(step: Int64, time: Double = 0, _ value: Wire) -> [UInt8] {
    event(step: step, time: time, [value])
  }

  static func event(step: Int64, time: Double = 0, _ values: [Wire]) -> [UInt8] {
    let summary = Wire.message { for value in values { $0.message(1, value) } }
    return record(
      Wire.message {
        $0.double(1, time)
        $0.int(2, step)
        $0.message(5, summary)
      }.bytes)
  }

  /// A number as TensorFlow 1 and PyTorch write it.
  static func simple(_ tag: String, _ value: Float) -> Wire {
    Wire.message {
      $0.text(1, tag)
      $0.float(2, value)
    }
  }

  /// A tensor as TensorFlow 2 writes it.
  static func tensor(
    _ tag: String, type: Int64, dims: [Int64], plugin: String? = nil, _ fill: (inout Wire) -> Void
  )
    -> Wire
  {
    let shape = Wire.message { for dim in dims { $0.message(2, .message { $0.int(1, dim) }) } }
    var tensor = Wire.message {
      $0.int(1, type)
      $0.message(2, shape)
    }
    fill(&tensor)
    return Wire.message {
      $0.text(1, tag)
      $0.message(8, tensor)
      if let plugin { $0.message(9, .message { $0.message(1, .message { $0.text(1, plugin) }) }) }
    }
  }

  /// A HistogramProto.
  static func histogram(_ tag: String, _ edges: [Double], _ counts: [Double]) -> Wire {
    let proto = Wire.message {
      $0.double(1, edges.first ?? 0)
      $0.double(2, edges.last ?? 0)
      $0.double(3, counts.reduce(0, +))
      $0.double(4, 1)
      $0.double(5, 2)
      $0.bytes(6, Wire.littleEndian(edges.map(\.bitPattern)))
      $0.bytes(7, Wire.littleEndian(counts.map(\.bitPattern)))
    }
    return Wire.message {
      $0.text(1, tag)
      $0.message(5, proto)
    }
  }
}

extension Wire {
  /// Appends a 64-bit float field.
  mutating func double(_ field: Int, _ value: Double) {
    tag(field, wireType: 1)
    bytes += Wire.littleEndian([value.bitPattern])
  }
}

/// Reads bytes as a file of a name in a folder of its own.
func logs(_ bytes: [UInt8], _ name: String = "events.out.tfevents.1") throws -> LogSet {
  let folder = try TestFolder()
  defer { withExtendedLifetime(folder) {} }
  try folder.put(bytes, name)
  return try readLogs(folder.path(name))
}
