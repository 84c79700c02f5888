import ModelGraph
import Recordings
import Testing

@testable import Activity

/// The numbers of one sample, its maps and its lines, where axes and orders differ.
@Suite struct SampleTests {
  private static let model = typed(
    """
    in x 2×3×4×5
    weight w 3×3×1×1
    Conv x w -> first
    Transpose first -> last perm=0,2,3,1
    ints shape 2 3 20
    Reshape x shape -> text
    weight u 4×3×5
    Conv text u -> line
    Transpose line -> turned perm=0,2,1
    weight v 1×24×6
    LSTM text v v -> Y hidden_size=6
    out last
    out Y
    out turned
    """)

  /// A value with the numbers 0, 1, 2, … in the order of its file.
  private func value(_ name: String, _ dims: [Int64], isColumnMajor: Bool = false) throws -> RecordedValue {
    // With what comes in, which says how many samples there are.
    let report = scan(
      Self.model, counted("x", [2, 3, 4, 5]), counted(name, dims, isColumnMajor: isColumnMajor))
    return try #require(report.value(name))
  }

  @Test func samplesInARow() throws {
    let value = try value("first", [2, 3, 4, 5])
    #expect(value.sample(0)?.dims == [3, 4, 5] && value.sample(0)?.numbers == (0..<60).map { Float($0) })
    #expect(value.sample(1)?.numbers == (60..<120).map { Float($0) })
    #expect(value.sample(2) == nil && value.sample(-1) == nil)
    #expect(value.all == (0..<120).map { Float($0) })
  }

  @Test func samplesOnTheSecondAxis() throws {
    // Times, a direction, samples, states.
    let value = try value("Y", [4, 1, 2, 6])
    #expect(value.kind == .states(timeAxis: 0) && value.sampleAxis == 2)
    let numbers = (0..<4).flatMap { time in (0..<6).map { Float(time * 12 + 6 + $0) } }
    #expect(value.sample(1) == Sample(dims: [4, 1, 6], numbers: numbers))
  }

  @Test func theFirstAxisMayRunFastest() throws {
    let value = try value("first", [2, 3, 4, 5], isColumnMajor: true)
    func number(_ n: Int, _ c: Int, _ h: Int, _ w: Int) -> Float { Float(n + 2 * (c + 3 * (h + 4 * w))) }
    let expected = (0..<3).flatMap { c in
      (0..<4).flatMap { h in (0..<5).map { w in number(1, c, h, w) } }
    }
    #expect(value.sample(1) == Sample(dims: [3, 4, 5], numbers: expected))
    #expect(value.maps(1)?.channels[2] == Array(expected[40..<60]))
  }

  // MARK: Maps

  @Test func mapsWithChannelsFirst() throws {
    let maps = try #require(try value("first", [2, 3, 4, 5]).maps(1))
    #expect(maps.columns == 5 && maps.rows == 4 && maps.channels.count == 3)
    #expect(maps.channels[1] == (80..<100).map { Float($0) })
    #expect(maps.strongest == [2, 1, 0])
  }

  @Test func mapsWithChannelsLast() throws {
    let maps = try #require(try value("last", [2, 4, 5, 3]).maps(1))
    #expect(maps.columns == 5 && maps.rows == 4 && maps.channels.count == 3)
    let expected = (0..<20).map { (place: Int) -> Float in Float(60 + 3 * place + 1) }
    #expect(maps.channels[1] == expected)
  }

  /// One picture among others of another number: no axis counts samples.
  @Test func mapsOfOneSampleAlone() throws {
    let first = try value("first", [1, 3, 4, 5])
    #expect(first.sampleAxis == nil && first.maps(0)?.channels[2] == (40..<60).map { Float($0) })
    let last = try value("last", [1, 4, 5, 3])
    #expect(last.maps(0)?.channels[2] == (0..<20).map { Float(3 * $0 + 2) })
    #expect(try value("first", [3, 3, 4, 5]).maps(0) == nil)
  }

  @Test func strengthIsThatOfFiniteNumbers() {
    let maps = SampleMaps(columns: 1, rows: 1, channels: [[2], [.nan], [-3], [2], [.infinity]])
    #expect(maps.strongest == [2, 0, 3, 1, 4])
  }

  // MARK: Lines

  @Test func linesWithChannelsFirst() throws {
    let line = try #require(try value("line", [2, 4, 16]).sequence(1))
    #expect(line.rows == 4 && line.columns == 16 && line.channels == [(64..<128).map { Float($0) }])
  }

  @Test func linesWithChannelsLast() throws {
    let line = try #require(try value("turned", [2, 16, 4]).sequence(1))
    let expected = (0..<4).flatMap { channel in (0..<16).map { Float(64 + 4 * $0 + channel) } }
    #expect(line.rows == 4 && line.columns == 16 && line.channels == [expected])
  }

  @Test func states() throws {
    let states = try #require(try value("Y", [4, 1, 2, 6]).sequence(1))
    let expected = (0..<6).flatMap { state in (0..<4).map { Float(12 * $0 + 6 + state) } }
    #expect(states.rows == 6 && states.columns == 4 && states.channels == [expected])
    // Two directions are two sets of states.
    let both = try #require(try value("Y", [4, 2, 2, 6]).sequence(1))
    #expect(both.rows == 12 && both.columns == 4 && both.channels[0][..<4] == [6, 30, 54, 78])
  }

  /// What has one channel, or one time, has it still.
  @Test(arguments: [([2, 1, 16], 1, 16), ([2, 4, 1], 4, 1), ([2, 1, 1], 1, 1)] as [([Int64], Int, Int)])
  func axesOfOne(dims: [Int64], rows: Int, columns: Int) throws {
    let line = try value("line", dims)
    #expect(line.sequence(0)?.rows == rows && line.sequence(0)?.columns == columns)
    let turned = try value("turned", [dims[0], dims[2], dims[1]])
    #expect(turned.sequence(1)?.rows == rows && turned.sequence(1)?.columns == columns)
  }

  @Test func otherKindsHaveNone() throws {
    let vector = try value("what", [2, 7])
    #expect(vector.maps(0) == nil && vector.sequence(0) == nil && vector.sample(0)?.dims == [7])
    #expect(try value("first", [2, 3, 4, 5]).sequence(0) == nil)
  }

  /// Dims of a damaged file.
  @Test(
    arguments: [
      [0, 1 << 40, 1 << 40], [1 << 40, 1 << 40, 0, 3], [-3, -4], [-2, 3, -4, 5], [.max, 2], [.min, .min],
      [1 << 32, 1 << 32],
    ] as [[Int64]])
  func absurdDims(dims: [Int64]) {
    for name in ["first", "last", "line", "Y", "what", "grad/first"] {
      for isColumnMajor in [false, true] {
        let odd = array(name, dims, [1, 2], isColumnMajor: isColumnMajor)
        let report = scan(Self.model, odd)
        for value in report.values {
          #expect(value.sample(0).map { $0.numbers.isEmpty } ?? true)
          #expect(value.maps(0) == nil && value.sequence(0) == nil && (value.all ?? []).isEmpty)
        }
        #expect(compareActivity(report, with: report).rows.allSatisfy { $0.count == 0 })
      }
    }
  }
}
