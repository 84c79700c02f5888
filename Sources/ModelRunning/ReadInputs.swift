import Diagnostics
import ImageInput
import ModelGraph

/// What a model is given.
public struct RunInputs: Sendable {
  /// A tensor for each input, in the order of the model; none for optional ones that nothing was named for.
  public var tensors: [RunTensor] = []
  /// The pictures among what was read, by input and row, as they were before levels became numbers.
  public var pictures: [InputPicture] = []
  /// Names of the columns of a table; empty where it has none.
  public var featureNames: [String] = []
  /// By row of a table: its class, or what the model should say, as it stands in the file; empty where that is not there.
  public var labels: [String] = []
  /// Names of all classes, the first of class 0; empty where the files have none.
  public var classNames: [String] = []
  /// What is worth knowing, such as arrays of a file that are for no input.
  public var diagnostics: [Diagnostic] = []

  /// Takes tensors as they are, each named after an input, in its type and shape.
  public init(_ tensors: [RunTensor]) { self.tensors = tensors }

  /// Reads what arguments name: `NAME=SOURCE`, or a source alone, whose arrays go to the inputs of their names, else to the
  /// next one. A source is a file, a folder, or `random`; `random` alone is for all inputs that nothing else is for. Pictures for
  /// one input fill its first axis. Masks, types and positions of tokens that nothing was named for follow from the ids.
  ///
  /// - Parameters:
  ///   - arguments: the arguments, in the order given.
  ///   - inputs: the inputs that the model has.
  ///   - rows: the rows to take of each array; nil for all.
  ///   - scale: how levels of pictures become numbers; nil for 0 to 1, and the levels themselves where an input takes whole numbers.
  /// - Throws: ``FoldoutError`` where a source can't be read or does not fit, or an input is left without.
  public init(
    _ arguments: [String], for inputs: [ModelInput], rows: Range<Int64>? = nil, scale: PixelScale? = nil
  ) throws(FoldoutError) {
    var work = InputReading(inputs, rows: rows, scale: scale)
    for argument in arguments { try work.read(argument) }
    self = try work.finished()
  }
}

/// The reading of arguments: what each input has so far.
private struct InputReading {
  let inputs: [ModelInput]
  let rows: Range<Int64>?
  let scale: PixelScale?
  var found: [RunTensor?]
  var images: [InputImages?]
  var fillsRest = false
  var result = RunInputs([])

  init(_ inputs: [ModelInput], rows: Range<Int64>?, scale: PixelScale?) {
    (self.inputs, self.rows, self.scale) = (inputs, rows, scale)
    found = inputs.map { _ in nil }
    images = inputs.map { _ in nil }
  }

  mutating func read(_ argument: String) throws(FoldoutError) {
    guard argument != "random" else {
      fillsRest = true
      return
    }
    let wanted = inputs.indices.first {
      argument.hasPrefix(inputs[$0].name + "=") && !inputs[$0].name.isEmpty
    }
    let source = wanted.map { String(argument.dropFirst(inputs[$0].name.count + 1)) } ?? argument
    if source == "random", let wanted {
      found[wanted] = try inputs[wanted].random(at: wanted)
    } else {
      try add(source, for: wanted)
    }
  }

  private func isFree(_ place: Int) -> Bool {
    found[place] == nil && images[place] == nil && !inputs[place].isOptional
  }

  private mutating func add(_ source: String, for wanted: Int?) throws(FoldoutError) {
    let arrays: InputArrays
    do throws(FoldoutError) {
      arrays = try InputArrays(path: source, inputs: inputs, wanted: wanted.map { inputs[$0] })
    } catch {
      let own = error.diagnostic
      throw FoldoutError(error.kind, own.code, "\(quoted(source)): \(own.message)", hint: own.hint)
    }
    if let image = arrays.image { return try add(image, source, for: wanted) }
    result.diagnostics += arrays.diagnostics
    if !arrays.ignored.isEmpty {
      let names = arrays.ignored.prefix(10).map { quoted($0) }.joined(separator: ", ")
      result.diagnostics.append(
        Diagnostic(.warning, "array-unused", "\(quoted(source)): for no input, and so not used: \(names)"))
    }
    for tensor in arrays.tensors {
      let place =
        wanted ?? inputs.firstIndex { $0.name == tensor.name && !tensor.name.isEmpty }
        ?? inputs.indices.first(where: isFree)
      guard let place else { throw tooMany(source) }
      let part: RunTensor = if let rows { try tensor.rows(rows, from: source) } else { tensor }
      found[place] = try inputs[place].fit(part, from: source)
    }
    if result.featureNames.isEmpty { result.featureNames = arrays.featureNames }
    if result.classNames.isEmpty { result.classNames = arrays.classNames }
    if result.labels.isEmpty { result.labels = arrays.labels.part(rows) }
  }

  /// A picture goes to the next input that takes some, and to the only one as long as that has room.
  private mutating func add(_ image: DecodedImage, _ source: String, for wanted: Int?) throws(FoldoutError) {
    let takers = inputs.indices.filter { !inputs[$0].isOptional && ImageLayout(inputs[$0]) != nil }
    let place =
      wanted ?? takers.first(where: isFree) ?? (takers.count == 1 ? takers[0] : nil)
      ?? inputs.indices.first(where: isFree)
    guard let place else { throw tooMany(source) }
    var pictures: InputImages
    if let before = images[place] {
      pictures = before
    } else {
      pictures = try InputImages(for: inputs[place], scale: scale)
    }
    try pictures.add(image, from: source)
    images[place] = pictures
  }

  private func tooMany(_ source: String) -> FoldoutError {
    FoldoutError(
      .usage, "more-inputs", "\(quoted(source)) is for no input: all have a value",
      hint: "The model takes \(inputs.map { quoted($0.name) }.joined(separator: ", ")).")
  }

  // MARK: What follows

  mutating func finished() throws(FoldoutError) -> RunInputs {
    for (place, pictures) in images.enumerated() {
      guard let pictures else { continue }
      let tensor = try pictures.tensor()
      found[place] =
        if let rows {
          try inputs[place].fit(tensor.rows(rows, from: inputs[place].name), from: inputs[place].name)
        } else { tensor }
      result.pictures += pictures.pictures.part(rows)
    }
    if fillsRest {
      for place in inputs.indices where found[place] == nil && !inputs[place].isOptional {
        found[place] = try inputs[place].random(at: place)
      }
    } else {
      let filled = TokenInputs(inputs).fill(&found)
      if !filled.isEmpty { result.diagnostics.append(TokenInputs.note(filled)) }
    }
    if let place = inputs.indices.first(where: { found[$0] == nil && !inputs[$0].isOptional }) {
      throw missing(inputs[place])
    }
    result.tensors = found.compactMap(\.self)
    return result
  }

  private func missing(_ input: ModelInput) -> FoldoutError {
    let all = inputs.filter { !$0.isOptional }.map { "\(quoted($0.name)) (\($0.text))" }
    return FoldoutError(
      .usage, "no-input",
      "input \(quoted(input.name)) has no value; the model takes \(all.joined(separator: ", "))",
      hint:
        "Name a file for it, as in \(escaped(input.name))=x.npy, or let it be random: \(escaped(input.name))=random."
    )
  }
}

extension Array {
  /// The elements of some rows, as far as they are there; all where no rows are said.
  fileprivate func part(_ rows: Range<Int64>?) -> [Element] {
    guard let rows else { return self }
    return Array(prefix(Int(clamping: rows.upperBound)).dropFirst(Int(clamping: rows.lowerBound)))
  }
}
