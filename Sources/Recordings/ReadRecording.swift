import Diagnostics
import Glibc
import InputFiles
import ModelGraph
import OnnxReader
import TensorReading

extension Recording {
  /// Reads files and folders, each by what it holds: `.npz`, `.npy`, an ONNX TensorProto, polygraphy's JSON, or a folder of
  /// `.pb` and `.npy` files. Of arrays of one name the first counts.
  ///
  /// Elements are not read. Cost: linear in the number of arrays; packed ones are unpacked once.
  ///
  /// - Throws: ``FoldoutError`` where a file can't be read or is none of these; where it has no array at all.
  public static func read(_ path: String) throws(FoldoutError) -> Recording {
    var recording = Recording()
    if let folder = folder(path) {
      try recording.addFolder(path, folder)
    } else {
      try recording.addFile(path, in: path)
    }
    guard !recording.arrays.isEmpty || !recording.texts.isEmpty else {
      let reason = recording.diagnostics.first.map { ": " + $0.message } ?? ""
      throw FoldoutError(.malformed, "no-arrays", "there is no array in it\(reason)", hint: forms)
    }
    return recording
  }

  /// Adds the arrays of a later recording whose names are new.
  public mutating func add(_ other: Recording) {
    var names = Set(arrays.map(\.name))
    for array in other.arrays where names.insert(array.name).inserted { arrays.append(array) }
    var labels = Set(texts.map(\.name))
    for text in other.texts where labels.insert(text.name).inserted { texts.append(text) }
    diagnostics += other.diagnostics.prefix(max(0, RecordingLimits.diagnostics - diagnostics.count))
  }

  private static let forms =
    "A recording is a .npz or .npy file, an ONNX TensorProto, polygraphy's JSON, or a folder of .pb or .npy files."

  private mutating func addFile(_ path: String, in subject: String) throws(FoldoutError) {
    let file = try InputFile(path: path)
    let first = file.withBytes { Array($0.prefix(6)) }
    switch first.first {
    case _ where first == NumPyHeader.magic: try NumPyFile(file: file).array(Self.stem(path), into: &self)
    case UInt8(ascii: "P") where first.starts(with: Array("PK".utf8)):
      try NumPyFile(file: file).arrays(into: &self)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try file.withBytes { bytes throws(FoldoutError) in try PolygraphyFile().read(bytes, into: &self) }
    default: try addTensor(file, path)
    }
  }

  private mutating func addTensor(_ file: InputFile, _ path: String) throws(FoldoutError) {
    let tensor: TensorRef
    do throws(FoldoutError) {
      tensor = try OnnxFile.readTensor(file)
    } catch {
      guard error.diagnostic.code == "not-tensor" || error.diagnostic.code == "empty-file" else {
        throw error
      }
      throw FoldoutError(.malformed, "not-recording", "this is no recording", hint: Self.forms)
    }
    guard tensor.dataType != .undefined else {
      throw FoldoutError(.malformed, "not-recording", "this is no recording", hint: Self.forms)
    }
    let name = tensor.name.isEmpty ? Self.stem(path) : tensor.name
    arrays.append(
      RecordedArray(
        name: name, dataType: tensor.dataType, dims: tensor.dims,
        source: .tensor(TensorFiles(file, path: path), tensor)))
  }

  // MARK: Folders

  /// The files that are read at a path: itself, or those of a folder that may hold arrays, in their order.
  public static func files(at path: String) -> [String] {
    guard let folder = folder(path) else { return [path] }
    return names(folder).map { path + (path.hasSuffix("/") ? "" : "/") + $0 }
  }

  private static func folder(_ path: String) -> OpaquePointer?? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
    return .some(opendir(path))
  }

  private mutating func addFolder(
    _ path: String, _ folder: OpaquePointer?
  ) throws(FoldoutError) {
    guard let folder else { throw FoldoutError(.noInput, "cannot-read", "can't open the folder") }
    for name in Self.names(folder) {
      var file = Recording()
      do throws(FoldoutError) {
        try file.addFile(path + (path.hasSuffix("/") ? "" : "/") + name, in: path)
        add(file)
      } catch {
        complain(error.diagnostic.code, "\(quoted(name)): \(error.diagnostic.message)")
      }
    }
  }

  /// The names of files in a folder that may hold arrays; `input_10.pb` follows `input_9.pb`. Closes the folder.
  private static func names(_ folder: OpaquePointer?) -> [String] {
    guard let folder else { return [] }
    var names: [String] = []
    while let entry = readdir(folder), names.count < RecordingLimits.arrays {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".pb") || name.hasSuffix(".npy") || name.hasSuffix(".npz") { names.append(name) }
    }
    closedir(folder)
    return names.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }

  private static func stem(_ path: String) -> String {
    let last = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.index(after: $0)...] } ?? path[...]
    return String(last.utf8.lastIndex(of: UInt8(ascii: ".")).map { last[..<$0] } ?? last)
  }
}
