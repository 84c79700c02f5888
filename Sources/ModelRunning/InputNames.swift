import Diagnostics
import ModelGraph
import Recordings
import TensorReading
import TextOutput

/// What files with arrays call those that are no data of a model, but say what the data is.
enum InputNames {
  /// Arrays or columns with the class of each row, or what a model should say of it.
  private static let labels = ["y", "label", "labels", "target", "targets", "class", "classes", "species"]
  private static let features = ["feature_names", "features", "columns"]
  private static let classes = ["class_names", "target_names", "classes"]
  /// Arrays with rows for a model, where none is called like its input.
  static let rows = ["X", "x"]

  /// Whether a column's name, in small letters, says that it has classes.
  static func isLabel(_ name: String) -> Bool { labels.contains(name) }

  /// What the arrays beside one say of it.
  struct Found {
    var features: [String] = []
    var labels: [String] = []
    var classes: [String] = []
    /// The arrays that said it.
    var used: Set<String> = []
    var diagnostics: [Diagnostic] = []
  }

  /// Looks for names of the columns and the classes of the rows of an array. `y_test` goes with `X_test`; numbers of rows must agree.
  static func beside(_ array: RecordedArray, in recording: Recording) -> Found {
    var found = Found()
    if let names = text(features, recording) {
      if array.dims.count > 1, array.dims.last == Int64(names.elements.count) {
        (found.features, found.used) = (names.elements, [names.name])
      } else {
        found.diagnostics.append(
          Diagnostic(
            .warning, "names-unused",
            "\(quoted(names.name)) has \(names.elements.count) names, and is none of the columns of \(quoted(array.name)), \(Shape(array.dims).text)"
          ))
        found.used.insert(names.name)
      }
    }
    if let names = text(classes, recording) {
      found.classes = names.elements
      found.used.insert(names.name)
    }
    guard let rows = array.dims.first, array.dims.count > 1 else { return found }
    for name in labels.map({ $0 + suffix(array.name) }) where found.labels.isEmpty {
      // Another array of as many rows may be what they belong to.
      guard !isAmbiguous(array, rows, recording), let texts = column(name, recording),
        texts.count == Int(clamping: rows)
      else { continue }
      found.labels = texts
      found.used.insert(name)
    }
    return found
  }

  private static func suffix(_ name: String) -> String {
    guard name.lowercased().hasPrefix("x_") else { return "" }
    return String(name.dropFirst())
  }

  private static func isAmbiguous(_ array: RecordedArray, _ rows: Int64, _ recording: Recording) -> Bool {
    guard !Self.rows.contains(array.name), suffix(array.name).isEmpty else { return false }
    return recording.arrays.contains { other in
      other.name != array.name && other.dims.count > 1 && other.dims.first == rows
        && (Self.rows.contains(other.name) || other.dims.dropFirst() == array.dims.dropFirst())
    }
  }

  private static func text(_ names: [String], _ recording: Recording) -> Recording.TextArray? {
    for name in names {
      if let found = recording.texts.first(where: { $0.name == name }),
        found.elements.count <= RunTuning.mostNames
      {
        return found
      }
    }
    return nil
  }

  /// The texts of one column, numbers as texts; nil where there is none of that name.
  private static func column(_ name: String, _ recording: Recording) -> [String]? {
    if let texts = recording.texts.first(where: { $0.name == name }) { return texts.elements }
    guard let array = recording.array(name), array.dims.dropFirst().allSatisfy({ $0 == 1 }),
      let count = array.elementCount, count <= RunTuning.mostRows,
      let tensor = try? RunTensor(array, name: name)
    else { return nil }
    return tensor.texts
  }
}

extension RunTensor {
  /// The elements as texts, real numbers in as many digits as tell them apart. Cost: linear.
  var texts: [String] {
    guard let code = ElementCode(dataType) else { return [] }
    return (0..<(bytes.count / code.width)).map { place in
      guard dataType.isFloatingPoint else { return code.whole(bytes, at: place).map { "\($0)" } ?? "" }
      let real = code.real(bytes, at: place)
      return dataType == .float64 ? "\(real)" : "\(Float(real))"
    }
  }

  /// Reads an array of a recording.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where its elements are no numbers, or can't be had.
  init(_ array: RecordedArray, name: String) throws(FoldoutError) {
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
      self = array.isColumnMajor ? tensor.turned() : tensor
    } catch {
      throw FoldoutError(.malformed, error.code, "array \(quoted(array.name)) can't be used: \(error.text)")
    }
  }
}
