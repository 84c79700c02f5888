import Diagnostics
import Glibc
import InputFiles
import JSONInput

/// Reads training logs: TensorBoard's event files, Keras's `CSVLogger` and `history.json`, Lightning's `metrics.csv` and other
/// tables, Hugging Face's `trainer_state.json`, MLflow's file store. Files are recognised by their content, and folders searched.
///
/// - Parameter path: a file or a folder.
/// - Returns: the runs; of a log without points a run without series.
/// - Throws: ``FoldoutError`` of kind `noInput` where the path can't be read or a folder holds no log, `malformed` where the file is
///   none.
///
/// Cost: linear in the bytes of event files and tables; memory is bounded, since very long series are thinned.
public func readLogs(_ path: String) throws(FoldoutError) -> LogSet {
  var set = LogSet()
  let all = try isFolder(path) ? plans(inFolder: path, notes: &set.notes) : [plan(ofFile: path)]
  var found: [(plan: RunPlan, run: TrainingRun)] = []
  for plan in all { if let run = try read(plan, notes: &set.notes) { found.append((plan, run)) } }
  if found.isEmpty { throw noLogs() }
  let names = RunPlan.names(found.map(\.plan))
  for (name, (_, run)) in zip(names, found) {
    var run = run
    run.name = name
    set.runs.append(run)
  }
  return set
}

// MARK: Plans

private func isFolder(_ path: String) throws(FoldoutError) -> Bool {
  var status = stat()
  guard stat(path, &status) == 0 else {
    throw FoldoutError(.noInput, "cannot-read", "can't read it: \(String(cString: strerror(errno)))")
  }
  return status.st_mode & S_IFMT == S_IFDIR
}

private func plans(
  inFolder path: String, notes: inout [LogSet.FileNotes]
) throws(FoldoutError) -> [RunPlan] {
  let search = LogSearch(path)
  if search.isCut {
    let text = "it holds so many files and folders that not all were searched"
    notes.append(LogSet.FileNotes(path: path, diagnostics: [Diagnostic(.warning, "many-files", text)]))
  }
  guard !search.found.isEmpty else { throw noLogs(search.entries) }
  return RunPlan.plans(search.found, label: label(path))
}

private func plan(ofFile path: String) throws(FoldoutError) -> RunPlan {
  let name = label(path)
  guard let kind = LogKind(path: path, name: name) else {
    if access(path, R_OK) != 0 {
      throw FoldoutError(.noInput, "cannot-read", "can't read it: \(String(cString: strerror(errno)))")
    }
    throw notALog()
  }
  let log = FoundLog(path: path, parts: [name], kind: kind, isFound: false)
  return RunPlan(name: name, origin: "", members: [RunPlan.Member(log: log, tag: name)])
}

/// The last part of a path that is a name.
private func label(_ path: String) -> String {
  let parts = path.split(separator: "/").filter { $0 != "." }
  if let last = parts.last, last != ".." { return String(last) }
  guard let real = realpath(path, nil) else { return path }
  defer { free(real) }
  return String(cString: real).split(separator: "/").last.map(String.init) ?? path
}

private let lookedFor =
  "Looked for event files of TensorBoard, CSV tables with steps or epochs (Keras, Lightning), history.json, trainer_state.json, "
  + "and MLflow's metrics."

private func noLogs(_ entries: Int? = nil) -> FoldoutError {
  FoldoutError(
    .noInput, "no-logs",
    "no training log is in it" + (entries.map { ", among \($0) \($0 == 1 ? "entry" : "entries")" } ?? ""),
    hint: lookedFor)
}

private func notALog() -> FoldoutError {
  FoldoutError(.malformed, "not-a-log", "it is no training log that can be read", hint: lookedFor)
}

// MARK: Runs

/// Reads the files of a run; nil where a file that a search found is no log after all.
private func read(_ plan: RunPlan, notes: inout [LogSet.FileNotes]) throws(FoldoutError) -> TrainingRun? {
  var collector = RunCollector()
  var isLog = false
  for member in plan.members {
    collector.begin(prefix: member.prefix)
    guard let diagnostics = try read(member, into: &collector) else { continue }
    isLog = true
    if !diagnostics.isEmpty {
      notes.append(LogSet.FileNotes(path: member.log.path, diagnostics: diagnostics))
    }
  }
  guard isLog else { return nil }
  let run = collector.run(plan.name, origin: plan.origin)
  var limits = collector.diagnostics
  if run.isEmpty {
    limits.append(Diagnostic(.warning, "no-points", "no number and no histogram is in it yet"))
  }
  if !limits.isEmpty, let first = plan.members.first {
    notes.append(LogSet.FileNotes(path: first.log.path, diagnostics: limits))
  }
  return run
}

/// Reads a file into a run.
///
/// - Returns: what was odd; nil where a search found it and it is no log.
private func read(
  _ member: RunPlan.Member, into run: inout RunCollector
) throws(FoldoutError) -> [Diagnostic]? {
  let log = member.log
  switch log.kind {
  case .events: return EventFile.read(log.path, into: &run)
  case .table, .otherTable:
    return try text(log, LogLimits.textBytes) { bytes in
      let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(LogLimits.headBytes))
      return MetricTable(head: head)?.read(bytes, into: &run)
    }
  case .metricLines:
    return try text(log, LogLimits.textBytes) { bytes in
      MetricLines.read(bytes, member.tag, into: &run)
      return []
    }
  case .json:
    let limit = log.isFound ? LogLimits.searchedTextBytes : LogLimits.textBytes
    do throws(FoldoutError) {
      let found = try text(log, limit) { bytes throws(FoldoutError) -> [Diagnostic]? in
        let document = try JSONDocument(bytes)
        return withExtendedLifetime(document) { HistoryText.read(document.root, into: &run) ? [] : nil }
      }
      if found == nil, !log.isFound { throw notALog() }
      return found
    } catch {
      // In a folder there are many other texts.
      if log.isFound { return nil }
      throw error
    }
  }
}

/// Gives the bytes of a text; nil where it is too large.
private func text(
  _ log: FoundLog, _ limit: Int, _ body: (UnsafeRawBufferPointer) throws(FoldoutError) -> [Diagnostic]?
) throws(FoldoutError) -> [Diagnostic]? {
  let file = try InputFile(path: log.path)
  guard file.count <= limit else {
    let size = "it is larger than any log, \(limit >> 20) MiB"
    return log.isFound ? nil : [Diagnostic(.error, "too-large", size)]
  }
  return try file.withBytes { bytes throws(FoldoutError) in try body(bytes) }
}
