import Charts
import DiagramModel
import Rendering

/// One chart of each kind, as it looks with data of real models.
enum ChartSamples {
  static let all: [(name: String, chart: any Chart)] =
    [
      (
        "histogram",
        HistogramChart(
          title: "encoder.layer.3.attention.query.weight", bins: SampleData.weights, x: Axis("weight"),
          y: Axis("count"), quantiles: SampleData.quantiles)
      ),
      (
        "histogram-log",
        HistogramChart(
          bins: Bins(
            counts: SampleData.bell(24, of: 2e6, center: 0.3, width: 0.04), low: 0, high: 6, above: 3),
          x: Axis("activation of conv1"), y: Axis("count", .log), series: 2)
      ),
      ("quantile-strip", QuantileStrip(SampleData.quantiles, in: -0.15...0.15)),
      (
        "heat-signed",
        HeatChart(
          title: "classifier.weight", SampleData.matrix(columns: 768, rows: 400), unit: "weight",
          rowTitle: "output channel", columnTitle: "input channel")
      ),
      (
        "heat-attention",
        HeatChart(
          title: "Layer 4, head 7", SampleData.attention, colors: ValueColors(.fromGround, from: 0, to: 1),
          rowLabels: SampleData.tokens, columnLabels: .names(SampleData.tokens), rowTitle: "from",
          columnTitle: "to")
      ),
      (
        "heat-gradients",
        HeatChart(
          title: "Size of gradients", SampleData.gradients,
          colors: ValueColors(.sequential, from: 1e-7, to: 0.1, isLog: true), unit: "L2 norm",
          rowLabels: SampleData.layers, columnLabels: .range(0...200_000), columnTitle: "step")
      ),
      (
        "tiles-kernels",
        TileChart(
          title: "conv1.weight: 32 of 64 kernels", (0..<32).map { .init(.numbers(SampleData.kernel($0))) },
          unit: "weight")
      ),
      (
        "tiles-maps",
        TileChart(
          (0..<6).map {
            .init(
              .numbers(SampleData.matrix(columns: 56, rows: 56, seed: UInt64($0))),
              label: "channel \($0 * 17)")
          }, colors: ValueColors(.sequential, from: 0, to: 0.2), unit: "activation", columns: 6)
      ),
      (
        "map-grid",
        MapGridChart(
          title: "Attention",
          (0..<3).map { row in
            .init(
              "layer \(row)",
              (0..<4).map { column in
                .init(
                  row == 2 ? SampleData.matrix(columns: 300, rows: 120, seed: 3) : SampleData.attention,
                  words: row == column ? ["previous token", "sharpest"] : [], isMarked: row == column,
                  tooltip: "layer \(row), head \(column)")
              })
          }, columnLabels: ["0", "1", "2", "3"], columnTitle: "head",
          colors: ValueColors(.fromGround, from: 0, to: 1), unit: "weight")
      ),
      (
        "heat-positions",
        {
          var chart = HeatChart(
            SampleData.matrix(columns: 400, rows: 500), colors: ValueColors(.sequential, from: -0.1, to: 0.1),
            columnLabels: .range(0...400), rowTitle: "query", columnTitle: "key")
          chart.rowRange = 0...500
          chart.imageSize = Size(320, 400)
          return chart
        }()
      ),
      ("spark-histogram", SparkHistogram(SampleData.weights)),
      ("spark-line", SparkLine([3, 2.2, 1.9, 1.2, .nan, 1.3, 1.0, 0.9, 0.95, 0.8])),
      ("thumbnail", Thumbnail(SampleData.kernel(7))),
      ("line-training", LineSamples.training),
      ("line-many", LineSamples.many),
      ("line-epochs", LineSamples.epochs),
      ("line-bands", LineSamples.bands),
      ("line-log", LineSamples.logarithms),
      ("curve-gelu", LineSamples.gelu),
      ("scatter-classes", CloudSamples.classes),
      ("scatter-thumbnails", CloudSamples.thumbnails),
      ("bars-signed", CloudSamples.signed),
      ("bars", CloudSamples.amounts),
      ("ridgeline", CloudSamples.ridges),
    ] + ExplanationSamples.all

  /// A page as for the weights of a model.
  static func weights(blocks: Int) -> Sheet {
    var rows: [SheetTable.Row] = []
    for block in 0..<blocks {
      rows.append(.group("encoder.layer.\(block)", [.empty, .empty, .empty, .strong("7.1M")]))
      for (number, name) in ["attention.query.weight", "attention.query.bias", "intermediate.dense.weight"]
        .enumerated()
      {
        rows.append(row(block * 3 + number, "encoder.layer.\(block).\(name)", short: name))
      }
    }
    let table = SheetTable(
      columns: [
        .init("Tensor"), .init("Distribution"), .init("Quantiles, −0.15 to 0.15"), .init("Weights"),
        .init("Parameters", .right), .init("Mean", .decimal), .init("σ", .decimal), .init("|max|", .decimal),
        .init("Remarks"),
      ], rows: rows,
      notes: ["Distributions from the 0.5th to the 99.5th percentile; dots at their ends: values beyond."])
    return Sheet(
      "Weights of bert-base-uncased.onnx",
      lines: [
        "109.5M parameters in 197 tensors, float32, 417.6 MiB", "Mean 0.0003, σ 0.0421; 0.2 % are zero",
      ],
      findings: [
        Finding(.problem, "encoder.layer.0.attention.query.bias has 3 values that are not a number"),
        Finding(.warning, "12 of 768 channels of encoder.layer.1.intermediate.dense.weight are dead"),
        Finding(.note, "4 tensors are equal to another: tied weights"),
      ],
      sections: [
        .init("All tensors", .table(table)),
        .init(
          "First layer", lines: ["Kernels by their norm, the largest first"],
          .charts([all[0].chart, all[6].chart, all[4].chart, all[5].chart])),
      ])
  }

  private static func row(_ number: Int, _ name: String, short: String) -> SheetTable.Row {
    let center = 0.4 + Double(number % 5) * 0.05
    let isVector = number % 3 == 1
    let scale = 0.6 + Double(number % 4) * 0.2
    let quantiles = Quantiles(
      -0.096 * scale, -0.058 * scale, -0.021 * scale, 0.0012, 0.0235 * scale, 0.061 * scale, 0.104 * scale)
    var flags: [Finding] = []
    if number == 1 { flags.append(Finding(.problem, "3 NaN")) }
    if number == 5 { flags += [Finding(.warning, "12 dead"), Finding(.note, "31 outliers")] }
    return SheetTable.Row(
      [
        .text(short),
        .chart(
          SparkHistogram(
            Bins(
              counts: SampleData.bell(40, of: 5e4, center: center, width: 0.1 + Double(number % 3) * 0.04),
              low: -0.1,
              high: 0.1, above: number % 4))), .chart(QuantileStrip(quantiles, in: -0.15...0.15)),
        isVector
          ? .empty
          : .chart(
            Thumbnail(SampleData.matrix(columns: 96, rows: 48, seed: UInt64(number)), most: Size(40, 20))),
        .text(isVector ? "768" : "589,824"), .text(number % 3 == 0 ? "0.0003" : "−0.01"),
        .text("0.0\(21 + number)"), .text(number == 5 ? "12.3" : "0.41"), .flags(flags),
      ], tooltip: name)
  }
}
