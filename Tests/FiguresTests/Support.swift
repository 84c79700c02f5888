import Folding
import FoldoutKit
import ModelGraph
import ShapeInference
import TestSupport

@testable import Figures

/// A residual network in the notation of ``makeModel(_:graphs:functions:)``: stages of units, each with a branch of two
/// products and a sum; the first of a stage has a projection.
func stagedNet(_ stages: [Int]) -> Model {
  var text = "in x 1×8\n"
  var last = "x"
  for (stage, units) in stages.enumerated() {
    for unit in 0..<units {
      let name = "s\(stage)u\(unit)"
      let scope = "@stage\(stage)/\(unit):Unit"
      text += "weight \(name)w 8×8\nweight \(name)v 8×8\n"
      text += "MatMul \(last) \(name)w -> \(name)a \(scope)\nRelu \(name)a -> \(name)b \(scope)\n"
      text += "MatMul \(name)b \(name)v -> \(name)c \(scope)\n"
      var skip = last
      if unit == 0 {
        text += "weight \(name)p 8×8\nMatMul \(last) \(name)p -> \(name)d \(scope)\n"
        skip = name + "d"
      }
      text += "Add \(name)c \(skip) -> \(name)e \(scope)\n"
      last = name + "e"
    }
  }
  return makeModel(text + "out \(last)")
}

/// The figure of a model, costs included.
func figure(_ model: Model) throws -> Figure? { makeFigure(try Foldout.outline(of: model)) }

/// The figure of a model in the notation of ``makeModel(_:graphs:functions:)``, its shapes inferred.
///
/// - Parameter open: the names of the last dims of its first input, where they have names.
func typedFigure(_ text: String, open: [String] = []) throws -> Figure? {
  var model = makeModel(text)
  model.header.opsets = [OpsetImport(domain: "", version: 17)]
  for value in model.graphs[0].values.indices {
    guard let tensor = model.graphs[0].values[value].constant else { continue }
    model.graphs[0].values[value].type = .tensor(tensor.dataType, Shape(tensor.dims))
  }
  if case .tensor(let type, let shape?) = model.graphs[0].values[0].type {
    let dims = shape.dims.dropLast(open.count) + open.map { .symbol($0) }
    model.graphs[0].values[0].type = .tensor(type, Shape(Array(dims)))
  }
  return try figure(infer(model, tensors: NoTensors()).model)
}

/// Stored tensors whose elements nobody knows.
private struct NoTensors: TensorSource {
  func elements(of tensor: TensorRef, limit: Int) -> TensorElements? { nil }
}

extension Figure {
  /// The dump without the overview's lines.
  var detailsDump: [String] {
    textDump(self).split(separator: "\n").map(String.init).filter { $0.first?.isUppercase ?? false }
  }
}
