import Diagnostics
import Glibc
import ImageInput
import InputFiles
import JSONInput
import ModelGraph
import Recordings
import TensorReading

/// What one file or folder holds for a model.
struct InputArrays {
  /// The tensors; one without a name goes to the next input.
  var tensors: [RunTensor] = []
  /// The picture that the file is; nil where it is none.
  var image: DecodedImage?
  /// Names of arrays that were not looked at.
  var ignored: [String] = []
  /// Names of the columns of the one tensor.
  var featureNames: [String] = []
  /// By row of it: the class, or what the model should say.
  var labels: [String] = []
  /// Names of all classes.
  var classNames: [String] = []
  /// Problems met in reading.
  var diagnostics: [Diagnostic] = []
  /// Arrays that say what others are.
  private var described: Set<String> = []

  /// Reads a file or folder, of which only arrays for inputs are loaded.
  ///
  /// - Parameters:
  ///   - path: the file or folder; `FILE:KEY` is one array of an archive.
  ///   - inputs: the inputs that arrays may be for.
  ///   - wanted: the input that the path was named for.
  /// - Throws: ``FoldoutError`` where it can't be read, or holds nothing for them.
  init(path: String, inputs: [ModelInput], wanted: ModelInput?) throws(FoldoutError) {
    var (path, key) = (path, String?.none)
    if access(path, F_OK) != 0, let colon = path.lastIndex(of: ":"), colon > path.startIndex,
      access(String(path[..<colon]), F_OK) == 0
    {
      key = String(path[path.index(after: colon)...])
      path = String(path[..<colon])
    }
    let ending = path.lowercased().suffix(4)
    if key == nil, ending == ".csv" || ending == ".tsv" {
      let table = try InputCSV(InputFile(path: path), inputs: inputs, wanted: wanted)
      (tensors, ignored, diagnostics) = (table.tensors, table.others, table.diagnostics)
      (featureNames, labels) = (table.features, table.labels)
      return
    }
    let names = inputs.map(\.name)
    if key == nil, Self.isFile(path) {
      image = try DecodedImage(input: path)
      if image != nil { return }
      if try readJSON(path, names) { return }
    }
    let recording = try Recording.read(path)
    diagnostics = recording.diagnostics
    try choose(from: recording, key: key, inputs: names, wanted: wanted?.name)
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }

  // MARK: Arrays

  private mutating func choose(
    from recording: Recording, key: String?, inputs: [String], wanted: String?
  ) throws(FoldoutError) {
    let arrays = recording.arrays
    if let key {
      guard let array = arrays.first(where: { $0.name == key }) else {
        throw Self.missing("there is no array \(quoted(key)) in it", arrays)
      }
      return try add(array, as: wanted ?? (inputs.contains(key) ? key : ""), of: recording)
    }
    if let wanted {
      guard let array = arrays.first(where: { $0.name == wanted }) ?? (arrays.count == 1 ? arrays[0] : nil)
      else { throw Self.missing("none of its arrays is called \(quoted(wanted))", arrays) }
      return try add(array, as: wanted, of: recording)
    }
    let known = arrays.filter { inputs.contains($0.name) }
    if known.isEmpty {
      if arrays.count == 1 { return try add(arrays[0], as: "", of: recording) }
      if let rows = arrays.first(where: { InputNames.rows.contains($0.name) }), inputs.count == 1 {
        try add(rows, as: "", of: recording)
        return ignore(arrays, but: [rows.name])
      }
      // As numpy.savez and folders of test data name arrays by their place.
      let numbered = ["arr_", "input_"].map { prefix in
        arrays.filter { $0.name.hasPrefix(prefix) && Int($0.name.dropFirst(prefix.count)) != nil }
      }
      guard let chosen = numbered.first(where: { !$0.isEmpty }) else {
        throw Self.missing(
          "none of its arrays is called like an input (\(inputs.map { quoted($0) }.joined(separator: ", ")))",
          arrays)
      }
      for array in chosen { try add(array, as: "", of: recording) }
      return
    }
    for array in known { try add(array, as: array.name, of: recording) }
    ignore(arrays, but: known.map(\.name))
  }

  private mutating func ignore(_ arrays: [RecordedArray], but known: [String]) {
    ignored = arrays.map(\.name).filter { !known.contains($0) && !described.contains($0) }
  }

  private static func missing(_ what: String, _ arrays: [RecordedArray]) -> FoldoutError {
    FoldoutError(
      .usage, "no-array", what,
      hint:
        "It has \(arrays.prefix(20).map { quoted($0.name) }.joined(separator: ", ")): name one as FILE:ARRAY."
    )
  }

  private mutating func add(
    _ array: RecordedArray, as name: String, of recording: Recording
  ) throws(FoldoutError) {
    tensors.append(try RunTensor(array, name: name))
    let found = InputNames.beside(array, in: recording)
    described.formUnion(found.used)
    if featureNames.isEmpty { featureNames = found.features }
    if labels.isEmpty { labels = found.labels }
    if classNames.isEmpty { classNames = found.classes }
    diagnostics += found.diagnostics
  }

  // MARK: JSON

  /// Whether the path is JSON with lists of numbers: one list, or one below the name of each input.
  private mutating func readJSON(_ path: String, _ inputs: [String]) throws(FoldoutError) -> Bool {
    let file = try InputFile(path: path)
    return try file.withBytes { bytes throws(FoldoutError) in
      guard bytes.first == UInt8(ascii: "[") || bytes.first == UInt8(ascii: "{") else { return false }
      let document = try JSONDocument(bytes)
      defer { withExtendedLifetime(document) {} }
      let root = document.root
      var lists: [(String, JSON)] = root.isArray ? [("", root)] : []
      for name in inputs { if let list = root[name], list.isArray { lists.append((name, list)) } }
      for (name, list) in lists {
        var tensor = try InputJSON.tensor(list)
        tensor.name = name
        tensors.append(tensor)
      }
      return !lists.isEmpty
    }
  }
}
