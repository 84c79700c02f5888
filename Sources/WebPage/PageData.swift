import Composing
import Costs
import Folding
import ModelGraph
import OperatorCatalog
import TextOutput

/// The facts that a page holds beyond its pictures, as JSON: blocks, items and values by number, as in the
/// outline. Its script shows these texts, so they are made safe as texts in pictures are.
enum PageData {
  private static let nameLimit = 300
  private static let attributeLimit = 200

  /// The JSON text. Linear in the outline.
  static func json(_ outline: Outline, title: String) -> [UInt8] {
    var json = JSONWriter(.script)
    json.object { json in
      json.array("values") { json in
        for value in outline.values {
          json.array { json in
            json.string(cut(value.name))
            json.string(cut(TypeText.of(value.type, outline.dimLetters)))
          }
        }
      }
      json.array("blocks") { json in
        for (number, block) in outline.blocks.enumerated() {
          json.object { write(block, title: number == 0 ? title : BlockText.heading(of: block), &$0) }
        }
      }
      json.array("items") { json in for item in outline.items { json.object { write(item, &$0) } } }
    }
    return json.bytes
  }

  private static func write(_ block: OutlineBlock, title: String, _ json: inout JSONWriter) {
    json.string(cut(title), "title")
    json.string(cut(block.path), "path")
    json.number(Int64(block.operatorCount), "operators")
    json.number(Int64(block.hiddenCount), "hidden")
    json.number(block.parameters, "parameters")
    json.number(block.totalParameters, "total")
    json.number(Int64(block.repeats), "repeats")
    write(block.cost, &json)
    write(block.idiom?.quantization ?? [], &json)
    json.numbers(block.items, "items")
  }

  private static func write(_ item: OutlineItem, _ json: inout JSONWriter) {
    switch item.content {
    case .operation(let operation): write(operation, &json)
    case .block(let block): json.number(Int64(block), "block")
    case .input(let name), .output(let name): json.string(cut(name), "name")
    }
    write(item.cost, &json)
    if item.repeats > 1 { json.number(Int64(item.repeats), "repeats") }
    json.array("in") { json in for port in item.inputs { json.numbers(port) } }
    json.numbers(item.outputs, "out")
    if !item.rest.isEmpty { json.numbers(item.rest, "rest") }
  }

  private static func write(_ cost: Cost?, _ json: inout JSONWriter) {
    if let macs = cost?.macs, macs > 0 {
      json.number(macs, "macs")
      if cost?.areMacsPerSample == true { json.bool(true, "perSample") }
    }
    if let bytes = cost?.bytes, bytes > 0 { json.number(bytes, "bytes") }
  }

  private static func write(_ tensors: [Quantization], _ json: inout JSONWriter) {
    guard !tensors.isEmpty else { return }
    json.array("quantization") { json in for tensor in tensors.prefix(8) { json.string(tensor.text) } }
  }

  private static func write(_ operation: OutlineOperator, _ json: inout JSONWriter) {
    json.string(cut(operation.node.op.description), "op")
    json.string(cut(operation.node.name), "name")
    json.string(Operators.info(for: operation.node.op).kind.label, "kind")
    if operation.parameters > 0 { json.number(operation.parameters, "parameters") }
    if !operation.attributes.isEmpty {
      json.array("attributes") { json in
        for attribute in operation.attributes.prefix(64) {
          json.array { json in
            json.string(cut(attribute.name))
            json.string(
              cut(Operators.text(of: attribute, in: operation.node.op, limit: attributeLimit)))
          }
        }
      }
    }
    write(operation.quantization, &json)
    let weights = operation.constants.compactMap { $0 }
    if !weights.isEmpty {
      json.array("weights") { json in
        for tensor in weights.prefix(64) {
          json.array { json in
            json.string(cut(tensor.name))
            json.string(cut(tensor.dataType.name + " " + tensor.shapeText))
          }
        }
      }
    }
  }

  /// The first scalars of a text, which may be long, on one line and without unsafe characters.
  static func cut(_ text: String) -> String {
    guard text.utf8.count > nameLimit else { return sanitized(text) }
    let kept = text.unicodeScalars.prefix(nameLimit)
    return sanitized(kept.endIndex == text.unicodeScalars.endIndex ? text : String(kept) + "…")
  }
}
