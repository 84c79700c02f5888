import Idioms
import TextOutput

/// Writes functions as a table for a terminal: how often each occurs, its range, how it goes, where it saturates, and where it
/// stands. Cost: linear in the places.
///
/// - Parameter notes: sentences below.
public func functionsText(_ rows: [FunctionRow], notes: [String] = [], _ style: SummaryStyle = SummaryStyle())
  -> String
{
  let below = notes.map { $0 + "\n" }.joined()
  guard !rows.isEmpty else { return "no activation functions\n" + below }
  var table = SummaryTable(
    header: ["function", "count", "range", "saturated below", "above", "course", "where"], words: [0, 5, 6])
  for row in rows {
    table.rows.append(
      SummaryTable.Row(
        lead: "", level: 0, isBlock: true,
        cells: [
          row.heading, row.places.isEmpty ? "" : NumberText.grouped(Int64(row.places.count)), row.range,
          row.shape?.saturatedBelow.map(FunctionRow.number) ?? "",
          row.shape?.saturatedAbove.map(FunctionRow.number) ?? "", row.course,
          PlaceText(row.places).text(most: 3),
        ]))
  }
  return table.text(style) + saturationNote + "\n" + below
}

/// What is meant by saturated, in a sentence.
public let saturationNote: String = {
  let slope = NumberText.significant(FunctionTuning.saturatedSlope)
  let share = NumberText.percent(FunctionTuning.saturatedShare, keepsZeros: false)
  return
    "saturated: slope below \(slope), and value within \(share) of the range (\(slope) if that has no end) of its limit"
}()
