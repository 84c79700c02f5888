import FoldoutKit
import ModelGraph

@testable import ShapeInference

/// Small graphs of operators that have rules, with inputs and attributes that no exporter would write: the
/// rules' arithmetic and that of costs.
enum Rules {
  private static let operators = RuleBook.listing
  private static let attributes: [String] = """
    K N allowzero alpha auto_pad axes axis batch_axis batch_dims beta bits blocksize block_size body cast_to ceil_mode \
    channels channels_last classlabels_strings clip count_include_pad detect_negative dilations direction dtype \
    else_branch ends equation exclusive fmod gather_axis group height_scale hidden_size input_forget inputdimensions \
    inverse k keep_aspect_ratio_policy keepdims kernel_shape kv_num_heads largest layout linear_before_reset map_form \
    max_map mode n_targets new_axis ngram_indexes noop_with_empty_axes num_heads num_outputs num_scan_inputs onesided \
    output_height output_padding output_shape output_width p paddings pads past_present_share_buffer perm pixel_format \
    pooled_shape q_num_heads qkv_hidden_sizes reduction sample_size scales scan_input_axes scan_output_axes select_last_index \
    shape size sorted split starts storage_order strides targets then_branch time_axis to transA transB type upper \
    value value_float value_floats value_int value_ints value_string values_floats values_int64s values_strings \
    values_tensor width_scale xs
    """.split(separator: " ").map(String.init)
  private static let words = [
    "", "SAME_UPPER", "SAME_LOWER", "VALID", "NOTSET", "bidirectional", "reverse", "none", "mean", "sum",
    "NHWC",
    "not_larger", "not_smaller", "ij,jk->ik", "...ij,...jk->...ik", "bij->bji", "ii", "a->aa", "-> ", "é…,->",
    "DENSE",
    "linear", "edge", "TO_FLOAT",
  ]

  /// The elements of stored tensors, by their names.
  private struct Stored: TensorSource {
    var elements: [String: TensorElements] = [:]

    func elements(of tensor: TensorRef, limit: Int) -> TensorElements? {
      let found = elements[tensor.name]
      let count =
        switch found {
        case .ints(let list)?: list.count
        case .reals(let list)?: list.count
        case .strings(let list)?: list.count
        case nil: 0
        }
      return tensor.elementCount == Int64(count) && count <= limit ? found : nil
    }
  }

  static func run(_ bytes: UnsafeRawBufferPointer) {
    var feed = Feed(bytes)
    var model = Model()
    var stored = Stored()
    for _ in 0...feed.below(5) { addValue(&model.main, &feed, &stored) }
    for _ in 0...feed.below(6) { addNode(&model.main, &feed, &stored) }
    model.main.outputs = Array(model.main.values.indices.suffix(3))
    model.header.opsets = ["", "com.microsoft", "ai.onnx.ml"].map { domain in
      OpsetImport(domain: domain, version: Int64(feed.below(26)))
    }
    Readers.check(model)
    let typed = infer(model, tensors: stored)
    Readers.check(typed.model)
    let bound = bind(typed.model, [DimSize("N", feed.number())])
    _ = try? Foldout.summaryJSON(bound, includesValues: true)
  }

  private static func addValue(_ graph: inout Graph, _ feed: inout Feed, _ stored: inout Stored) {
    let name = "v\(graph.values.count)"
    guard feed.once(in: 3) else {
      graph.inputs.append(graph.values.count)
      graph.values.append(Value(name: name, producer: .input, type: type(&feed)))
      return
    }
    let constant = tensor(name, &feed, &stored)
    graph.values.append(
      Value(
        name: name, producer: .initializer,
        type: .tensor(constant.dataType, Shape(constant.dims.map { .known($0) })), constant: constant))
  }

  /// A small stored tensor with its elements, mostly as many as its dims say.
  private static func tensor(_ name: String, _ feed: inout Feed, _ stored: inout Stored) -> TensorRef {
    let elements: TensorElements
    let count: Int
    let dtype: DataType
    switch feed.below(6) {
    case 0:
      let list = feed.some(5) { $0.real() }
      (elements, count, dtype) = (.reals(list), list.count, .float32)
    case 1:
      let list = feed.some(3) { $0.one(of: words) }
      (elements, count, dtype) = (.strings(list), list.count, .string)
    default:
      let list = feed.some(8) { $0.number() }
      (elements, count, dtype) = (.ints(list), list.count, feed.once(in: 4) ? .int32 : .int64)
    }
    var dims = count == 1 && feed.once(in: 2) ? [] : [Int64(count)]
    if feed.once(in: 12) { dims = feed.some(3) { $0.number() } }
    stored.elements[name] = elements
    return TensorRef(name: name, dataType: dtype, dims: dims)
  }

  private static func type(_ feed: inout Feed) -> ValueType? {
    switch feed.below(16) {
    case 0: return nil
    case 1: return .sequence(.tensor(.float32, shape(&feed)))
    case 2: return .optional(.tensor(.float32, shape(&feed)))
    case 3: return .map(key: .int64, .tensor(.float32, nil))
    case 4: return .sparseTensor(.float32, shape(&feed))
    case 5, 6: return .tensor(feed.one(of: DataType.allCases), shape(&feed))
    case 7: return .tensor(.float32, nil)
    case 8: return .tensor(.int64, shape(&feed))
    default: return .tensor(.float32, shape(&feed))
    }
  }

  private static func shape(_ feed: inout Feed) -> Shape {
    Shape(
      feed.some(5) { feed in
        switch feed.below(6) {
        case 0: .symbol(feed.one(of: ["N", "M", "N*2", "", "é"]))
        case 1: .unknown
        default: .known(feed.number())
        }
      })
  }

  private static func addNode(_ graph: inout Graph, _ feed: inout Feed, _ stored: inout Stored) {
    let number = graph.nodes.count
    var node = Node(op: operators[feed.below(operators.count)].op, name: "n\(number)")
    for _ in 0..<feed.below(7) {
      node.inputs.append(feed.once(in: 10) ? nil : feed.below(graph.values.count))
    }
    for slot in 0..<feed.below(4) {
      node.outputs.append(graph.values.count)
      // The declarations of a file may be wrong.
      let declared = feed.once(in: 8) ? type(&feed) : nil
      graph.values.append(
        Value(name: "o\(number)_\(slot)", producer: .node(number, slot: slot), type: declared))
    }
    for place in 0..<feed.below(6) {
      let name = attributes[feed.below(attributes.count)]
      guard node.attribute(name) == nil else { continue }
      node.attributes.append(Attribute(name, value("a\(number)_\(place)", &feed, &stored)))
    }
    graph.nodes.append(node)
  }

  private static func value(_ name: String, _ feed: inout Feed, _ stored: inout Stored) -> AttributeValue {
    switch feed.below(10) {
    case 0: .float(Float(feed.real()))
    case 1: .string(feed.one(of: words))
    case 2: .tensor(tensor(name, &feed, &stored))
    case 3: .floats(feed.some(4) { Float($0.real()) })
    case 4: .strings(feed.some(4) { $0.one(of: words) })
    case 5...7: .ints(feed.some(6) { $0.number() })
    case 8: feed.once(in: 4) ? .type(type(&feed) ?? .unknown) : .int(feed.number())
    default: .int(feed.number())
    }
  }
}
