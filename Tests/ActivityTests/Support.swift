import FoldoutKit
import ModelGraph
import Recordings
import ShapeInference
import TensorReading
import TestSupport
import Weights

@testable import Activity
@testable import Recordings

/// A model in the small notation, with types.
func typed(_ text: String) -> Model {
  var model = makeModel(text)
  model.header.opsets = [OpsetImport(domain: "", version: 17)]
  for value in model.graphs[0].values.indices {
    guard let tensor = model.graphs[0].values[value].constant else { continue }
    model.graphs[0].values[value].type = .tensor(tensor.dataType, Shape(tensor.dims))
  }
  return infer(model, tensors: KeptElements()).model
}

private struct KeptElements: TensorSource {
  func elements(of tensor: TensorRef, limit: Int) -> TensorElements? {
    tensor.elements.map { .ints($0.map { Int64($0) }) }
  }
}

/// An array of single precision, row by row; in Fortran's order the numbers are those of the file.
func array(
  _ name: String, _ dims: [Int64], _ numbers: [Float], isColumnMajor: Bool = false
) -> RecordedArray {
  RecordedArray(
    name: name, dataType: .float32, dims: dims, isColumnMajor: isColumnMajor,
    source: .memory(Wire.littleEndian(numbers.map(\.bitPattern)), offset: 0, isSwapped: false))
}

/// An array that counts 0, 1, 2, … in the order of the file.
func counted(_ name: String, _ dims: [Int64], isColumnMajor: Bool = false) -> RecordedArray {
  let count = Int(dims.reduce(1, *))
  return array(name, dims, (0..<count).map { Float($0) }, isColumnMajor: isColumnMajor)
}

/// An array of whole numbers that count 0, 1, 2, ….
func whole(_ name: String, _ dims: [Int64]) -> RecordedArray {
  let numbers = (0..<dims.reduce(1, *)).map { $0 }
  return RecordedArray(
    name: name, dataType: .int64, dims: dims,
    source: .memory(Wire.littleEndian(numbers), offset: 0, isSwapped: false))
}

/// What is known of arrays that were recorded of a model.
func scan(_ model: Model, _ arrays: RecordedArray..., areGradients: Bool = false) -> ActivityReport {
  scan(model, arrays, areGradients: areGradients)
}

func scan(_ model: Model, _ arrays: [RecordedArray], areGradients: Bool = false) -> ActivityReport {
  var recording = Recording()
  recording.arrays = arrays
  return scanActivity([(recording, areGradients)], of: model)
}

/// What is known of recordings in `Tests/Models/recordings` of a model in `Tests/Models`.
func report(_ model: String, _ recordings: String...) throws -> ActivityReport {
  let read = try recordings.map { file in
    (recording: try Recording.read(modelPath("recordings/" + file)), areGradients: file.hasPrefix("grad"))
  }
  return scanActivity(read, of: try Foldout.read(path: modelPath(model)).model)
}

extension ActivityReport {
  /// The value recorded by a name.
  func value(_ name: String) -> RecordedValue? { values.first { $0.array.name == name } }
}
