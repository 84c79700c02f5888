import Composing
import Costs
import Folding
import ModelGraph
import OperatorCatalog
import TextOutput

/// The facts that a page holds beyond its pictures, as JSON: blocks, items and values by number, as in the
/// outline. Its script shows these texts, so they are made safe as texts in pictures are.
enum PageData {
  /// The JSON text. Linear in the outline.
  static func json(_ outline: Outline, _ boxes: BoxWeights? = nil, _ values: BoxValues? = nil) -> [UInt8] {
    var json = JSONWriter(.script)
    // What is not a copy is bounded by what is drawn.
    let limit = HTMLTuning.mostCopyBytes + HTMLTuning.mostPictureBytes / 4
    json.object { json in
      json.array("values") { json in
        for value in outline.values {
          json.array { json in
            json.string(cut(value.name))
            json.string(cut(TypeText.of(value.type, outline.dimLetters)))
          }
        }
      }
      json.array("facts") { json in
        for fact in FileFacts(outline.header).lines {
          json.array {
            $0.string(fact.name); $0.string(cut(fact.text))
          }
        }
      }
      json.array("blocks") { json in
        for (number, block) in outline.blocks.enumerated() {
          json.object { json in
            write(block, title: number == 0 ? block.className ?? "" : BlockText.heading(of: block), &json)
            if let paths = outline.copies.paths[number], json.bytes.count < limit {
              CopyNames(paths.map { cut($0) }).write("copies", to: &json)
            }
          }
        }
      }
      json.array("items") { json in
        for (number, item) in outline.items.enumerated() {
          json.object { json in
            write(item, &json)
            WeightData.write(boxes?.whole(of: number), &json)
            if let facts = values?.facts(of: number), !facts.isEmpty {
              json.array("recorded") { json in
                for fact in facts {
                  json.array {
                    $0.string(fact.text); $0.string(fact.name)
                  }
                }
              }
            }
            guard let copies = outline.copies.operators[number], json.bytes.count < limit,
              case .operation(let operation) = item.content
            else { return }
            CopyNames.write(
              copies, hasModules: operation.graph == 0, weights: weights(of: operation).count,
              values: min(item.outputs.count, HTMLTuning.mostListed), to: &json)
          }
        }
      }
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
    if block.isParallel { json.bool(true, "parallel") }
    // Folding made these, and other options may make others.
    if block.kind == .pattern || block.kind == .idiom { json.bool(true, "made") }
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
        for attribute in operation.attributes.prefix(HTMLTuning.mostListed) {
          json.array { json in
            json.string(cut(attribute.name))
            json.string(
              cut(Operators.text(of: attribute, in: operation.node.op, limit: HTMLTuning.mostAttributeLength))
            )
          }
        }
      }
    }
    write(operation.quantization, &json)
    if operation.graph == 0 { json.optional(cut(operation.origin.module), "module") }
    let weights = weights(of: operation)
    if !weights.isEmpty {
      json.array("weights") { json in
        for tensor in weights {
          json.array { json in
            json.string(cut(tensor.name))
            json.string(cut(tensor.dataType.name + " " + tensor.shapeText))
          }
        }
      }
    }
  }

  private static func weights(of operation: OutlineOperator) -> ArraySlice<TensorRef> {
    operation.constants.compactMap { $0 }.prefix(HTMLTuning.mostListed)
  }

  /// The first scalars of a text, which may be long, on one line and without unsafe characters.
  static func cut(_ text: String) -> String {
    guard text.utf8.count > HTMLTuning.mostNameLength else { return sanitized(text) }
    let kept = text.unicodeScalars.prefix(HTMLTuning.mostNameLength)
    return sanitized(kept.endIndex == text.unicodeScalars.endIndex ? text : String(kept) + "…")
  }
}
