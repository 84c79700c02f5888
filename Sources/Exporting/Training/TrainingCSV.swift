import TextOutput
import TrainingLogs

/// Writes a line a point, by RFC 4180, with a header: run, tag, step, time in seconds since 1970, number. Linear in the points.
public func trainingCSV(_ runs: [TrainingRun]) -> [UInt8] {
  var text = "run,tag,step,wall_time,value\r\n"
  for run in runs {
    let name = quotedCell(run.name)
    for series in run.series {
      let lead = name + "," + quotedCell(series.tag) + ","
      for (place, value) in series.values.enumerated() {
        let time = series.wallTimes.indices.contains(place) ? series.wallTimes[place] : .nan
        text += lead + String(series.steps[place]) + ","
        if time.isFinite { text += time.description }
        text += "," + value.description + "\r\n"
      }
    }
  }
  return Array(text.utf8)
}
