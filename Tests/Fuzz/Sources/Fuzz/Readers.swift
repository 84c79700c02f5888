import FoldoutKit
import ModelGraph
import ShapeInference

@testable import KerasReader
@testable import OnnxText

/// The readers of files. Every model read has to pass `verify`.
enum Readers {
  /// Sizes for names that the corpus has.
  private static let dims = [DimSize("batch", 2), DimSize("N", 3), DimSize("sequence", 0)]

  /// ONNX with inference of shapes. Files of another reader are left to its harness.
  static func onnx(_ bytes: UnsafeRawBufferPointer) {
    guard !KerasFile.recognises(bytes), let found = try? Foldout.read(bytes, ReadOptions(dims: dims)) else {
      return
    }
    check(found.model, mayBeCyclic: found.diagnostics.contains { $0.code == "cycle" })
  }

  /// ONNX as text and as JSON.
  static func written(_ bytes: UnsafeRawBufferPointer) {
    guard OnnxTextFile.recognises(bytes), let found = try? Foldout.read(bytes, ReadOptions(dims: dims)) else {
      return
    }
    check(found.model, mayBeCyclic: found.diagnostics.contains { $0.code == "cycle" })
  }

  /// The JSON of Keras models.
  static func keras(_ bytes: UnsafeRawBufferPointer) {
    guard let found = try? ModelAssembler.read(json: bytes) else { return }
    check(found.model)
    check(bind(found.model, dims))
  }

  /// `.keras` archives, unpacked by libzip. The weights are what libhdf5 might have said of them.
  static func archive(_ bytes: UnsafeRawBufferPointer) {
    _ = KerasFile.recognises(bytes)
    guard let found = try? KerasArchive.read(bytes, hdf5: { HDF5File(answer: $0) }) else { return }
    check(found.model)
  }

  /// The answer of libhdf5 about a file. libhdf5 itself is not tried: it is no part of this project, and whatever it does
  /// to itself ends a process of its own.
  static func hdf5(_ answer: UnsafeRawBufferPointer) {
    guard let found = try? KerasFile.read(HDF5File(answer: answer)) else { return }
    check(found.model)
  }

  /// Traps where a model breaks a rule that later steps rely on.
  static func check(_ model: Model, mayBeCyclic: Bool = false) {
    let problems = verify(model).filter { !mayBeCyclic || $0.code != "unordered" }
    if let problem = problems.first { fatalError("\(problem)") }
  }
}
