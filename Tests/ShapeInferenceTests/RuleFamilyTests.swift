import ModelGraph
import Testing

@testable import ShapeInference

/// One case or more for each family of operators.
@Suite struct RuleFamilyTests {
  @Test func broadcasting() {
    #expect(types("Add", ["batch,1,4", "3,1"]) == ["float32 batch×3×4"])
    #expect(types("Mul", ["a,2", "b,1"]) == ["float32 ?×2"])
    #expect(types("Mul", ["a", "a"]) == ["float32 a"])
    #expect(types("Less", ["N,5", "5"]) == ["bool N×5"])
    #expect(types("Sum", ["2,1", "1,3", "3"]) == ["float32 2×3"])
    #expect(types("Add", ["2,3,4", "3"], [int("broadcast", 1)], opset: 6) == ["float32 2×3×4"])
    #expect(types("Where", ["3,1", "1,4", "1"], elements: [.bool, .int64, .int64]) == ["int64 3×4"])
  }

  @Test func elementwise() {
    #expect(types("Relu", ["batch,3"]) == ["float32 batch×3"])
    #expect(types("IsNaN", ["batch,3"]) == ["bool batch×3"])
    #expect(types("Dropout", ["N,4"], outputs: 2) == ["float32 N×4", "bool N×4"])
    #expect(types("Cast", ["N"], [int("to", 7)]) == ["int64 N"])
    #expect(types("CastLike", ["N", "3"], elements: [.float32, .float16]) == ["float16 N"])
  }

  @Test func reductions() {
    #expect(types("ReduceMean", ["2,3,4"], [ints("axes", -1)], opset: 13) == ["float32 2×3×1"])
    #expect(types("ReduceMax", ["2,3,4"], [int("keepdims", 0)]) == ["float32 scalar"])
    #expect(types("ArgMax", ["2,N,4"], [int("axis", 1), int("keepdims", 0)]) == ["int64 2×4"])
    var bench = Bench()
    bench.input("2,N,4")
    bench.ints([0, 2])
    bench.node("ReduceSum", [int("keepdims", 0)])
    #expect(bench.answer().types == ["float32 N"])
  }

