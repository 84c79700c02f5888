/// The parts of an exporter's function name: the class of the module and the path of the instance.
///
/// PyTorch's `dynamo_export` (2.1–2.4) joins the class's Python path, the instance's path and a call
/// number with underscores: `torchvision_models_vision_transformer_EncoderBlock_encoder_layers_0_1`.
/// The class is the part that starts with a capital; names without one are taken as they stand.
struct FunctionName: Equatable {
  var className: String?
  var path: String

  init(_ whole: String) {
    // `_aten_gelu|folded_3` is one of several specialised copies of PyTorch's gelu.
    var name = String(whole.split(separator: "|").first ?? "")
    while name.hasPrefix("_") { name.removeFirst() }
    if name.hasPrefix("aten_") { name.removeFirst(5) }
    if name.isEmpty { name = whole }
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count > 2,
      let index = parts.firstIndex(where: { $0.first?.isUppercase == true }),
      index > 0, index < parts.count - 1
    else {
      path = name
      return
    }
    className = String(parts[index])
    var rest = parts[(index + 1)...]
    if rest.count > 1, let last = rest.last, last.allSatisfy(\.isNumber) { rest = rest.dropLast() }
    path = rest.joined(separator: "_")
  }
}
