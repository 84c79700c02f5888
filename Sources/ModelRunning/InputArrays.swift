import Diagnostics
import Glibc
import InputFiles
import JSONInput
import ModelGraph
import Recordings
import TensorReading

/// The tensors that one file or folder holds.
struct InputArrays {
  /// The tensors; one without a name goes to the next input.
  var tensors: [RunTensor] = []
  /// Names of arrays that were not looked at.
  var ignored: [String] = []
  /// Problems met in reading.
  var diagnostics: [Diagnostic] = []

  /// Reads a file or folder, of which only arrays for inputs are loaded.
  ///
  /// - Parameters:
  ///   - path: the file or folder; `FILE:KEY` is one array of an archive.
  ///   - inputs: the names of inputs that arrays may be for.
  ///   - wanted: the input that the path was named for.
  /// - Throws: ``FoldoutError`` where it can't be read, or holds nothing for them.
  init(path: String, inputs: [String], wanted: String?) throws(FoldoutError) {
    var (path, key) = (path, String?.none)
    if access(path, F_OK) != 0, let colon = path.lastIndex(of: ":"), colon > path.startIndex,
      access(String(path[..<colon]), F_OK) == 0
    {
      key = String(path[path.index(after: colon)...])
      path = String(path[..<colon])
    }
    if key == nil, path.lowercased().hasSuffix(".csv") {
      let table = try InputCSV(InputFile(path: path))
      tensors = [table.tensor]
      ignored = table.others
      return
    }
    if key == nil, try readJSON(path, inputs) { return }
    let recording = try Recording.read(path)
    diagnostics = recording.diagnostics
    try choose(from: recording.arrays, key: key, inputs: inputs, wanted: wanted)
  }

  // MARK: Arrays

  private mutating func choose(
    from arrays: [RecordedArray], key: String?, inputs: [String], wanted: String?
  ) throws(FoldoutError) {
    if let key {
      guard let array = arrays.first(where: { $0.name == key }) else {
        throw Self.missing("there is no array \(quoted(key)) in it", arrays)
      }
      return try add(array, as: wanted ?? (inputs.contains(key) ? key : ""))
    }
    if let wanted {
      guard let array = arrays.first(where: { $0.name == wanted }) ?? (arrays.count == 1 ? arrays[0] : nil)
      else { throw Self.missing("none of its arrays is called \(quoted(wanted))", arrays) }
      return try add(array, as: wanted)
    }
    let known = arrays.filter { inputs.contains($0.name) }
    if known.isEmpty {
      if arrays.count == 1 { return try add(arrays[0], as: "") }
      // As numpy.savez and folders of test data name arrays by their place.
      let numbered = ["arr_", "input_"].map { prefix in
        arrays.filter { $0.name.hasPrefix(prefix) && Int($0.name.dropFirst(prefix.count)) != nil }
      }
      guard let chosen = numbered.first(where: { !$0.isEmpty }) else {
        throw Self.missing(
          "none of its arrays is called like an input (\(inputs.map { quoted($0) }.joined(separator: ", ")))",
          arrays)
      }
      for array in chosen { try add(array, as: "") }
      return
    }
    for array in known { try add(array, as: array.name) }
    ignored = arrays.map(\.name).filter { !inputs.contains($0) }
  }

  private static func missing(_ what: String, _ arrays: [RecordedArray]) -> FoldoutError {
    FoldoutError(
      .usage, "no-array", what,
      hint:
        "It has \(arrays.prefix(20).map { quoted($0.name) }.joined(separator: ", ")): name one as FILE:ARRAY."
    )
  }

  private mutating func add(_ array: RecordedArray, as name: String) throws(FoldoutError) {
    do throws(UnreadTensor) {
      guard ElementCode(array.dataType) != nil, array.elementCount != nil else {
        throw UnreadTensor("wrong-type", "it is \(array.dataType.name)")
      }
      let source = try array.open()
      var failure: UnreadTensor?
      let bytes = [UInt8](unsafeUninitializedCapacity: array.byteCount) { buffer, count in
        do throws(UnreadTensor) {
          try source.read(at: 0, into: UnsafeMutableRawBufferPointer(buffer))
          count = buffer.count
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      let tensor = RunTensor(name: name, dataType: array.dataType, dims: array.dims, bytes: bytes)
      tensors.append(array.isColumnMajor ? tensor.turned() : tensor)
    } catch {
      throw FoldoutError(.malformed, error.code, "array \(quoted(array.name)) can't be used: \(error.text)")
    }
  }

  // MARK: JSON

  /// Whether the path is JSON with lists of numbers: one list, or one below the name of each input.
  private mutating func readJSON(_ path: String, _ inputs: [String]) throws(FoldoutError) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return false }
    let file = try InputFile(path: path)
    return try file.withBytes { bytes throws(FoldoutError) in
      guard bytes.first == UInt8(ascii: "[") || bytes.first == UInt8(ascii: "{") else { return false }
      let document = try JSONDocument(bytes)
      defer { withExtendedLifetime(document) {} }
      let root = document.root
      var lists: [(String, JSON)] = root.isArray ? [("", root)] : []
      for name in inputs { if let list = root[name], list.isArray { lists.append((name, list)) } }
      for (name, list) in lists {
        guard var tensor = InputJSON.tensor(list) else {
          throw FoldoutError(
            .malformed, "no-numbers", "the JSON is no list of numbers, or its lists differ in length",
            hint: "Give ids of tokens, not their texts: [3, 17, 4] or [[3, 17, 4], [5, 1, 2]].")
        }
        tensor.name = name
        tensors.append(tensor)
      }
      return !lists.isEmpty
    }
  }
}
