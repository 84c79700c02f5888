import ModelGraph
import Testing

@testable import ShapeInference

/// Files that are wrong, or mean harm: diagnostics, never a trap.
@Suite struct HostileGraphTests {
  private func codes(
    _ op: String, _ dims: [String], _ attributes: [Attribute] = [], opset: Int64 = 22, outputs: Int = 1
  ) -> [String] {
    var bench = Bench(opset: opset)
    for dims in dims { bench.input(dims) }
    bench.node(op, attributes, outputs: outputs)
    return bench.answer().codes
  }

  @Test func whatDoesNotFitIsSaid() {
    #expect(codes("MatMul", ["2,3", "4,5"]) == ["bad-shape"])
    #expect(codes("Add", ["2,3", "4"]) == ["bad-shape"])
    #expect(codes("Conv", ["1,3,8,8", "4,5,3,3"]) == ["bad-shape"])
    #expect(codes("Conv", ["1,3,2,2", "4,3,5,5"]) == ["bad-shape"])
    #expect(codes("Concat", ["2,3", "2,4"], [int("axis", 0)]) == ["bad-shape"])
    #expect(codes("Concat", ["2,3", "2,4"], [int("axis", 7)]) == ["bad-attribute"])
    #expect(codes("Transpose", ["2,3"], [ints("perm", 0, 0)]) == ["bad-attribute"])
    #expect(codes("Transpose", ["2,3"], [ints("perm", 0, Int64.max)]) == ["bad-attribute"])
    #expect(codes("Gemm", ["2,3,4", "4,5"]) == ["bad-shape"])
    #expect(codes("Squeeze", ["2,3"], [ints("axes", 0)], opset: 11) == ["bad-shape"])
    #expect(codes("MaxPool", ["1,1,8"], [ints("kernel_shape", 2), ints("strides", 0)]) == ["bad-attribute"])
    #expect(codes("Einsum", ["2,3", "4,5"], [string("equation", "ij,jk->ik")]) == ["bad-shape"])
    #expect(codes("If", [""]) == ["bad-attribute"])
    #expect(codes("Loop", ["", ""]) == ["bad-attribute"])
    #expect(codes("Scan", ["2"], [int("num_scan_inputs", .max)]) == ["bad-attribute"])
  }

  @Test func namesAreFreeToDiffer() {
    #expect(codes("Add", ["batch,3", "N,3"]).isEmpty)
    #expect(codes("MatMul", ["2,K", "L,5"]).isEmpty)
  }

  @Test func declarationsAreComparedAndKept() {
    var bench = Bench()
    bench.input("2,3")
    bench.node("Relu", declared: .tensor(.float32, shape("2,4")))
    #expect(bench.answer().types == ["float32 2×4"])
    #expect(bench.answer().codes == ["shape-mismatch"])
    bench = Bench()
    bench.input("2,3")
    bench.node("Relu", declared: .tensor(.int64, shape("N,M")))
    #expect(bench.answer().types == ["int64 2×3"])
    #expect(bench.answer().codes == ["shape-mismatch"])
    let message = infer(bench.model, tensors: bench.elements).diagnostics[0].message
    #expect(message.contains("node 0") && message.contains("output 0") && message.contains("int64 N×M"))
  }

  @Test func negativeDims() {
    #expect(codes("Relu", ["-5,3"]).isEmpty)
    #expect(codes("MatMul", ["-5,3", "3,-9223372036854775808"]).isEmpty)
    var bench = Bench()
    bench.ints([-3, 2])
    bench.node("ConstantOfShape")
    #expect(bench.answer().codes == ["bad-shape"])
  }

  /// Every operator with sizes, attributes and contents at the ends of what there is.
  @Test(arguments: RuleBook.listing.map(\.op.description)) func extremes(operator name: String) {
    guard let entry = RuleBook.listing.first(where: { $0.op.description == name }) else { return }
    let limits: [Int64] = [.min, -1, 0, 1, 2, .max]
    let names = [
      "axis", "axes", "k", "to", "blocksize", "hidden_size", "num_scan_inputs", "group", "start", "end",
      "output_height", "num_heads", "kv_num_heads", "q_num_heads", "K", "N", "batch_dims", "sample_size",
    ]
    let lists = [
      "kernel_shape", "strides", "pads", "dilations", "perm", "axes", "split", "shape", "starts", "ends",
    ]
    for version in entry.since + [.max] {
      for (round, limit) in limits.enumerated() {
        for rank in [0, 1, 2, 3, 4, 5] {
          var bench = Bench(opset: version, domain: entry.op.domain, version: version)
          for slot in 0..<8 {
            let dims = (0..<rank).map {
              ($0 + slot + round) % 3 == 0 ? "N" : String(limits[($0 + slot + round) % 6])
            }
            if slot.isMultiple(of: 2) || round < 2 {
              bench.input(dims.joined(separator: ","), slot == 1 ? .int64 : .float32)
            } else {
              bench.ints([Int64](repeating: limit, count: rank))
            }
          }
          var attributes = names.dropFirst(round).map { Attribute($0, .int(limit)) }
          if round.isMultiple(of: 2) {
            attributes =
              lists.map { Attribute($0, .ints([Int64](repeating: limit, count: rank))) } + attributes
          }
          bench.node(entry.op.type, attributes, domain: entry.op.domain, outputs: 3)
          #expect(bench.answer().types.count == 3)
        }
      }
    }
  }

