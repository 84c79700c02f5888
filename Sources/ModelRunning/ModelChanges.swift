import CallInlining
import InputFiles
import ModelGraph

/// What is changed in the bytes of an ONNX model as they are in memory: nothing moves, so that weights stay mapped.
///
/// An operator is taken away by turning its field of the graph into one that no reader knows, which is one byte; others are added
/// behind the file, where Protocol Buffers merge them with the graph (see ``outputTail(_:)``).
struct ModelChanges {
  /// Bytes that are replaced.
  var places: [(offset: Int, byte: UInt8)] = []
  /// Bytes behind the file.
  var tail: [UInt8] = []

  /// No changes.
  init() {}

  /// Writes calls out in the main graph. Cost: linear in what is written, and in the operators of the file.
  ///
  /// - Throws: `refused` where something in the file can't be written elsewhere.
  init(_ file: InputFile, _ model: Model, _ inlined: InlinedGraph) throws(NotWritten) {
    self = try file.withBytes { bytes throws(NotWritten) in
      var writer = try CallBytes(bytes, model, inlined)
      var changes = ModelChanges()
      changes.places = try writer.hiddenPlaces()
      changes.tail = try writer.tail()
      return changes
    }
  }

  /// Adds a value of its own for each condition; gives their names.
  mutating func addConditions(of inlined: InlinedGraph) -> [String] {
    let taken = Set(inlined.values.map(\.name))
    var graph = ProtoMessage()
    var names: [String] = []
    for (number, choice) in inlined.choices.enumerated() {
      var name = "condition \(number)"
      while taken.contains(name) { name += "'" }
      names.append(name)
      graph.add(1, ProtoMessage.identity(from: inlined.values[choice.condition].name, to: name))
    }
    tail += ProtoMessage(field: 7, graph).bytes
    return names
  }
}
