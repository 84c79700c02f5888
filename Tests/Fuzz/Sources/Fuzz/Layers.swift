import FoldoutKit

@testable import KerasReader
@testable import OperatorCatalog

/// JSON of Keras models whose layers have the settings of others, with numbers that no layer takes.
enum Layers {
  private static let classes: [String] = {
    var names = [
      "InputLayer", "Functional", "Sequential", "Model", "Merge", "StackedRNNCells", "LSTMCell", "GRUCell",
      "SimpleRNNCell", "TFOpLambda", "TensorFlowOpLayer", "SlicingOpLambda",
    ]
    kerasTable.forEachRow { name, _ in names.append(name) }
    return names
  }()
  private static let settings: [String] = """
    atrous_rate axes axis backward_layer batch_input_shape batch_shape bias bias_axes bin_boundaries border_mode \
    build_input_shape cell cells center concat_axis cropping data_format depth_multiplier dilation_rate dim dim_ordering \
    dims dtype embeddings_initializer equation expand_dims fft_length filter_length filters forward_layer frame_length \
    frame_step function groups head_dim height input_dim input_dtype input_length invert keepdims kernel_dim1 \
    kernel_dim2 kernel_dim3 kernel_size key_dim layer layers length lora_rank mask_token max_tokens mean merge_mode \
    method_name mode n nb_col nb_feature nb_filter nb_row newshape node_def num_bins num_heads num_key_value_heads \
    num_mel_bins num_oov_indices num_query_heads num_tokens output_dim output_mode output_padding \
    output_sequence_length output_shape output_size pad_to_max_tokens padding pool_length pool_size projection_dim \
    quantization_config renorm reset_after return_sequences return_state rms_scaling scale score_mode \
    sequence_stride shared_axes size stride strides subsample subsample_length target_shape tie_weights trainable \
    units use_bias use_gate use_scale value_dim vocabulary vocabulary_size width name
    """.split(separator: " ").map(String.init)
  private static let words = [
    "valid", "same", "causal", "channels_first", "channels_last", "th", "tf", "concat", "sum", "dot", "int",
    "one_hot",
    "multi_hot", "stft", "real", "imag", "float16", "mixed_float16", "int8_from_float32",
    "int4/128_from_float32",
    "float8_from_mixed_bfloat16", "abc,cd->abd", "...ab,bc->...ac", "ab...,bc->ac...", "abc,->", ",->",
    "a,b>c", "",
  ]

  static func run(_ bytes: UnsafeRawBufferPointer) {
    var feed = Feed(bytes)
    let text = Array(model(&feed, depth: 0).utf8)
    text.withUnsafeBytes { text in
      guard let found = try? KerasFile.read(bytes: text) else { return }
      Readers.check(found.model)
      _ = try? Foldout.summaryJSON(found.model, includesValues: true)
    }
  }

  /// A model: layers one after the other, or wired.
  private static func model(_ feed: inout Feed, depth: Int) -> String {
    let count = 1 + feed.below(6)
    if feed.once(in: 3) {
      let layers = (0..<count).map { layer(&feed, "l\($0)", depth: depth + 1) }
      return #"{"class_name": "Sequential", "config": {"name": "s", "layers": ["#
        + layers.joined(separator: ", ") + "]}}"
    }
    let layers = (0..<count).map { number in
      let calls = (0..<feed.below(4)).map { _ in call(&feed, count) }
      return String(layer(&feed, "l\(number)", depth: depth + 1).dropLast())
        + #", "inbound_nodes": [\#(calls.joined(separator: ", "))]}"#
    }
    return #"{"class_name": "Functional", "config": {"name": "f", "layers": ["#
      + layers.joined(separator: ", ")
      + #"], "input_layers": [\#(tensor(&feed, count))], "output_layers": [\#(tensor(&feed, count))]}}"#
  }

  private static func call(_ feed: inout Feed, _ count: Int) -> String {
    if feed.once(in: 2) {
      let inputs = (0...feed.below(3)).map { _ in tensor(&feed, count) }
      return "[" + inputs.joined(separator: ", ") + "]"
    }
    let arguments = (0...feed.below(3)).map { _ in
      feed.once(in: 4) ? value(&feed, depth: 1) : keras(&feed, count)
    }
    let keyword = feed.one(of: ["query", "value", "key", "return_attention_scores", "reverse", "x"])
    let passed = feed.once(in: 2) ? keras(&feed, count) : "true"
    return #"{"args": [\#(arguments.joined(separator: ", "))], "kwargs": {"\#(keyword)": \#(passed)}}"#
  }

  /// A tensor as Keras 2 names it.
  private static func tensor(_ feed: inout Feed, _ count: Int) -> String {
    let tail = feed.once(in: 2) ? "" : ", {\"value\": \(value(&feed, depth: 2))}"
    return #"["l\#(feed.below(count))", \#(feed.below(3)), \#(feed.below(3))\#(tail)]"#
  }

  /// A tensor as Keras 3 does.
  private static func keras(_ feed: inout Feed, _ count: Int) -> String {
    let history = #"["l\#(feed.below(count))", \#(feed.below(3)), \#(feed.below(2))]"#
    let shape = feed.once(in: 2) ? "null" : list(&feed)
    return #"{"class_name": "__keras_tensor__", "config": {"shape": \#(shape), "dtype": "float32", "#
      + #""keras_history": \#(history)}}"#
  }

  private static func layer(_ feed: inout Feed, _ name: String, depth: Int) -> String {
    if depth < 4, feed.once(in: 12) { return model(&feed, depth: depth) }
    var config = #""name": "\#(name)""#
    if feed.once(in: 3) { config += #", "batch_input_shape": \#(list(&feed))"# }
    for _ in 0..<feed.below(7) {
      config += #", "\#(feed.one(of: settings))": \#(value(&feed, depth: depth))"#
    }
    let module = feed.once(in: 4) ? #""module": "keras.src.ops.numpy", "# : ""
    let build = feed.once(in: 8) ? #""build_config": {"input_shape": \#(list(&feed))}, "# : ""
    return "{" + module + build
      + #""class_name": "\#(feed.one(of: classes))", "name": "\#(name)", "config": {\#(config)}}"#
  }

  private static func value(_ feed: inout Feed, depth: Int) -> String {
    switch feed.below(12) {
    case 0: "null"
    case 1: feed.once(in: 2) ? "true" : "false"
    case 2: "\(feed.number()).5e\(feed.below(400))"
    case 3, 4: "\"\(feed.one(of: words))\""
    case 5, 6: list(&feed)
    case 7: "[\(list(&feed)), \(list(&feed))]"
    case 8 where depth < 6: layer(&feed, "inner", depth: depth + 1)
    case 9 where depth < 6:
      "[" + (0..<feed.below(4)).map { _ in layer(&feed, "cell", depth: depth + 1) }.joined(separator: ", ")
        + "]"
    default: "\(feed.number())"
    }
  }

  private static func list(_ feed: inout Feed) -> String {
    "[" + feed.some(5) { $0.once(in: 4) ? "null" : "\($0.number())" }.joined(separator: ", ") + "]"
  }
}