  /// Bounds of different lengths.
  @Test func boundsThatDoNotMatch() {
    var bench = Bench()
    let x = bench.ints([1, 2, 3])
    let (starts, ends) = (bench.ints([0]), bench.ints([]))
    bench.node("Slice", on: [x, starts, ends])
    #expect(bench.answer().types == ["int64 ?"])
  }

  /// Vectors whose lengths a file declares, but that it does not hold.
  @Test(arguments: [
    "Slice", "Col2Im", "AffineGrid", "Reshape", "Expand", "Tile", "Pad", "Squeeze", "Unsqueeze",
  ])
  func boundsWithoutEnd(_ op: String) {
    for length in ["9223372036854775807", "4000000000", "-1"] {
      var bench = Bench()
      bench.input("1,2,3")
      for _ in 0..<3 { bench.input(length, .int64) }
      bench.node(op)
      #expect(bench.answer().types.count == 1)
    }
  }

  /// Parts whose lengths add up to more than a number holds.
  @Test func partsBeyondTheEnd() {
    for lengths: [Int64] in [[1, .max, 1], [.max, .max, .max], [2, .min, .max]] {
      var bench = Bench()
      let (x, parts) = (bench.ints([1, 2, 3]), bench.ints(lengths))
      bench.node("Split", [int("axis", 0)], outputs: 3, on: [x, parts])
      #expect(bench.answer().types.count == 3)
    }
  }

  @Test func hugeRanks() {
    let dims = [String](repeating: "2", count: 100_000).joined(separator: ",")
    #expect(codes("Relu", [dims]).isEmpty)
    #expect(codes("Add", [dims, dims]).isEmpty)
    #expect(codes("ReduceSum", [dims]).isEmpty)
    #expect(codes("Flatten", [dims]).isEmpty)
    var bench = Bench()
    bench.input("1")
    bench.input("1000000000000", .int64)
    bench.node("Reshape")
    #expect(bench.answer().types == ["float32 …"])
  }

  @Test func hugeCountsAreNotWrittenOut() {
    var bench = Bench()
    let (zero, many, one) = (
      bench.ints([0], isScalar: true), bench.ints([.max], isScalar: true), bench.ints([1], isScalar: true)
    )
    bench.node("Range", on: [zero, many, one])
    #expect(bench.answer().types == ["int64 9223372036854775807"])
    let x = bench.input("3")
    let counts = bench.ints([.max])
    bench.node("Tile", on: [x, counts])
    #expect(bench.answer().types == ["float32 ?"])
  }

  /// The body of a loop that carries one value through one node: value 2 comes in, value 3 goes out.
  private func loopBody(of owner: GraphID, _ node: Node) -> Graph {
    var graph = Graph()
    graph.owner = Graph.Owner(graph: owner, node: 0, attribute: "body")
    graph.values = [
      Value(name: "i", producer: .input), Value(name: "c", producer: .input),
      Value(name: "v", producer: .input), Value(name: "w", producer: .node(0, slot: 0)),
    ]
    graph.inputs = [0, 1, 2]
    graph.outputs = [1, 3]
    graph.nodes = [node]
    return graph
  }

  /// A loop says how often it runs; nobody counts along.
  @Test func millionsOfTrips() {
    var bench = Bench()
    let trips = bench.ints([1_000_000_000_000], isScalar: true)
    let x = bench.input("N")
    bench.model.graphs.append(
      loopBody(of: 0, Node(op: OperatorID(type: "Relu"), inputs: [2], outputs: [3])))
    bench.node("Loop", [Attribute("body", .graph(1))], on: [trips, nil, x])
    #expect(bench.answer().types == ["float32 N"])
  }

  /// Loops in loops whose values never settle.
  @Test func deepLoopsEnd() {
    var bench = Bench()
    let trips = bench.input("", .int64)
    let x = bench.input("N")
    let depth = 60
    for level in 1...depth {
      let node =
        level == depth
        ? Node(op: OperatorID(type: "Concat"), inputs: [2, 2], outputs: [3], attributes: [int("axis", 0)])
        : Node(
          op: OperatorID(type: "Loop"), inputs: [0, nil, 2], outputs: [3],
          attributes: [Attribute("body", .graph(level + 1))])
      bench.model.graphs.append(loopBody(of: level - 1, node))
    }
    bench.node("Loop", [Attribute("body", .graph(1))], on: [trips, nil, x])
    #expect(bench.answer().types.count == 1)
  }
}
