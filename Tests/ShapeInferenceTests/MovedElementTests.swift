import ModelGraph
import Testing

@testable import ShapeInference

/// Elements that operators move about before they are sizes. Each case ends in a tensor of zeros of such sizes.
@Suite struct MovedElementTests {
  /// A stored matrix, or a tensor of any dims, of 1, 2, 3, ...
  private func counted(_ bench: inout Bench, _ dims: [Int64]) -> ValueID {
    let count = dims.reduce(1, *)
    return bench.stored(.ints((0..<count).map { $0 + 1 }), .int64, dims)
  }

  /// The elements of a value in order, as the dims of an answer.
  private func elements(_ value: ValueID, in bench: Bench) -> String {
    var bench = bench
    let flat = bench.node("Reshape", on: [value, bench.ints([-1])])[0]
    bench.node("ConstantOfShape", on: [flat])
    return bench.answer().types[0].replacing("float32 ", with: "")
  }

  /// As PyTorch exports `pad`: amounts in pairs are reversed and transposed.
  @Test func amountsOfPadding() {
    var bench = Bench()
    let x = bench.input("1,3,20,20")
    let amounts = bench.ints([0, 1, 2, 3])
    let zeros = bench.node(
      "ConstantOfShape", [Attribute("value", .tensor(zero(&bench)))], on: [bench.ints([4])])[0]
    let all = bench.node("Concat", [int("axis", 0)], on: [amounts, zeros])[0]
    let pairs = bench.node("Reshape", on: [all, bench.ints([-1, 2])])[0]
    let (from, to, axis, step) = (bench.ints([-1]), bench.ints([.min + 1]), bench.ints([0]), bench.ints([-1]))
    let reversed = bench.node("Slice", on: [pairs, from, to, axis, step])[0]
    let turned = bench.node("Transpose", [ints("perm", 1, 0)], on: [reversed])[0]
    let pads = bench.node("Reshape", on: [turned, bench.ints([-1])])[0]
    bench.node("Pad", on: [x, pads])
    #expect(bench.answer().types == ["float32 1×3×25×21"])
  }

  private func zero(_ bench: inout Bench) -> TensorRef {
    bench.elements.byName["zero"] = .ints([0])
    return TensorRef(name: "zero", dataType: .int64, dims: [1])
  }

  @Test func arrangements() {
    var bench = Bench()
    let x = counted(&bench, [2, 3])
    #expect(elements(x, in: bench) == "1×2×3×4×5×6")
    let turned = bench.node("Transpose", on: [x])[0]
    #expect(elements(turned, in: bench) == "1×4×2×5×3×6")
    let tiled = bench.node("Tile", on: [x, bench.ints([1, 2])])[0]
    #expect(elements(tiled, in: bench) == "1×2×3×1×2×3×4×5×6×4×5×6")
    let joined = bench.node("Concat", [int("axis", 1)], on: [x, x])[0]
    #expect(elements(joined, in: bench) == "1×2×3×1×2×3×4×5×6×4×5×6")
    let parts = bench.node("Split", [int("axis", 1)], outputs: 2, on: [x, bench.ints([1, 2])])
    #expect(elements(parts[1], in: bench) == "2×3×5×6")
    let spread = bench.node(
      "Expand", on: [bench.stored(.ints([7, 8]), .int64, [2, 1]), bench.ints([2, 2])])[0]
    #expect(elements(spread, in: bench) == "7×7×8×8")
  }

  @Test func paddings() {
    var bench = Bench()
    let x = bench.ints([1, 2, 3])
    let pads = bench.ints([2, 1])
    let filler = bench.ints([9], isScalar: true)
    #expect(elements(bench.node("Pad", on: [x, pads, filler])[0], in: bench) == "9×9×1×2×3×9")
    for (mode, result) in [("edge", "1×1×1×2×3×3"), ("reflect", "3×2×1×2×3×2"), ("wrap", "2×3×1×2×3×1")] {
      #expect(elements(bench.node("Pad", [string("mode", mode)], on: [x, pads])[0], in: bench) == result)
    }
    #expect(elements(bench.node("Pad", on: [x, bench.ints([-1, -1])])[0], in: bench) == "2")
  }

