import ShapeMath
import Testing

/// Sizes worked out by formulas, compared with counting.
@Suite struct ShapeMathTests {
  /// Where a window can stand, by trying each place.
  private func places(_ size: Int64, _ kernel: Int64, _ stride: Int64, _ dilation: Int64) -> Int64 {
    var count: Int64 = 0
    var start: Int64 = 0
    while start + (kernel - 1) * dilation < size {
      count += 1
      start += stride
    }
    return count
  }

  @Test func windowsCanBeCounted() {
    for size in Int64(1)...20 {
      for kernel in Int64(1)...4 {
        for stride in Int64(1)...4 {
          for dilation in Int64(1)...3 {
            let reach = PlainSize(kernel).reach(dilation: dilation)
            guard let known = reach.value, known <= size else { continue }
            let found = PlainSize(size).windowPlaces(reach: reach, stride: stride)
            #expect(found.value == places(size, kernel, stride, dilation))
            // Transposed, as many places cover what they were taken from, but for what the last step leaves over.
            let cover = found.windowCover(reach: reach, stride: stride, extra: 0).value
            #expect(cover.map { $0 <= size && size - $0 < stride } == true)
          }
        }
      }
      for stride in Int64(1)...4 {
        #expect(PlainSize(size).paddedWindowPlaces(stride: stride).value == places(size, 1, stride, 1))
      }
    }
  }

  @Test func divisionsRoundTowardsTheirSide() {
    for x in Int64(-12)...12 {
      for y in Int64(1)...5 {
        let exact = Double(x) / Double(y)
        #expect(PlainSize(x).floorDivided(by: PlainSize(y)).value == Int64(exact.rounded(.down)))
        #expect(PlainSize(x).ceilDivided(by: PlainSize(y)).value == Int64(exact.rounded(.up)))
      }
      #expect(PlainSize(x).floorDivided(by: PlainSize(0)) == .unknown)
      #expect(PlainSize(x).ceilDivided(by: PlainSize(-1)) == .unknown)
    }
  }

  @Test func whatDoesNotFitIsUnknown() {
    let most = PlainSize(.max)
    for size in [most + PlainSize(1), PlainSize(.min) - PlainSize(1), most * most, most + .unknown] {
      #expect(size == .unknown)
    }
    #expect(PlainSize.product([2, 3, 7]).value == 42)
    #expect(PlainSize.product([2, nil]).value == nil && PlainSize.product([]).value == 1)
    #expect(PlainSize(.min).floorDivided(by: most).value == -2)
  }

  private func joined(_ a: [Int64?], _ b: [Int64?], keepingFirst: Bool = false) -> [Int64?]? {
    broadcast(a.map(PlainSize.init), b.map(PlainSize.init)) { x, _ in keepingFirst ? x : nil }?.map(\.value)
  }

  @Test func broadcasting() {
    #expect(joined([3, 1], [4]) == [3, 4])
    #expect(joined([], [2, 5]) == [2, 5])
    #expect(joined([nil, 7], [4, nil]) == [4, 7])
    #expect(joined([nil], [1]) == [nil] && joined([nil], [nil]) == [nil])
    #expect(joined([2, 3], [2, 4]) == nil)
    #expect(joined([2, 3], [2, 4], keepingFirst: true) == [2, 3])
  }

  @Test func axes() {
    #expect((-3...3).map { axisPlace($0, rank: 2) } == [nil, 0, 1, 0, 1, nil, nil])
    #expect(axisPlace(.min, rank: 2) == nil && axisPlace(.max, rank: 0) == nil)
  }

  @Test func equations() {
    let plain = EinsumEquation("bij, bjk -> bik")
    #expect(plain.inputs.map { String(decoding: $0.letters, as: UTF8.self) } == ["bij", "bjk"])
    #expect(plain.output.map { String(decoding: $0.letters, as: UTF8.self) } == "bik")
    #expect(plain.inputs.allSatisfy { $0.ellipsis == nil })
    let dotted = EinsumEquation("...ab,bc...->...")
    #expect(dotted.inputs.map(\.ellipsis) == [0, 2])
    #expect(dotted.output?.letters == [] && dotted.output?.ellipsis == 0)
    let implicit = EinsumEquation("cb,ba")
    #expect(implicit.output == nil)
    #expect(String(decoding: implicit.lettersOfImplicitOutput, as: UTF8.self) == "ac")
    for odd in ["", "->", ",", "-", ">-"] { #expect(EinsumEquation(odd).inputs.count >= 1, "\(odd)") }
  }
}
