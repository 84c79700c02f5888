import COnnx
import ModelGraph

typealias Text = UnsafeMutablePointer<CChar>

/// A string field; empty where it is absent, repaired where it is not UTF-8.
func string(_ text: Text?) -> String {
  guard let text else { return "" }
  return String(cString: text)
}

/// A bytes field as text, repaired where it is not UTF-8.
func string(_ bytes: ProtobufCBinaryData) -> String {
  String(decoding: UnsafeBufferPointer(start: bytes.data, count: bytes.len), as: UTF8.self)
}

/// Whether a string field is absent or empty.
func isEmpty(_ text: Text?) -> Bool { text.map { $0.pointee == 0 } ?? true }

/// A repeated field of messages or strings. protobuf-c never leaves a hole in one.
func elements<Element>(
  _ start: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>?, _ count: Int
) -> UnsafeBufferPointer<UnsafeMutablePointer<Element>?> {
  UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
}

/// A repeated field of messages that are still to be decoded.
func messages(
  _ start: UnsafeMutablePointer<ProtobufCBinaryData>?, _ count: Int
) -> UnsafeBufferPointer<ProtobufCBinaryData> {
  UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
}

/// A repeated field of numbers.
func numbers<Element>(_ start: UnsafeMutablePointer<Element>?, _ count: Int) -> [Element] {
  start == nil ? [] : Array(UnsafeBufferPointer(start: start, count: count))
}

/// A repeated field of strings.
func strings(_ start: UnsafeMutablePointer<Text?>?, _ count: Int) -> [String] {
  elements(start, count).map { string($0) }
}

/// Key-value pairs.
func entries(
  _ start: UnsafeMutablePointer<UnsafeMutablePointer<Onnx__StringStringEntryProto>?>?, _ count: Int
) -> [MetadataEntry] {
  elements(start, count).compactMap { entry in
    entry.map { MetadataEntry(key: string($0.pointee.key), value: string($0.pointee.value)) }
  }
}

/// Operator set imports; the default domain's alias `ai.onnx` becomes `""`.
func opsets(
  _ start: UnsafeMutablePointer<UnsafeMutablePointer<Onnx__OperatorSetIdProto>?>?, _ count: Int
) -> [OpsetImport] {
  elements(start, count).compactMap { item in
    item.map {
      let domain = string($0.pointee.domain)
      return OpsetImport(domain: domain == "ai.onnx" ? "" : domain, version: $0.pointee.version)
    }
  }
}
