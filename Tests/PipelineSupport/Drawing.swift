import FoldoutKit
import ModelGraph
import TestSupport

/// The model in a file of `Tests/Models`, as the whole pipeline reads it.
public func model(_ name: String) throws -> Model { try Foldout.read(path: modelPath("\(name).onnx")).model }

/// The bytes of a drawing.
public func draw(
  _ model: Model, as format: OutputFormat = .svg, _ options: DrawOptions = DrawOptions()
) throws -> [UInt8] {
  try Foldout.draw(model, as: format, options).bytes
}

extension String {
  /// Text of UTF-8 bytes.
  public init(_ bytes: [UInt8]) { self.init(decoding: bytes, as: UTF8.self) }
}