  @Test func lookingUp() {
    var bench = Bench()
    let x = counted(&bench, [2, 3])
    let columns = bench.ints([-1, 0])
    #expect(elements(bench.node("Gather", [int("axis", 1)], on: [x, columns])[0], in: bench) == "3×1×6×4")
    let places = bench.stored(.ints([1, 2, 0, 0]), .int64, [2, 2])
    #expect(elements(bench.node("GatherND", on: [x, places])[0], in: bench) == "6×1")
    #expect(
      elements(bench.node("GatherElements", [int("axis", 1)], on: [x, places])[0], in: bench) == "2×3×4×4")
    let rows = bench.stored(.ints([1]), .int64, [1, 1])
    let updates = bench.stored(.ints([7, 8, 9]), .int64, [1, 3])
    #expect(elements(bench.node("ScatterND", on: [x, rows, updates])[0], in: bench) == "1×2×3×7×8×9")
    let scattered = bench.node(
      "ScatterElements", [int("axis", 0)], on: [x, rows, bench.stored(.ints([5]), .int64, [1, 1])])
    #expect(elements(scattered[0], in: bench) == "1×2×3×5×5×6")
    let mask = bench.stored(.ints([0, 1, 1, 0]), .bool, [2, 2])
    #expect(
      elements(bench.node("Add", on: [bench.node("NonZero", on: [mask])[0], bench.ints([1])])[0], in: bench)
        == "1×2×2×1")
    let kept = bench.node(
      "Compress", [int("axis", 1)], on: [x, bench.stored(.ints([1, 0, 1]), .bool, [3])])[0]
    #expect(elements(kept, in: bench) == "1×3×4×6")
    let hot = bench.node(
      "OneHot", on: [bench.ints([1]), bench.ints([3], isScalar: true), bench.ints([1, 5])])[0]
    #expect(elements(hot, in: bench) == "1×5×1")
  }

  @Test func whatDataDecidesStaysOpen() {
    #expect(types("NonZero", ["2,3"], elements: [.bool]) == ["int64 2×?"])
    #expect(types("Compress", ["4", "4"], elements: [.float32, .bool]) == ["float32 ?"])
    var bench = Bench()
    let sizes = bench.ints([2, 3, 4])
    let place = bench.input("1,1", .int64)
    let update = bench.ints([9])
    bench.node("ConstantOfShape", on: [bench.node("ScatterND", on: [sizes, place, update])[0]])
    #expect(bench.answer().types == ["float32 ?×?×?"])
  }

  /// Parts behind one of unknown length could be anywhere.
  @Test func splitsOfUnknownLength() {
    var bench = Bench()
    let sizes = bench.ints([2, 3, 4])
    let length = bench.node(
      "Squeeze", on: [bench.node("NonZero", on: [bench.input("9", .bool)])[0], bench.ints([0])])[0]
    let count = bench.node("Shape", on: [length])[0]
    let lengths = bench.node("Concat", [int("axis", 0)], on: [count, bench.ints([1])])[0]
    let parts = bench.node("Split", outputs: 2, on: [sizes, lengths])
    bench.node("ConstantOfShape", on: [parts[1]])
    #expect(bench.answer().types == ["float32 ?"])
  }

  @Test func reductions() {
    var bench = Bench()
    let x = counted(&bench, [2, 3])
    let axis = bench.ints([1])
    for (op, result) in [
      ("ReduceSum", "6×15"), ("ReduceProd", "6×120"), ("ReduceMax", "3×6"), ("ReduceMin", "1×4"),
    ] {
      #expect(elements(bench.node(op, [int("keepdims", 0)], on: [x, axis])[0], in: bench) == result)
    }
    #expect(
      elements(
        bench.node("Max", on: [bench.ints([1, 5, 2]), bench.ints([3]), bench.ints([2])])[0], in: bench)
        == "3×5×3")
  }

  @Test func functionsOfOneNumber() {
    func applied(_ op: String, _ numbers: [Double], _ attributes: [Attribute] = [], opset: Int64 = 22)
      -> String
    {
      var bench = Bench(opset: opset)
      let result = bench.node(op, attributes, on: [bench.reals(numbers)])[0]
      return elements(bench.node("Cast", [int("to", 7)], on: [result])[0], in: bench)
    }
    #expect(applied("Abs", [-3, 2.5]) == "3×2")
    #expect(applied("Round", [2.5, 3.5]) == "2×4")
    #expect(applied("Sqrt", [16, 25]) == "4×5")
    #expect(applied("Reciprocal", [0.25, 0.5]) == "4×2")
    #expect(applied("Relu", [-3, 2]) == "0×2")
    #expect(
      applied("Clip", [1, 5, 9], [Attribute("min", .float(2)), Attribute("max", .float(6))], opset: 6)
        == "2×5×6")
  }

  @Test func comparingRealNumbers() {
    var bench = Bench()
    let (some, others) = (bench.reals([0.5, 2, 2.5]), bench.reals([1, 2, 2.5]))
    for (op, result) in [("Less", "1×0×0"), ("GreaterOrEqual", "0×1×1"), ("Equal", "0×1×1")] {
      let compared = bench.node(op, on: [some, others])[0]
      #expect(elements(bench.node("Cast", [int("to", 7)], on: [compared])[0], in: bench) == result)
    }
  }

  /// 320 × (800 / 320), in single precision each step, as torchvision scales images.
  @Test func singlePrecision() {
    var bench = Bench()
    let scale = bench.node(
      "Mul", on: [bench.node("Reciprocal", on: [bench.reals([427])])[0], bench.reals([800])])[0]
    let size = bench.node("Floor", on: [bench.node("Mul", on: [bench.reals([640]), scale])[0]])[0]
    bench.node("ConstantOfShape", on: [bench.node("Cast", [int("to", 7)], on: [size])[0]])
    let expected = Int64((Float(640) * ((1 / Float(427)) * 800)).rounded(.down))
    #expect(bench.answer().types == ["float32 \(expected)"])
    var other = Bench()
    let x = other.input("1,1,10,10")
    other.node("Resize", on: [x, nil, other.reals([1, 1, Double(Float(0.7)), 2])])
    #expect(other.answer().types == ["float32 1×1×7×20"])
  }

  @Test func largeTensorsAreLeft() {
    var bench = Bench()
    let wide = bench.node("ConstantOfShape", on: [bench.ints([40, 40])])[0]
    bench.node("NonZero", on: [wide])
    #expect(bench.answer().types == ["int64 2×?"])
  }
}
