import FoldoutKit
import Foundation
import ModelGraph
import TestSupport
import Testing

/// The model in a file of `Tests/Models`.
func model(_ name: String) throws -> Model { try Foldout.read(path: modelPath("\(name).onnx")).model }

/// The bytes of a drawing.
func draw(_ model: Model, as format: OutputFormat = .svg, _ options: DrawOptions = DrawOptions()) throws
  -> [UInt8]
{
  try Foldout.draw(model, as: format, options).bytes
}

/// A JSON object.
func parseJSON(_ bytes: [UInt8]) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
}

/// What in an SVG a viewer might run or load, and what is not allowed in one of ours.
func dangers(_ svg: XMLElement) -> [String] {
  let allowed: Set = ["svg", "title", "desc", "style", "g", "rect", "path", "text"]
  var found: [String] = []
  for element in svg.all {
    if !allowed.contains(element.name) { found.append("<\(element.name)>") }
    for (name, value) in element.attributes
    where name.hasPrefix("on") || name.contains("href") || name == "style" && value.contains("url") {
      found.append("\(name) of <\(element.name)>")
    }
  }
  return found
}

extension String {
  /// Text of UTF-8 bytes.
  init(_ bytes: [UInt8]) { self.init(decoding: bytes, as: UTF8.self) }
}
