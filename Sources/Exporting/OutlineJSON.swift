import Folding
import ModelGraph
import TextOutput

/// The folded graph as JSON (`Schemas/outline.schema.json`): the tree of blocks with items, ports and
/// links, open or closed alike.
public func outlineJSON(_ outline: Outline) -> [UInt8] {
  var json = JSONWriter()
  json.object { json in
    json.number(1, "version")
    json.object("model") { json in
      json.optional(outline.header.format, "format")
      if let version = outline.header.formatVersion { json.number(version, "formatVersion") }
      json.optional(outline.header.producerName, "producer")
      json.optional(outline.header.producerVersion, "producerVersion")
    }
    json.array("values") { json in
      for value in outline.values {
        json.object { json in
          json.string(value.name, "name")
          if value.count > 1 { json.number(Int64(value.count), "count") }
          json.type(value.type)
        }
      }
    }
    json.array("blocks") { json in
      for block in outline.blocks { json.object { write(block, outline, &$0) } }
    }
  }
  return json.finished()
}

private func write(_ block: OutlineBlock, _ outline: Outline, _ json: inout JSONWriter) {
  json.string(block.kind.name, "kind")
  json.string(block.title, "title")
  json.optional(block.className, "class")
  json.string(block.path, "path")
  json.optional(block.idiom, "idiom")
  json.quantization(block.idiom?.quantization ?? [])
  json.number(Int64(block.repeats), "repeats")
  if block.isParallel { json.bool(true, "parallel") }
  json.bool(block.isOpen, "open")
  json.number(Int64(block.operatorCount), "operators")
  json.number(Int64(block.hiddenCount), "hidden")
  json.number(block.parameters, "parameters")
  json.number(block.totalParameters, "totalParameters")
  json.numbers(block.inputs, "inputs")
  json.numbers(block.outputs, "outputs")
  json.array("items") { json in
    for item in block.items { json.object { write(outline.items[item], &$0) } }
  }
  json.array("links") { json in
    for link in block.links {
      json.object { json in
        write(link.source, "from", &json)
        write(link.target, "to", &json)
        json.number(Int64(link.value), "value")
      }
    }
  }
}

private func write(_ item: OutlineItem, _ json: inout JSONWriter) {
  switch item.content {
  case .operation(let operation):
    json.string("operator", "kind")
    json.string(operation.node.op.description, "op")
    json.optional(operation.node.name, "name")
    json.optional(operation.idiom, "idiom")
    json.quantization(operation.quantization)
    json.array("weights") { json in
      for case let tensor? in operation.constants {
        json.object { json in
          json.string(tensor.name, "name")
          json.type(.tensor(tensor.dataType, Shape(tensor.dims)))
        }
      }
    }
  case .block(let block):
    json.string("block", "kind")
    json.number(Int64(block), "block")
  case .input(let name):
    json.string("input", "kind")
    json.string(name, "name")
  case .output(let name):
    json.string("output", "kind")
    json.string(name, "name")
  }
  json.number(Int64(item.repeats), "repeats")
  json.array("inputs") { json in for port in item.inputs { json.numbers(port) } }
  json.numbers(item.outputs, "outputs")
  if !item.rest.isEmpty { json.numbers(item.rest, "rest") }
}

private func write(_ end: OutlineLink.End, _ key: String, _ json: inout JSONWriter) {
  json.object(key) { json in
    switch end {
    case .item(let item, let port):
      json.number(Int64(item), "item")
      json.number(Int64(port), "port")
    case .border(let port): json.number(Int64(port), "border")
    }
  }
}

/// A number as programs read it, with the minus of ASCII.
private func plain(_ number: String?) -> String {
  String((number ?? "").map { $0 == "−" ? "-" : $0 })
}

extension JSONWriter {
  /// Writes what a block or operator is, if it is an idiom.
  fileprivate mutating func optional(_ idiom: OutlineIdiom?, _ key: String) {
    guard let idiom else { return }
    object(key) { json in
      json.string(idiom.name, "name")
      json.string(idiom.title, "title")
      json.optional(idiom.detail ?? "", "detail")
    }
  }

  /// Writes how tensors are kept, where there are any.
  fileprivate mutating func quantization(_ tensors: [Quantization]) {
    guard !tensors.isEmpty else { return }
    array("quantization") { json in
      for tensor in tensors {
        json.object { json in
          json.string(tensor.role.rawValue, "of")
          json.optional(tensor.type ?? "", "type")
          json.optional(plain(tensor.scale), "scale")
          json.optional(plain(tensor.zeroPoint), "zeroPoint")
        }
      }
    }
  }
}
