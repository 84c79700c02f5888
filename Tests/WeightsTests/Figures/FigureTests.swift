import FoldoutKit
import TestSupport
import Testing

@testable import Weights

/// The figures of tensors of all types and sizes, against NumPy's in double precision.
@Suite struct FigureTests {
  @Test(arguments: ["figures.onnx", "external.onnx", "datasets.h5", "scaled.onnx"])
  func storedTensors(file: String) throws {
    let expected = try ExpectedFigures.of(file).stored
    let report = try weights(file)
    #expect(expected.count >= 4)
    #expect(Set(report.tensors.map(\.stored.name)).isSuperset(of: expected.keys))
    for tensor in report.tensors {
      guard let figures = expected[tensor.stored.name] else { continue }
      #expect(tensor.unread == nil)
      #expect(figures.differences(tensor.statistics) == [], "\(tensor.stored.name)")
    }
  }

  /// What quantised tensors stand for: by tensor, by axis, by block, and in the blocks of MatMulNBits.
  @Test func scaledTensors() throws {
    let expected = try ExpectedFigures.of("scaled.onnx").scaled
    let report = try weights("scaled.onnx")
    #expect(expected.count == 10)
    for tensor in report.tensors {
      guard let figures = expected[tensor.stored.name] else {
        #expect(tensor.dequantized == nil)
        continue
      }
      #expect(figures.differences(tensor.dequantized, rounding: 1e-6) == [], "\(tensor.stored.name)")
    }
  }

  /// An archive that some tool packed again holds the same weights.
  @Test func packedArchive() throws {
    let (plain, packed) = (try weights("sine_keras_lstm.keras"), try weights("deflated.keras"))
    #expect(plain.tensors.count == 5)
    #expect(plain.tensors.map(\.statistics) == packed.tensors.map(\.statistics))
    #expect(packed.tensors.allSatisfy { $0.statistics != nil })
  }

  /// HDF5 may say that elements lie in other files, which are none of a model's business.
  @Test func datasetsElsewhereAreRefused() throws {
    let report = try weights("refused.h5")
    #expect(report.tensors.map(\.stored.name) == ["outside/kernel", "virtual/kernel"])
    #expect(report.tensors.allSatisfy { $0.statistics == nil && $0.unread?.code == "data-cut" })
  }
}
