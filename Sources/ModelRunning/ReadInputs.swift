import Diagnostics
import ModelGraph

/// What a model is given.
public struct RunInputs: Sendable {
  /// A tensor for each input, in the order of the model; none for optional ones that nothing was named for.
  public var tensors: [RunTensor] = []
  /// What is worth knowing, such as arrays of a file that are for no input.
  public var diagnostics: [Diagnostic] = []

  /// Takes tensors as they are, each named after an input, in its type and shape.
  public init(_ tensors: [RunTensor]) { self.tensors = tensors }

  /// Reads what arguments name: `NAME=SOURCE`, or a source alone, whose arrays go to the inputs of their names, else to the
  /// next one. A source is a file, a folder, or `random`; `random` alone is for all inputs that nothing else is for.
  ///
  /// - Parameters:
  ///   - arguments: the arguments, in the order given.
  ///   - inputs: the inputs that the model has.
  ///   - rows: the rows to take of each array; nil for all.
  /// - Throws: ``FoldoutError`` where a source can't be read or does not fit, or an input is left without.
  public init(
    _ arguments: [String], for inputs: [ModelInput], rows: Range<Int64>? = nil
  ) throws(FoldoutError) {
    var found = [RunTensor?](repeating: nil, count: inputs.count)
    var fillsRest = false
    for argument in arguments {
      if argument == "random" {
        fillsRest = true
        continue
      }
      let wanted = inputs.indices.first {
        argument.hasPrefix(inputs[$0].name + "=") && !inputs[$0].name.isEmpty
      }
      let source = wanted.map { String(argument.dropFirst(inputs[$0].name.count + 1)) } ?? argument
      if source == "random", let wanted {
        found[wanted] = try inputs[wanted].random(at: wanted)
        continue
      }
      try add(source, for: wanted, inputs, rows, &found)
    }
    for place in inputs.indices where found[place] == nil && fillsRest && !inputs[place].isOptional {
      found[place] = try inputs[place].random(at: place)
    }
    if let place = inputs.indices.first(where: { found[$0] == nil && !inputs[$0].isOptional }) {
      let all = inputs.filter { !$0.isOptional }.map { "\(quoted($0.name)) (\($0.text))" }
      throw FoldoutError(
        .usage, "no-input",
        "input \(quoted(inputs[place].name)) has no value; the model takes \(all.joined(separator: ", "))",
        hint:
          "Name a file for it, as in \(escaped(inputs[place].name))=x.npy, or let it be random: \(escaped(inputs[place].name))=random."
      )
    }
    tensors = found.compactMap(\.self)
  }

  private mutating func add(
    _ source: String, for wanted: Int?, _ inputs: [ModelInput], _ rows: Range<Int64>?,
    _ found: inout [RunTensor?]
  ) throws(FoldoutError) {
    let arrays: InputArrays
    do throws(FoldoutError) {
      arrays = try InputArrays(
        path: source, inputs: inputs.map(\.name), wanted: wanted.map { inputs[$0].name })
    } catch {
      let own = error.diagnostic
      throw FoldoutError(error.kind, own.code, "\(quoted(source)): \(own.message)", hint: own.hint)
    }
    diagnostics += arrays.diagnostics
    if !arrays.ignored.isEmpty {
      let names = arrays.ignored.prefix(10).map { quoted($0) }.joined(separator: ", ")
      diagnostics.append(
        Diagnostic(.warning, "array-unused", "\(quoted(source)): \(names) is for no input, and not used"))
    }
    for tensor in arrays.tensors {
      let place =
        wanted ?? inputs.firstIndex { $0.name == tensor.name && !tensor.name.isEmpty }
        ?? inputs.indices.first { found[$0] == nil && !inputs[$0].isOptional }
      guard let place else {
        throw FoldoutError(
          .usage, "more-inputs", "\(quoted(source)) is for no input: all have a value",
          hint: "The model takes \(inputs.map { quoted($0.name) }.joined(separator: ", ")).")
      }
      let part: RunTensor = if let rows { try tensor.rows(rows, from: source) } else { tensor }
      found[place] = try inputs[place].fit(part, from: source)
    }
  }
}
