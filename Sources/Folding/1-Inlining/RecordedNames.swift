import CallInlining
import ModelGraph

extension FlatGraph {
  /// What a value is called in a recording, as ``CallInlining/InlinedGraph`` has it; empty where that is too long for one.
  ///
  /// Cost: linear in the calls around it and the name.
  func recordedName(of value: FlatValueID, in model: Model) -> String {
    guard let place = innerPlaces[value] else {
      return model.graphs[values[value].graph].values[values[value].value].name
    }
    guard let path = path(of: place.call) else { return "" }
    return CallLabels.name(model.graphs[place.graph].values[place.value].name, in: path)
  }

  /// What names inside of a call begin with.
  private func path(of call: Int) -> String? {
    var around: [FlatCall] = []
    var number = call
    while number > 0 {
      around.append(calls[number - 1])
      number = calls[number - 1].outer
    }
    var path = ""
    for call in around.reversed() {
      guard let labels = callLabels[call.graph] else { return nil }
      path = labels.path(of: call.node, in: path, body: call.body)
      guard path.utf8.count <= CallLabels.longestPath else { return nil }
    }
    return path
  }
}
