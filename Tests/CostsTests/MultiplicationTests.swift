import Costs
import ModelGraph
import Testing

/// Multiply-accumulates by hand.
@Suite struct MultiplicationTests {
  private func macs(
    _ op: String, _ inputs: [[Int64]], output: [Int64]?, _ attributes: [Attribute] = [], domain: String = ""
  ) -> Int64? {
    var graph = Graph()
    for (index, dims) in inputs.enumerated() {
      graph.values.append(Value(name: "x\(index)", producer: .input, type: .tensor(.float32, Shape(dims))))
    }
    graph.values.append(
      Value(name: "y", producer: .node(0, slot: 0), type: output.map { .tensor(.float32, Shape($0)) }))
    let node = Node(
      op: OperatorID(domain: domain, type: op), inputs: Slots(Array(0..<inputs.count)), outputs: [inputs.count],
      attributes: attributes)
    graph.nodes = [node]
    return multiplications(of: node, attributes: attributes, in: graph)
  }

  @Test func convolutions() {
    // The first layer of ResNet-50: 64·112·112 sums over 3·7·7.
    #expect(macs("Conv", [[1, 3, 224, 224], [64, 3, 7, 7]], output: [1, 64, 112, 112]) == 118_013_952)
    #expect(macs("Conv", [[1, 32, 56, 56], [32, 1, 3, 3]], output: [1, 32, 56, 56]) == 903_168)
    #expect(macs("ConvTranspose", [[1, 8, 5, 5], [8, 4, 3, 3]], output: [1, 4, 11, 11]) == 7200)
  }

  @Test func products() {
    #expect(macs("Gemm", [[1, 2048], [1000, 2048]], output: [1, 1000]) == 2_048_000)
    #expect(macs("MatMul", [[2, 3, 4], [4, 5]], output: [2, 3, 5]) == 120)
    let equation = [Attribute("equation", .string("bhqd,bhkd->bhqk"))]
    #expect(macs("Einsum", [[2, 3, 4, 5], [2, 3, 6, 5]], output: [2, 3, 4, 6], equation) == 720)
    let sizes = [Attribute("K", .int(64)), Attribute("N", .int(32))]
    #expect(macs("MatMulNBits", [[2, 3, 64]], output: [2, 3, 32], sizes, domain: "com.microsoft") == 12_288)
  }

  @Test func recurrentLayersAndAttention() {
    // 4 gates of 20·(10+20), 2 directions, 7 steps of 3.
    #expect(macs("LSTM", [[7, 3, 10], [2, 80, 10], [2, 80, 20]], output: [7, 2, 3, 20]) == 100_800)
    #expect(
      macs("Attention", [[2, 8, 10, 64], [2, 8, 12, 64], [2, 8, 12, 32]], output: [2, 8, 10, 32]) == 184_320)
    let heads = [Attribute("num_heads", .int(12))]
    #expect(
      macs(
        "Attention", [[1, 128, 192], [192, 576]], output: [1, 128, 192], heads, domain: "com.microsoft")
        == 20_447_232)
  }

  @Test func whatDoesNotCountAndWhatIsNotKnown() {
    #expect(macs("Relu", [[2, 3]], output: [2, 3]) == 0)
    #expect(macs("MatMul", [[2, 3], [3, 4]], output: nil) == nil)
    #expect(macs("MatMul", [[.max, .max], [.max, .max]], output: [.max, .max]) == nil)
    #expect(macs("Conv", [[1, 3, 8, 8], []], output: [1, 3, 8, 8]) == nil)
    for equation in ["", "->", "-", ",", "ij,jk,kl->il"] {
      let attributes = [Attribute("equation", .string(equation))]
      #expect(macs("Einsum", [[2, 3], [3, 4]], output: [2, 4], attributes) == nil, "\(equation)")
    }
  }

  /// Sizes at the end of what there is.
  @Test func extremes() {
    let dims: [Int64] = [.max, .max, .max, .max]
    for (op, domain) in [
      ("Conv", ""), ("ConvTranspose", ""), ("MatMul", ""), ("Gemm", ""), ("LSTM", ""), ("Attention", ""),
      ("Attention", "com.microsoft"), ("MultiHeadAttention", "com.microsoft"), ("Dense", "keras"),
    ] {
      for rank in 0...4 {
        let shape = Array(dims.prefix(rank))
        let macs = macs(
          op, [shape, shape, shape, shape], output: shape, [Attribute("K", .int(.max))], domain: domain)
        #expect(macs == nil || macs == .max || macs == 1, "\(op) of rank \(rank)")
      }
    }
  }

  @Test func memory() {
    var model = Model()
    model.main.values = [
      Value(
        name: "x", producer: .input, type: .tensor(.float32, Shape([10] as [Int64]))),
      Value(
        name: "a", producer: .node(0, slot: 0), type: .tensor(.float32, Shape([100] as [Int64]))),
      Value(name: "b", producer: .node(1, slot: 0), type: .tensor(.float16, Shape([10] as [Int64]))),
    ]
    model.main.inputs = [0]
    model.main.outputs = [2]
    model.main.nodes = [
      Node(op: OperatorID(type: "Tile"), inputs: [0], outputs: [1]),
      Node(op: OperatorID(type: "Compress"), inputs: [1], outputs: [2]),
    ]
    // x and a, then a and b.
    #expect(peakActivationBytes(of: model) == 440)
    model.main.values[1].type = nil
    #expect(peakActivationBytes(of: model) == nil)
  }
}
