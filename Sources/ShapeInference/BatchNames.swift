import ModelGraph

/// The names that authors and exporters give to the dim of samples that are computed at once.
enum BatchNames {
  /// In small letters, without the signs between words.
  private static let names: Set<String> = [
    "batch", "batchsize", "batchdim", "batchaxis", "numbatch", "nbatch", "dynamicbatch", "dynamicbatchsize",
    "batches",
    "minibatch", "samples", "numsamples", "nsamples", "b", "bs", "bsz", "n",
  ]

  /// Whether a name is one of these.
  static func contains(_ name: String) -> Bool {
    guard name.utf8.count <= 32 else { return false }
    return names.contains(name.lowercased().filter { !"_-. ".contains($0) })
  }

  /// The names of the first dims of the main graph's inputs that are batches, each once, in order.
  static func batches(of model: Model) -> [String] {
    var found: [String] = []
    for input in model.graphs.first?.inputs ?? [] {
      guard case .tensor(_, let shape?)? = model.graphs[0].values[input].type,
        case .symbol(let name)? = shape.dims.first, contains(name), !found.contains(name)
      else { continue }
      found.append(name)
    }
    return found
  }
}
