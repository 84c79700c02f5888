import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// A text whose tokens have colours by signed numbers: what speaks for a class and what against it. Lines below tokens, plain for
/// numbers above 0 and dashed for those below, tell signs without colours.
public struct TokenChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The tokens in the order of the text.
  public var tokens: [Token]
  /// What the numbers are; beside the key.
  public var unit: String
  /// The number that has the end colours, on both sides of 0; nil for the largest size.
  public var reach: Double?
  /// Whether numbers stand below tokens.
  public var hasNumbers: Bool

  /// A token with its number.
  public struct Token: Sendable, Equatable {
    /// The text; a line break in it ends the line.
    public var text: String
    /// What it adds; one that is not finite has no colour, and is told.
    public var value: Double

    /// Makes a token.
    public init(_ text: String, _ value: Double) { (self.text, self.value) = (text, value) }
  }

  /// Makes a text.
  ///
  /// - Parameters:
  ///   - title: what it is about.
  ///   - tokens: the tokens in the order of the text.
  ///   - unit: what the numbers are.
  ///   - reach: the number that has the end colours; nil for the largest size.
  ///   - hasNumbers: whether numbers stand below tokens.
  public init(
    title: String = "", _ tokens: [Token], unit: String = "", reach: Double? = nil, hasNumbers: Bool = true
  ) {
    (self.title, self.tokens, self.unit) = (title, tokens, unit)
    (self.reach, self.hasNumbers) = (reach, hasNumbers)
  }

  /// See ``Chart/kind``.
  public var kind: String { "tokens" }

  private static let width = 580.0
  private static let keyHeight = 36.0

  private var head: Double { title.isEmpty ? 0 : ChartTuning.titleHeight + 3 }

  /// See ``Chart/naturalSize``.
  public var naturalSize: Size {
    Size(Self.width, head + TokenFlow(self, width: Self.width).height + Self.keyHeight)
  }

  /// See ``Chart/summary``.
  public var summary: String {
    guard !tokens.isEmpty else { return "No tokens." }
    let order = tokens.indices.filter { tokens[$0].value.isFinite && tokens[$0].value != 0 }
      .sorted { (-abs(tokens[$0].value), $0) < (-abs(tokens[$1].value), $1) }
    let strongest = order.prefix(5).map {
      sanitized(tokens[$0].text, limit: 40) + " " + NumberText.significant(tokens[$0].value)
    }
    let count = NumberText.grouped(Int64(tokens.count))
    return strongest.isEmpty
      ? "\(count) tokens, none with a number but 0."
      : "\(count) tokens; the strongest: " + strongest.joined(separator: ", ") + "."
  }

  /// Draws into a frame; lines beyond it are left out, and a note says how many tokens. Cost: linear in the tokens, and that of
  /// sorting their numbers.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    canvas.chartTitle(title, in: frame)
    let top = frame.minY + head
    let flow = TokenFlow(self, width: frame.size.width)
    let bottom = frame.maxY - Self.keyHeight
    let shown = flow.tokens.prefix { top + $0.frame.maxY <= bottom + 0.1 }
    guard !shown.isEmpty else { return }
    draw(Array(shown), at: Point(frame.minX, top), on: &canvas)
    let left = tokens.count - shown.count
    let words = left > 0 ? "\(NumberText.grouped(Int64(left))) more tokens are not drawn" : ""
    drawKey(flow.reach, note: words, in: frame, on: &canvas)
  }

  private func draw(_ shown: [TokenFlow.Placed], at corner: Point, on canvas: inout Canvas) {
    var grounds: [Int: [Rect]] = [:]
    var lines: [Int: [[Point]]] = [:]
    for token in shown {
      let frame = Rect(corner + token.frame.origin, token.frame.size)
      grounds[token.step, default: []].append(frame)
      lines[token.sign, default: []].append([
        Point(frame.minX, frame.maxY), Point(frame.maxX, frame.maxY),
      ])
    }
    for step in grounds.keys.sorted() {
      canvas.rects(grounds[step] ?? [], .level(.signed, StepBar.level(step)))
    }
    canvas.polylines(lines[1] ?? [], .text(.detail), width: ChartTuning.axisWidth)
    canvas.polylines(lines[-1] ?? [], .text(.detail), width: ChartTuning.axisWidth, isDashed: true)
    for token in shown {
      let frame = Rect(corner + token.frame.origin, token.frame.size)
      canvas.text(
        token.text, .detail, at: Point(frame.midX, frame.midY + Canvas.drop(.detail)), .middle,
        fill: .onLevel(.signed, StepBar.level(token.step)))
      canvas.text(token.number, .tick, at: Point(frame.midX, frame.maxY + 9), .middle)
    }
  }

  private func drawKey(_ reach: Double, note: String, in frame: Rect, on canvas: inout Canvas) {
    let bar = Rect(Point(frame.minX, frame.maxY - 24), Size(min(160, frame.size.width), 8))
    guard bar.size.width >= 80 else { return }
    StepBar(.signed).draw(in: bar, isLevel: true, on: &canvas)
    let end = NumberText.significant(reach, digits: 2)
    let baseline = bar.maxY + 11
    canvas.text("−" + end, .tick, at: Point(bar.minX, baseline))
    canvas.text("0", .tick, at: Point(bar.midX, baseline), .middle)
    canvas.text("+" + end, .tick, at: Point(bar.maxX, baseline), .end)
    let words = [unit, note].filter { !$0.isEmpty }.joined(separator: "; ")
    canvas.text(
      words, .legend, at: Point(bar.maxX + 10, bar.midY + Canvas.drop(.legend)),
      maxWidth: frame.maxX - bar.maxX - 10)
  }
}
