import Activity
import Charts
import DiagramModel
import ModelGraph
import Rendering
import TextOutput
import Weights

/// Values large: what comes in, scores, maps of channels, states over time, vectors.
struct ActivityPictures {
  let report: ActivityReport
  let options: ActivityPageOptions

  /// The parts before those of attention that have something to show.
  var first: [Sheet.Section] {
    [section("In and out", "pictures", terminals) { terminal($0) }].compactMap { $0 }
  }

  /// The parts behind them.
  var rest: [Sheet.Section] {
    [
      section(
        "Maps", "layers",
        note: "Of each layer the strongest channels, the strongest first, with their numbers.",
        of { if case .maps = $0.kind { true } else { false } }
      ) { maps($0) },
      section("States", "layers", of { if case .states = $0.kind { true } else { false } }) {
        sequence($0, "unit")
      },
      section("Signals", "layers", of { if case .signals = $0.kind { true } else { false } }) {
        sequence($0, "channel")
      },
      section("Vectors", "layers", of { $0.kind == .vector }) { vectors($0) },
      gradientSection,
    ].compactMap { $0 }
  }

  /// Values of a kind that a layer made.
  private func of(_ isChosen: (RecordedValue) -> Bool) -> [RecordedValue] {
    report.values.filter { value in
      isChosen(value) && !value.isGradient && value.value?.isInput != true
        && (options.isChosen || options.showsAll || !value.isStep)
    }
  }

  private var terminals: [RecordedValue] {
    report.values.filter { value in
      guard !value.isGradient else { return false }
      return value.value?.isInput == true || value.kind == .scores
    }
  }

  private func section(
    _ title: String, _ noun: String, note: String? = nil, _ values: [RecordedValue],
    _ chart: (RecordedValue) -> (any Chart)?
  ) -> Sheet.Section? {
    let most = options.isChosen ? ActivityPageTuning.mostChosen : ActivityPageTuning.mostPictures
    var charts: [any Chart] = []
    for value in outermost(values, most) { if let made = chart(value) { charts.append(made) } }
    guard !charts.isEmpty else { return nil }
    let line = values.count > most ? "\(charts.count) of \(values.count) \(noun); --only names others." : nil
    return Sheet.Section(title, lines: [note, line].compactMap { $0 }, .charts(charts))
  }

