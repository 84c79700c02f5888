import FoldoutKit
import ModelGraph
import TestSupport
import Testing

@testable import Weights

/// What reads a stored tensor, and which of its axes has the channels, by the definitions of the operators.
@Suite struct UseTests {
  private func use(
    _ text: String, graphs: [String: String] = [:], functions: KeyValuePairs<String, String> = [:]
  )
    throws -> WeightUse?
  {
    let tensors = FindUses(makeModel(text, graphs: graphs, functions: functions)).tensors()
    return try #require(tensors.first { $0.name == "w" }).use
  }

  private func found(_ text: String) throws -> String {
    guard let use = try use(text) else { return "nothing" }
    return "\(use.role) " + (use.channelAxis.map { "\($0)" } ?? "-")
  }

  @Test func convolutions() throws {
    #expect(try found("in x\nweight w 8×3×3×3\nConv x w -> y\nout y") == "kernel 0")
    // Depthwise: each input channel has kernels of its own.
    #expect(try found("in x\nweight w 8×1×3×3\nConv x w -> y group=8\nout y") == "kernel 0")
    #expect(try found("in x\nweight w 3×8×3×3\nConvTranspose x w -> y\nout y") == "kernel 1")
    // Of groups, no one axis has all channels.
    #expect(try found("in x\nweight w 4×8×3×3\nConvTranspose x w -> y group=2\nout y") == "kernel -")
    #expect(try found("in x\nweight v 8×3×3×3\nweight w 8\nConv x v w -> y\nout y") == "bias -")
  }

  @Test func matrices() throws {
    #expect(try found("in x\nweight w 4×8\nMatMul x w -> y\nout y") == "matrix 1")
    #expect(try found("in x\nweight w 2×4×8\nMatMul x w -> y\nout y") == "matrix 2")
    #expect(try found("in x\nweight w 4×8\nMatMul w x -> y\nout y") == "matrix 0")
    #expect(try found("in x\nweight w 4\nMatMul x w -> y\nout y") == "matrix -")
    #expect(try found("in x\nweight w 4×8\nGemm x w -> y\nout y") == "matrix 1")
    #expect(try found("in x\nweight w 8×4\nGemm x w -> y transB=1\nout y") == "matrix 0")
    #expect(try found("in x\nweight w 100×8\nGather w x -> y\nout y") == "table -")
    #expect(try found("in x\nweight w 1×96×8\nLSTM x w -> y\nout y") == "cells -")
    #expect(try found("in x\nweight w 8\nMul x w -> y\nout y") == "other -")
    #expect(try found("in x\nweight w 8\nRelu x -> y\nout y") == "nothing")
  }

  @Test func tensorsThatScaleOthers() throws {
    let text = "in x\nweight v 4×8\nweight w 8\nDequantizeLinear v w -> d\nMatMul x d -> y\nout y"
    #expect(try found(text) == "scaling -")
  }

  /// Operators that pass a tensor on are looked through; axes are those as stored.
  @Test func castsAndTransposesBetween() throws {
    #expect(try found("in x\nweight w 8×4\nTranspose w -> t\nMatMul x t -> y\nout y") == "matrix 0")
    let cast =
      "in x\nweight w 8×4\nCast w -> c\nTranspose c -> t perm=1,0\nIdentity t -> i\nMatMul x i -> y\nout y"
    #expect(try found(cast) == "matrix 0")
    #expect(
      try found("in x\nweight w 2×3×4\nTranspose w -> t perm=2,0,1\nMatMul x t -> y\nout y") == "matrix 1")
    // Orders that are none.
    for order in ["0,0,7", "0,1"] {
      #expect(
        try found("in x\nweight w 2×3×4\nTranspose w -> t perm=\(order)\nMatMul x t -> y\nout y")
          == "matrix -")
    }
    let scaled =
      "in x\nweight:int8 w 8×4\nscalar s 0.5\nDequantizeLinear w s -> d\nTranspose d -> t\nMatMul x t -> y\nout y"
    #expect(try found(scaled) == "matrix 0")
    #expect(try use(scaled)?.dequantizer == 0)
  }

  /// Of several readers, the first that says what the tensor is.
  @Test func severalReaders() throws {
    #expect(try found("in x\nweight w 4×8\nAbs w -> a\nMatMul x w -> y\nout y\nout a") == "matrix 1")
  }

  @Test func bodiesThatCapture() throws {
    let use = try use(
      "in x\nin c\nweight w 4×8\nIf c -> y then_branch=then else_branch=else\nout y",
      graphs: ["then": "MatMul x w -> t\nout t", "else": "Identity x -> e\nout e"])
    #expect(use?.role == .matrix && use?.channelAxis == 1 && use?.graph == 1)
  }

  @Test func argumentsOfFunctions() throws {
    let use = try use(
      "in x\nweight w 4×8\nlib::dense x w -> y\nout y",
      functions: ["lib::dense": "in a\nin b\nTranspose b -> t\nMatMul a t -> c\nout c"])
    #expect(use?.role == .matrix && use?.channelAxis == 0 && use?.graph == 1)
  }

  /// Functions that pass a tensor round and round.
  @Test func endlessCalls() throws {
    let use = try use(
      "in x\nweight w 4×8\nlib::f x w -> y\nout y",
      functions: ["lib::f": "in a\nin b\nlib::f a b -> c\nout c"])
    #expect(use == nil)
  }

  @Test func whatIsListed() throws {
    let model = makeModel("in x\nweight w 4×8\nints p 1 0\nlet k 2\nTranspose x -> t\nMatMul t w -> y\nout y")
    let tensors = FindUses(model).tensors()
    #expect(tensors.map(\.name) == ["w", "p"])
    #expect(tensors.map(\.isWeight) == [true, false])
  }
}
