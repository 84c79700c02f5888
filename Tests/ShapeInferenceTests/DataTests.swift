import ModelGraph
import Testing

@testable import ShapeInference

/// Shapes that a model computes from shapes.
@Suite struct DataTests {
  /// `x.view(batch, -1, 12, 64)` as exporters write it.
  @Test func reshapeByShapeGatherConcat() {
    var bench = Bench()
    let x = bench.input("batch,seq,768")
    let shapeOut = bench.node("Shape")[0]
    let zero = bench.ints([0], isScalar: true)
    let dim = bench.node("Gather", on: [shapeOut, zero])[0]
    let axes = bench.ints([0])
    let row = bench.node("Unsqueeze", on: [dim, axes])[0]
    let rest = bench.ints([-1, 12, 64])
    let target = bench.node("Concat", [int("axis", 0)], on: [row, rest])[0]
    bench.node("Reshape", on: [x, target])
    #expect(bench.answer().types == ["float32 batch×seq×12×64"])
  }

  @Test func arithmetic() {
    var bench = Bench()
    let x = bench.input("batch,H")
    let dims = bench.node("Shape", on: [x])[0]
    let twos = bench.ints([2, 2])
    let doubled = bench.node("Mul", on: [dims, twos])[0]
    let halves = bench.node("Div", on: [dims, twos])[0]
    let joined = bench.node("Concat", [int("axis", 0)], on: [doubled, halves])[0]
    bench.node("ConstantOfShape", on: [joined])
    #expect(bench.answer().types == ["float32 batch*2×H*2×batch//2×H//2"])
  }

  @Test func castsToRealNumbersAndBack() {
    var bench = Bench()
    let x = bench.input("1,3,10,H")
    let dims = bench.node("Shape", on: [x])[0]
    let real = bench.node("Cast", [int("to", 1)], on: [dims])[0]
    let scales = bench.reals([1, 1, 1.5, 2])
    let scaled = bench.node("Floor", on: [bench.node("Mul", on: [real, scales])[0]])[0]
    let sizes = bench.node("Cast", [int("to", 7)], on: [scaled])[0]
    bench.node("Resize", on: [x, nil, nil, sizes])
    #expect(bench.answer().types == ["float32 1×3×15×H*2"])
  }

  @Test func slicesAndRanges() {
    var bench = Bench()
    let x = bench.input("N,1024")
    let ids = bench.input("batch,seq", .int64)
    let dims = bench.node("Shape", [int("start", 1)], on: [ids])[0]
    let (from, axes) = (bench.ints([0]), bench.ints([1]))
    bench.node("Slice", on: [x, from, dims, axes])
    #expect(bench.answer().types == ["float32 N×min(1024,seq)"])
    let (start, step) = (bench.ints([0], isScalar: true), bench.ints([1], isScalar: true))
    let length = bench.node("Squeeze", on: [dims])[0]
    bench.node("Range", on: [start, length, step])
    #expect(bench.answer().types == ["int64 seq"])
  }

  @Test func tilesPadsSplitsTopK() {
    var bench = Bench()
    let x = bench.input("N,4")
    let counts = bench.ints([3, 2])
    bench.node("Tile", on: [x, counts])
    #expect(bench.answer().types == ["float32 N*3×8"])
    let pads = bench.ints([0, 1, 2, 3])
    bench.node("Pad", on: [x, pads])
    #expect(bench.answer().types == ["float32 (N+2)×8"])
    let lengths = bench.ints([1, 3])
    bench.node("Split", [int("axis", 1)], outputs: 2, on: [x, lengths])
    #expect(bench.answer().types == ["float32 N×1", "float32 N×3"])
    let k = bench.ints([2])
    bench.node("TopK", outputs: 2, on: [x, k])
    #expect(bench.answer().types == ["float32 N×2", "int64 N×2"])
  }

  @Test func whereAndEqualAsExpandIsExported() {
    var bench = Bench()
    let x = bench.input("1,1")
    let ids = bench.input("batch,seq", .int64)
    let dims = bench.node("Shape", on: [ids])[0]
    let given = bench.ints([-1, 5])
    let minus = bench.ints([-1, -1])
    let open = bench.node("Equal", on: [given, minus])[0]
    let target = bench.node("Where", on: [open, dims, given])[0]
    bench.node("Expand", on: [x, target])
    #expect(bench.answer().types == ["float32 batch×5"])
  }

  @Test func bigTensorsAreNotRead() {
    var bench = Bench()
    let x = bench.input("N")
    let big = bench.ints([Int64](repeating: 1, count: InferenceLimits.elements + 1))
    bench.node("Reshape", on: [x, big])
    #expect(bench.answer().types == ["float32 …"])
  }
}