  @Test func matrices() {
    #expect(types("MatMul", ["batch,12,N,64", "64,M"]) == ["float32 batch×12×N×M"])
    #expect(types("MatMul", ["4", "4,5"]) == ["float32 5"])
    #expect(types("MatMul", ["3,4", "4"]) == ["float32 3"])
    #expect(types("Gemm", ["N,4", "8,4"], [int("transB", 1)]) == ["float32 N×8"])
    #expect(types("MatMulInteger", ["2,3", "3,4"], elements: [.uint8, .int8]) == ["int32 2×4"])
    #expect(
      types("Einsum", ["b,h,q,d", "b,h,k,d"], [string("equation", "bhqd,bhkd->bhqk")]) == ["float32 b×h×q×k"])
    #expect(types("Einsum", ["2,3,4", "4,5"], [string("equation", "...i,ij->...j")]) == ["float32 2×3×5"])
    #expect(types("Einsum", ["3,4"], [string("equation", "ji")]) == ["float32 4×3"])
  }

  @Test func convolutions() {
    let strided = [ints("strides", 2, 2), ints("pads", 3, 3, 3, 3)]
    #expect(types("Conv", ["1,3,224,224", "64,3,7,7"], strided) == ["float32 1×64×112×112"])
    #expect(
      types("Conv", ["N,3,H,W", "64,3,3,3"], [ints("strides", 2, 2), ints("pads", 1, 1, 1, 1)])
        == ["float32 N×64×((H+1)//2)×((W+1)//2)"])
    #expect(
      types("Conv", ["1,1,7", "1,1,3"], [string("auto_pad", "SAME_UPPER"), ints("strides", 2)]) == [
        "float32 1×1×4"
      ])
    #expect(types("Conv", ["1,1,9", "1,1,3"], [ints("dilations", 2)]) == ["float32 1×1×5"])
    #expect(types("ConvTranspose", ["1,8,5,5", "8,4,3,3"], [ints("strides", 2, 2)]) == ["float32 1×4×11×11"])
    #expect(
      types(
        "ConvTranspose", ["1,8,5", "8,2,3"], [int("group", 2), ints("strides", 2), ints("output_padding", 1)])
        == ["float32 1×4×12"])
  }

  @Test func pools() {
    let window = [ints("kernel_shape", 3, 3), ints("strides", 2, 2)]
    #expect(
      types("MaxPool", ["1,64,112,112"], window, outputs: 2) == ["float32 1×64×55×55", "int64 1×64×55×55"])
    #expect(types("MaxPool", ["1,1,4,4"], window + [int("ceil_mode", 1)]) == ["float32 1×1×2×2"])
    #expect(
      types("AveragePool", ["1,1,5"], [ints("kernel_shape", 2), ints("strides", 3), int("ceil_mode", 1)]) == [
        "float32 1×1×2"
      ])
    #expect(types("GlobalAveragePool", ["N,C,7,7"]) == ["float32 N×C×1×1"])
  }

  @Test func normalizations() {
    #expect(
      types("LayerNormalization", ["N,S,768", "768"], outputs: 3) == [
        "float32 N×S×768", "float32 N×S×1", "float32 N×S×1",
      ])
    #expect(types("BatchNormalization", ["N,8,4,4", "8", "8", "8", "8"]) == ["float32 N×8×4×4"])
  }

  @Test func arrangements() {
    #expect(types("Transpose", ["a,b,3"], [ints("perm", 2, 0, 1)]) == ["float32 3×a×b"])
    #expect(types("Transpose", ["a,b,3"]) == ["float32 3×b×a"])
    #expect(types("Flatten", ["N,3,4"]) == ["float32 N×12"])
    #expect(types("Concat", ["2,N", "3,N"], [int("axis", 0)]) == ["float32 5×N"])
    #expect(types("Concat", ["N,3", "M,3"], [int("axis", 0)]) == ["float32 (M+N)×3"])
    #expect(
      types("Split", ["N,9"], [int("axis", 1)], outputs: 3) == ["float32 N×3", "float32 N×3", "float32 N×3"])
    #expect(
      types("Split", ["7"], [int("num_outputs", 3)], outputs: 3) == ["float32 3", "float32 3", "float32 1"])
    #expect(types("Squeeze", ["1,N,1"], [ints("axes", 0)], opset: 11) == ["float32 N×1"])
    #expect(types("Unsqueeze", ["N"], [ints("axes", 0, 2)], opset: 11) == ["float32 1×N×1"])
    #expect(types("DepthToSpace", ["1,8,2,3"], [int("blocksize", 2)]) == ["float32 1×2×4×6"])
    #expect(types("SpaceToDepth", ["1,2,4,H"], [int("blocksize", 2)]) == ["float32 1×8×2×H//2"])
  }

  @Test func indexing() {
    #expect(types("Gather", ["30522,768", "B,S"], elements: [.float32, .int64]) == ["float32 B×S×768"])
    #expect(types("GatherND", ["2,3,4", "5,2"], elements: [.float32, .int64]) == ["float32 5×4"])
    #expect(types("GatherElements", ["2,3", "2,N"], elements: [.float32, .int64]) == ["float32 2×N"])
    #expect(types("ScatterND", ["N,3", "2,1", "2,3"]) == ["float32 N×3"])
    #expect(types("NonZero", ["2,3"]) == ["int64 2×?"])
    #expect(types("Unique", ["N"], outputs: 2) == ["float32 ?", "int64 ?"])
    #expect(types("Compress", ["3,4", "3"], [int("axis", 1)]) == ["float32 3×?"])
  }

  @Test func recurrentLayers() {
    let outputs = types(
      "LSTM", ["S,B,10", "2,80,10", "2,80,20"],
      [int("hidden_size", 20), string("direction", "bidirectional")], outputs: 3)
    #expect(outputs == ["float32 S×2×B×20", "float32 2×B×20", "float32 2×B×20"])
    #expect(types("GRU", ["B,S,10", "1,60,10", "1,60,20"], [int("layout", 1)]) == ["float32 B×S×1×20"])
  }

  @Test func quantization() {
    #expect(types("QuantizeLinear", ["N,3", "", ""], elements: [.float32, .float32, .int8]) == ["int8 N×3"])
    #expect(types("QuantizeLinear", ["N,3", ""]) == ["uint8 N×3"])
    #expect(types("DequantizeLinear", ["N,3", ""], elements: [.int8, .float16]) == ["float16 N×3"])
    #expect(
      types("DynamicQuantizeLinear", ["N"], outputs: 3) == ["uint8 N", "float32 scalar", "uint8 scalar"])
  }

  @Test func attention() {
    #expect(types("Attention", ["B,8,Q,64", "B,8,K,64", "B,8,K,32"], opset: 23) == ["float32 B×8×Q×32"])
    let heads = [int("q_num_heads", 8), int("kv_num_heads", 2)]
    #expect(types("Attention", ["B,Q,512", "B,K,128", "B,K,128"], heads, opset: 23) == ["float32 B×Q×512"])
  }

  @Test func microsoft() {
    let domain = "com.microsoft"
    #expect(
      types("Attention", ["B,S,192", "192,576"], [int("num_heads", 12)], domain: domain) == [
        "float32 B×S×192"
      ])
    #expect(
      types("MatMulNBits", ["B,S,64", "32,2,16", "64"], [int("K", 64), int("N", 32)], domain: domain) == [
        "float32 B×S×32"
      ])
    #expect(types("SkipLayerNormalization", ["B,S,8", "B,S,8", "8"], domain: domain) == ["float32 B×S×8"])
    #expect(
      types(
        "EmbedLayerNormalization", ["B,S", "-", "100,8", "5,8"], domain: domain, outputs: 2,
        elements: [.int32, .float32, .float32])
        == ["float32 B×S×8", "int32 B"])
    #expect(
      types("FusedMatMul", ["B,4,8", "B,5,8"], [int("transB", 1)], domain: domain) == ["float32 B×4×5"])
    #expect(
      types(
        "GroupQueryAttention", ["B,S,64", "B,S,16", "B,S,16"], [int("num_heads", 8), int("kv_num_heads", 2)],
        domain: domain)
        == ["float32 B×S×64"])
    #expect(
      types("ReorderOutput", ["1,16,7,7"], [int("channels", 10)], domain: "com.microsoft.nchwc") == [
        "float32 1×10×7×7"
      ])
  }

  @Test func classic() {
    let domain = "ai.onnx.ml"
    #expect(
      types("LinearClassifier", ["N,4"], [ints("classlabels_ints", 0, 1, 2)], domain: domain, outputs: 2) == [
        "int64 N", "float32 N×3",
      ])
    #expect(types("OneHotEncoder", ["N"], [ints("cats_int64s", 1, 2)], domain: domain) == ["float32 N×2"])
    #expect(
      types("ZipMap", ["N,3"], [ints("classlabels_int64s", 1, 2, 3)], domain: domain) == [
        "seq(map(int64, float32 scalar))"
      ])
  }

  @Test func signalsTextsLosses() {
    #expect(types("DFT", ["1,10,1"], [int("onesided", 1), int("axis", 1)], opset: 17) == ["float32 1×6×2"])
    #expect(types("StringSplit", ["N"], outputs: 2, elements: [.string]) == ["string N×?", "int64 N"])
    #expect(types("SoftmaxCrossEntropyLoss", ["N,5", "N"], outputs: 2) == ["float32 scalar", "float32 N×5"])
    #expect(
      types("NegativeLogLikelihoodLoss", ["N,5,D", "N,D"], [string("reduction", "none")]) == ["float32 N×D"])
  }

  @Test func sequencesAndOptionals() {
    #expect(types("SequenceConstruct", ["2,3", "2,4"]) == ["seq(float32 2×?)"])
    #expect(types("SplitToSequence", ["6,N"]) == ["seq(float32 1×N)"])
    var bench = Bench()
    bench.input(type: .sequence(.tensor(.float32, shape("N,3"))))
    bench.node("ConcatFromSequence", [int("axis", 0)])
    #expect(bench.answer().types == ["float32 ?×3"])
    bench = Bench()
    bench.input(type: .optional(.tensor(.float32, shape("N"))))
    bench.node("OptionalGetElement")
    #expect(bench.answer().types == ["float32 N"])
  }
}
