import ModelGraph
import Testing

@testable import OperatorCatalog

private func detail(
  _ type: String, _ attributes: [Attribute], domain: String = "", weight: [Int64]? = nil, slot: Int = 1
) -> String? {
  let node = Node(op: OperatorID(domain: domain, type: type), attributes: attributes)
  var weights = [TensorRef?](repeating: nil, count: slot + 1)
  weights[slot] = weight.map { TensorRef(dataType: .float32, dims: $0) }
  return Operators.detail(for: node, weights: weights)
}

@Suite struct DetailTests {
  @Test func convolutions() {
    let stem: [Attribute] = [
      Attribute("kernel_shape", .ints([7, 7])), Attribute("strides", .ints([2, 2])),
      Attribute("pads", .ints([3, 3, 3, 3])), Attribute("dilations", .ints([1, 1])),
      Attribute("group", .int(1)),
    ]
    #expect(detail("Conv", stem) == "7×7 /2 p3")
    #expect(detail("Conv", [], weight: [64, 3, 1, 1]) == "1×1")
    #expect(detail("Conv", [Attribute("group", .int(32))], weight: [256, 8, 3, 3]) == "3×3 g32")
    #expect(detail("Conv", [Attribute("group", .int(32))], weight: [32, 1, 3, 3]) == "3×3 dw")
    #expect(detail("ConvTranspose", [Attribute("group", .int(8))], weight: [8, 1, 2, 2]) == "2×2 dw")
    #expect(detail("QLinearConv", [], weight: [64, 3, 5, 5], slot: 3) == "5×5")
    #expect(
      detail("Conv", [Attribute("auto_pad", .string("SAME_UPPER")), Attribute("dilations", .ints([2, 2]))])
        == "same d2")
    #expect(
      detail("Conv", [Attribute("pads", .ints([0, 1, 0, 1])), Attribute("strides", .ints([1, 2]))])
        == "/1×2 p0×1")
    #expect(detail("Conv", [Attribute("pads", .ints([0, 0, 1, 1]))]) == "p0,0,1,1")
    #expect(detail("Conv", [Attribute("auto_pad", .string("VALID"))]) == nil)
  }

  @Test func pools() {
    let pool: [Attribute] = [
      Attribute("kernel_shape", .ints([3, 3])), Attribute("strides", .ints([2, 2])),
      Attribute("pads", .ints([1, 1, 1, 1])), Attribute("ceil_mode", .int(0)),
    ]
    #expect(detail("MaxPool", pool) == "3×3 /2 p1")
    #expect(detail("GlobalAveragePool", []) == nil)
  }

  @Test func axesAndShapes() {
    #expect(detail("Softmax", [Attribute("axis", .int(-1))]) == "axis −1")
    #expect(detail("LayerNormalization", [Attribute("axis", .int(-1))]) == nil)
    #expect(detail("Gather", [Attribute("axis", .int(0))]) == nil)
    #expect(detail("Gather", [Attribute("axis", .int(1))]) == "axis 1")
    #expect(detail("Transpose", [Attribute("perm", .ints([0, 2, 1, 3]))]) == "perm 0 2 1 3")
    #expect(detail("Flatten", [Attribute("axis", .int(1))]) == nil)
    #expect(
      detail("ReduceMean", [Attribute("axes", .ints([2, 3])), Attribute("keepdims", .int(1))])
        == "axes 2 3 keep")
    #expect(
      detail("ReduceMean", [Attribute("axes", .ints([-1])), Attribute("keepdims", .int(0))]) == "axis −1")
    #expect(detail("ReduceMean", [Attribute("keepdims", .int(1))]) == nil)
    #expect(
      detail("DepthToSpace", [Attribute("blocksize", .int(2)), Attribute("mode", .string("CRD"))])
        == "block 2 CRD")
    #expect(detail("TopK", [Attribute("k", .int(5)), Attribute("largest", .int(0))]) == "k 5 smallest")
  }

  @Test func otherFamilies() {
    #expect(detail("Cast", [Attribute("to", .int(10))]) == "→ float16")
    #expect(detail("Cast", [Attribute("to", .int(.max))]) == "→ 9223372036854775807")
    #expect(
      detail("LSTM", [Attribute("hidden_size", .int(256)), Attribute("direction", .string("bidirectional"))])
        == "h256 bi")
    #expect(detail("LeakyRelu", [Attribute("alpha", .float(0.01))]) == "α 0.01")
    #expect(detail("Dropout", [Attribute("ratio", .float(0.1))]) == "p 0.1")
    #expect(detail("Dropout", [Attribute("ratio", .float(0.5))]) == nil)
    #expect(detail("Gemm", [Attribute("transB", .int(1)), Attribute("alpha", .float(1))]) == nil)
    #expect(detail("Einsum", [Attribute("equation", .string("bij,bjk->bik"))]) == "bij,bjk->bik")
    #expect(
      detail("MultiHeadAttention", [Attribute("num_heads", .int(12))], domain: "com.microsoft") == "12 heads")
    #expect(
      detail(
        "GroupQueryAttention",
        [
          Attribute("num_heads", .int(32)), Attribute("kv_num_heads", .int(8)),
          Attribute("do_rotary", .int(1)),
        ],
        domain: "com.microsoft") == "32/8 heads rotary")
    #expect(detail("Relu", [Attribute("anything", .int(1))]) == nil)
    #expect(detail("Unknown", [Attribute("axis", .int(1))]) == nil)
  }

  @Test func hostileAttributes() {
    let many = [Int64](repeating: .min, count: 1_000_000)
    for attribute in ["kernel_shape", "strides", "pads", "dilations", "perm", "axes"] {
      for type in ["Conv", "Transpose", "ReduceSum", "Slice"] {
        let text = detail(type, [Attribute(attribute, .ints(many)), Attribute("group", .int(.min))])
        #expect((text ?? "").unicodeScalars.count <= 100)
      }
    }
    #expect(detail("Conv", [Attribute("strides", .string("x")), Attribute("group", .ints([]))]) == nil)
    #expect(detail("Conv", [Attribute("group", .int(2))], weight: []) == "g2")
  }

  @Test func attributeText() {
    #expect(Operators.attributeText(.float(0.00001)) == "1e−5")
    #expect(Operators.attributeText(.float(-2)) == "−2")
    #expect(Operators.attributeText(.float(1e20)) == "1e20")
    #expect(Operators.attributeText(.float(.nan)) == "NaN")
    #expect(Operators.attributeText(.floats([0.5, 1])) == "0.5 1")
    #expect(Operators.attributeText(.ints([-1, 2])) == "−1 2")
    #expect(Operators.attributeText(.tensor(TensorRef(dataType: .int64, dims: [2, 3]))) == "int64 2×3")
    #expect(Operators.attributeText(.string("abcdef"), limit: 4) == "abc…")
    #expect(
      Operators.attributeText(.string(String(repeating: "e\u{301}", count: 500_000)), limit: 9)
        .unicodeScalars.count == 9)
    #expect(
      Operators.attributeText(.strings(Array(repeating: "long", count: 1_000_000)), limit: 20)
        == "long long long long…")
  }
}
