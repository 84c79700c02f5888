import Diagnostics
import Glibc

/// Models of other frameworks, and what turns each into ONNX.
public enum ForeignModel: CaseIterable, Sendable {
  case torchExport, torchScript, torchPickle, tensorFlowLite, savedModel, graphDef, safetensors, checkpoint,
    gguf

  /// What it looks like, in the words of a message.
  var name: String {
    switch self {
    case .torchExport: "a program of torch.export, PyTorch's .pt2"
    case .torchScript: "a TorchScript archive, as torch.jit.save writes it"
    case .torchPickle: "what torch.save writes: a Python pickle of weights or objects, without a graph"
    case .tensorFlowLite: "a TensorFlow Lite model"
    case .savedModel: "a TensorFlow SavedModel"
    case .graphDef: "a TensorFlow GraphDef, a frozen graph"
    case .safetensors: "a safetensors file, which holds weights but no graph"
    case .checkpoint: "a checkpoint of Hugging Face's, a folder of weights without a graph"
    case .gguf: "a GGUF file, which holds weights but no graph"
    }
  }

  /// What to do, in one line.
  var advice: String {
    switch self {
    case .torchExport:
      "pip install onnxscript; in Python: "
        + "torch.onnx.export(torch.export.load(\"model.pt2\"), f=\"model.onnx\", dynamo=True)"
    case .torchScript:
      "pip install onnx; in Python: "
        + "torch.onnx.export(torch.jit.load(\"model.pt\"), (example,), \"model.onnx\", dynamo=False)"
    case .torchPickle:
      "pip install onnxscript; build the model in Python, load the weights, then: "
        + "torch.onnx.export(model, (example,), \"model.onnx\", dynamo=True)"
    case .tensorFlowLite: Self.tf2onnx("--tflite model.tflite")
    case .savedModel: Self.tf2onnx("--saved-model FOLDER")
    case .graphDef: Self.tf2onnx("--graphdef model.pb --inputs INPUT:0 --outputs OUTPUT:0")
    case .safetensors: "From the folder with its config.json: " + Self.optimum("feature-extraction")
    case .checkpoint: Self.optimum("feature-extraction")
    case .gguf: "From the checkpoint that it was made of: " + Self.optimum("text-generation")
    }
  }

  private static func tf2onnx(_ source: String) -> String {
    "pip install tf2onnx tensorflow; python -m tf2onnx.convert \(source) --output model.onnx"
  }

  /// Of a folder, unlike a name on the hub, the task is not found out.
  private static func optimum(_ task: String) -> String {
    "pip install \"optimum[onnxruntime]\"; optimum-cli export onnx --model FOLDER --task \(task) OUTPUT"
  }

  /// The error for such a file or folder.
  public var error: FoldoutError {
    FoldoutError(
      .malformed, "not-onnx", "this is not an ONNX model but looks like \(name)", hint: advice)
  }

  /// Which of them a folder is, that people name as a whole; nil for all others. Cost: a look at a few names.
  public static func recognised(folder: String) -> ForeignModel? {
    func has(_ name: String) -> Bool { access("\(folder)/\(name)", F_OK) == 0 }
    if has("saved_model.pb") { return .savedModel }
    let weights = [
      "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin",
      "pytorch_model.bin.index.json",
    ]
    return has("config.json") && weights.contains(where: has) ? .checkpoint : nil
  }

  /// Which of them bytes look like; nil for all others. Cost: constant.
  static func recognised(_ bytes: UnsafeRawBufferPointer) -> ForeignModel? {
    if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) { return archive(bytes) }
    if bytes.dropFirst(4).starts(with: Array("TFL3".utf8)) { return .tensorFlowLite }
    if bytes.dropFirst(4).starts(with: Array("\0\0\0\0{\"".utf8)) { return .safetensors }
    if bytes.starts(with: Array("GGUF".utf8)) { return .gguf }
    if bytes.count > 1, bytes[0] == 0x80, (2...5).contains(bytes[1]) { return .torchPickle }
    if isSavedModel(bytes) { return .savedModel }
    return isGraphDef(bytes) ? .graphDef : nil
  }

  // MARK: Archives

  /// The bytes at each end of an archive that are searched: its first entry, and its directory.
  private static let searched = 1 << 16

  /// PyTorch's archives by the names of their files, which stand before each, and in the directory at the end.
  private static func archive(_ bytes: UnsafeRawBufferPointer) -> ForeignModel? {
    func has(_ name: StaticString) -> Bool {
      contains(name, bytes.prefix(searched)) || contains(name, bytes.suffix(searched))
    }
    if has("serialized_exported_program.json") || has("/archive_format") { return .torchExport }
    if has("/constants.pkl") { return .torchScript }
    return has("/data.pkl") ? .torchPickle : nil
  }

  private static func contains(_ name: StaticString, _ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    let part = UnsafeRawBufferPointer(rebasing: bytes)
    let count = name.utf8CodeUnitCount
    guard part.count >= count else { return false }
    return (0...(part.count - count)).contains { start in
      (0..<count).allSatisfy { part[start + $0] == name.utf8Start[$0] }
    }
  }

  // MARK: TensorFlow

  /// A version of 1, then a MetaGraphDef, which begins with its MetaInfoDef or its graph. A model of ONNX has the name of
  /// its producer there.
  private static func isSavedModel(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.starts(with: [0x08, 0x01, 0x12]) else { return false }
    var wire = WireCursor(bytes: bytes, position: 3)
    guard let length = wire.varint(), length > 2, wire.position < bytes.count else { return false }
    return [0x0A, 0x12].contains(bytes[wire.position])
  }

  /// A node, in which an operator's element type is an entry of a map: `dtype` or `T`, and an AttrValue with a number.
  private static func isGraphDef(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.first == 0x0A else { return false }
    let start = bytes.prefix(searched)
    return contains("\n\u{5}dtype\u{12}\u{2}0", start) || contains("\n\u{1}T\u{12}\u{2}0", start)
  }
}
