import FoldoutKit
import Glibc
import ModelGraph

@testable import Recordings

/// Files of recordings, of which all is looked at and everything is written. Arrays take turns in being of the values of one model,
/// since no fuzzer would guess their names.
enum Recorded {
  /// The file that inputs are written to: a recording is read by its path.
  private static let file: Int32 = {
    let path = "/tmp/fuzz-recording-\(getpid())"
    let file = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
    unlink(path)
    return file
  }()

  private static let names = [
    "x", "conv", "turned", "line", "states", "weights", "y", "ids", "grad/conv", "quantized", "other",
  ]

  static func read(_ bytes: UnsafeRawBufferPointer) {
    guard file >= 0, ftruncate(file, 0) == 0, pwrite(file, bytes.baseAddress, bytes.count, 0) == bytes.count,
      var recording = try? Recording.read("/proc/self/fd/\(file)")
    else { return }
    for place in recording.arrays.indices { recording.arrays[place].name = names[place % names.count] }
    var options = ActivityOptions()
    options.showsAll = true
    let formats: [ReportFormat] = [.svg, .json, .csv, .text]
    let format = formats[bytes.count % formats.count]
    for reference in [nil, recording] {
      let activity = ModelActivity(model, [(path: "file", recording: recording)], against: reference)
      _ = try? activity.document(as: format, options)
    }
  }

  /// Values of all kinds.
  private static let model: Model = {
    var graph = Graph()
    func add(_ name: String, _ producer: Value.Producer, _ type: DataType = .float32) -> ValueID {
      graph.values.append(Value(name: name, producer: producer, type: .tensor(type, nil)))
      return graph.values.count - 1
    }
    func make(_ type: String, _ inputs: [ValueID], _ outputs: String..., attributes: [Attribute] = [])
      -> ValueID
    {
      let node = graph.nodes.count
      let made = outputs.enumerated().map { slot, name in add(name, .node(node, slot: slot)) }
      graph.nodes.append(
        Node(
          op: OperatorID(type: type), inputs: Slots(inputs), outputs: Slots(made), attributes: attributes))
      return made[0]
    }
    let (x, ids) = (add("x", .input), add("ids", .input, .int64))
    graph.inputs = [x, ids]
    let conv = make("Conv", [x, x], "conv")
    let turned = make("Transpose", [conv], "turned", attributes: [Attribute("perm", .ints([0, 2, 3, 1]))])
    let line = make("Relu", [turned], "line")
    let states = make("LSTM", [line, x, x], "states", "last")
    let weights = make("Softmax", [states], "weights")
    let mixed = make("MatMul", [weights, states], "mixed")
    let quantized = make("QuantizeLinear", [mixed, x], "codes")
    graph.outputs = [make("Sigmoid", [make("DequantizeLinear", [quantized, x], "quantized")], "y")]
    var model = Model()
    model.graphs = [graph]
    Readers.check(model)
    return model
  }()
}
