import Charts
import Explaining

/// How the numbers of a sequence stand in its row.
struct SequenceForm {
  let steps: Int
  let channels: Int
  let isStepwise: Bool

  /// The numbers of one channel, step by step.
  func channel(_ channel: Int, of row: [Double]) -> [Double] {
    (0..<steps).map { step in
      let place = isStepwise ? step * channels + channel : channel * steps + step
      return row.indices.contains(place) ? row[place] : .nan
    }
  }
}

extension ExplanationCharts {
  /// Channels that are lines; of more there is none, since nobody tells so many apart.
  private static let mostLines = 6

  /// The sequence over time, and below it what each step does.
  func sequence(_ row: Explanation.Row, _ form: SequenceForm, _ title: String) -> LineChart {
    let window = explanation.windows.map { (size: $0.window, stride: $0.stride) } ?? (size: 1, stride: 1)
    // A window stands where its middle is.
    let places = row.values.indices.map { Double($0 * window.stride) + Double(window.size - 1) / 2 }
    var panels: [LineChart.Panel] = []
    if let numbers = report.sequences[row.number], form.channels <= Self.mostLines {
      let series = (0..<form.channels).map { channel in
        LineSeries(
          form.channels == 1 ? "input" : "channel \(channel)", x: (0..<form.steps).map(Double.init),
          y: form.channel(channel, of: numbers))
      }
      panels.append(LineChart.Panel(Axis("input"), series))
    }
    panels.append(
      LineChart.Panel(
        Axis(valueName(row), hasZero: true), [LineSeries("", x: places, y: row.values, series: 1)]))
    return LineChart(title: title, x: .steps(), panels: panels)
  }
}