  /// Of many values those that the outermost modules make, in the order of the model.
  private func outermost(_ values: [RecordedValue], _ most: Int) -> [RecordedValue] {
    guard values.count > most else { return values }
    let depths = values.map { value in value.title.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: ".") ? 1 : 0) } }
    let order = values.indices.sorted { (depths[$0], $0) < (depths[$1], $1) }
    return order.prefix(most).sorted().map { values[$0] }
  }

  // MARK: What comes in and goes out

  private func terminal(_ value: RecordedValue) -> (any Chart)? {
    switch value.kind {
    case .scores: return scores(value)
    case .maps: return image(value)
    case .states, .signals: return sequence(value, "channel")
    case .vector: return vectors(value)
    case .attention, .tokens, .plumbing, .other: return nil
    }
  }

  /// What came in as the picture that it is: in colour, or grey. Its numbers reach from black to white.
  private func image(_ value: RecordedValue) -> (any Chart)? {
    guard let maps = value.maps(options.sample) else { return nil }
    let numbers = maps.channels.joined().filter(\.isFinite)
    guard let low = numbers.min(), let high = numbers.max() else { return nil }
    let title = value.title + " · \(maps.rows)×\(maps.columns)"
    guard maps.channels.count == 3 else {
      let tiles = maps.channels.map {
        TileChart.Tile(.numbers(NumberGrid(columns: maps.columns, rows: maps.rows, values: $0)))
      }
      return TileChart(title: title, tiles, colors: ValueColors(.grey, from: Double(low), to: Double(high)))
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 * maps.rows * maps.columns)
    for pixel in 0..<(maps.rows * maps.columns) {
      for channel in maps.channels {
        let share = high > low ? (channel[pixel] - low) / (high - low) : 0
        bytes.append(share.isFinite ? UInt8(max(0, min(255, (255 * share).rounded()))) : 0)
      }
    }
    return TileChart(
      title: title + ", black \(FigureText.number(Double(low))), white \(FigureText.number(Double(high)))",
      [.init(.rgb(columns: maps.columns, rows: maps.rows, bytes))])
  }

  private func scores(_ value: RecordedValue) -> (any Chart)? {
    guard let sample = value.sample(options.sample), !sample.numbers.isEmpty else { return nil }
    let numbers = sample.numbers.map { Double($0) }
    // What is no number comes last.
    let keys = numbers.map { $0.isNaN ? Double.infinity : -$0 }
    let order = numbers.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    // Shares say so themselves.
    let sum = numbers.reduce(0, +)
    let areShares = abs(sum - 1) < 1e-3 && numbers.allSatisfy { $0 >= 0 }
    let shown = order.prefix(ActivityPageTuning.mostScores)
    let bars = shown.map { place in
      BarChart.Bar(
        options.classes.indices.contains(place)
          ? sanitized(options.classes[place], limit: 40) : "class \(place)",
        numbers[place], text: areShares ? NumberText.percent(numbers[place]) : nil)
    }
    let more = order.count > shown.count ? " · \(shown.count) highest of \(order.count)" : ""
    return BarChart(title: value.title + more, bars)
  }

  // MARK: Layers

  private func maps(_ value: RecordedValue) -> (any Chart)? {
    guard let maps = value.maps(options.sample) else { return nil }
    let shown = maps.strongest.prefix(ActivityPageTuning.mostMaps)
    let tiles = shown.map { channel in
      TileChart.Tile(
        .numbers(NumberGrid(columns: maps.columns, rows: maps.rows, values: maps.channels[channel])),
        label: "\(channel)")
    }
    let count =
      shown.count < maps.channels.count
      ? "\(shown.count) of \(maps.channels.count) channels" : "\(maps.channels.count) channels"
    return TileChart(title: "\(value.label) · \(count)", tiles)
  }

  private func sequence(_ value: RecordedValue, _ noun: String) -> (any Chart)? {
    guard let maps = value.sequence(options.sample) else { return nil }
    let grid = NumberGrid(columns: maps.columns, rows: maps.rows, values: maps.channels[0])
    if maps.rows == 1 || maps.columns == 1 {
      let count = maps.channels[0].count
      let line = LineSeries("", x: (0..<count).map { Double($0) }, y: maps.channels[0].map { Double($0) })
      return LineChart(
        title: value.label, x: Axis(maps.rows == 1 ? "step" : noun, isWhole: true),
        panels: [.init(Axis(), [line])])
    }
    let isNamed = options.tokens.count == maps.columns && maps.columns <= ActivityPageTuning.mostColumnLabels
    return HeatChart(
      title: value.label, grid,
      columnLabels: isNamed
        ? .names(options.tokens.map { sanitized($0, limit: 24) }) : .range(0...Double(maps.columns)),
      rowTitle: "\(maps.rows) \(noun)s", columnTitle: isNamed ? "" : "step")
  }

  /// Samples down and units across; one sample is one row.
  private func vectors(_ value: RecordedValue) -> (any Chart)? {
    // Dims that were only claimed may have a product that can't be counted.
    guard value.array.elementCount != nil else { return nil }
    let width = value.array.dims.dropFirst(value.sampleAxis == 0 ? 1 : 0).reduce(1) { $0 * Int(clamping: $1) }
    guard width > 1 else { return nil }
    let samples = value.sampleAxis == 0 ? Int(clamping: value.array.dims[0]) : 1
    let rows = min(samples, ActivityPageTuning.mostSamples)
    var numbers: [Float] = []
    for row in 0..<rows {
      guard let sample = value.sample(row), sample.numbers.count == width else { return nil }
      numbers += sample.numbers
    }
    if rows == 1, width <= ActivityPageTuning.mostBars {
      return ColumnChart(title: value.label, numbers.map { Double($0) }, x: Axis("unit", isWhole: true))
    }
    let shown = rows < samples ? "\(rows) of \(samples) samples" : "\(samples) samples"
    let heat = HeatChart(
      title: value.label, NumberGrid(columns: width, rows: rows, values: numbers),
      columnLabels: .range(0...Double(width)), rowTitle: rows > 1 ? shown : "", columnTitle: "unit")
    return rows > 1 ? heat : RowChart(heat)
  }

  // MARK: Gradients

  /// The sizes of gradients by layer, and the gradient of what comes in as a picture.
  private var gradientSection: Sheet.Section? {
    let gradients = report.values.filter { $0.isGradient && ($0.rootMeanSquare ?? 0) > 0 }
    guard !gradients.isEmpty else { return nil }
    var charts: [any Chart] = []
    if gradients.count > 1 {
      let sizes = gradients.map { $0.rootMeanSquare ?? 0 }
      let least = decimalLogarithm(sizes.min() ?? 1)
      let bars = zip(gradients, sizes).map { value, size in
        // The least has a bar of a third of a decade.
        BarChart.Bar(value.title, decimalLogarithm(size) - least + 1.0 / 3, text: FigureText.number(size))
      }
      charts.append(
        BarChart(
          title: "Root of the mean square, bars by logarithm", bars, most: ActivityPageTuning.mostRowLabels))
    }
    for value in gradients where value.value?.isInput == true {
      if let chart = maps(value) ?? sequence(value, "channel") { charts.append(chart) }
    }
    return charts.isEmpty ? nil : Sheet.Section("Gradients by layer", .charts(charts))
  }
}
