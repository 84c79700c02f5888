import JSONInput

/// JSON texts with the course of a training: Keras's `History.history`, and Hugging Face's `trainer_state.json`.
enum HistoryText {
  /// Reads a text into a run.
  ///
  /// - Returns: whether it is one of the two.
  ///
  /// Linear in the text.
  static func read(_ root: JSON, into run: inout RunCollector) -> Bool {
    if let log = root["log_history"], log.isArray {
      readTrainer(log, into: &run)
      return true
    }
    let history = root["history"].flatMap { $0.isObject ? $0 : nil } ?? root
    guard isHistory(history) else { return false }
    readHistory(history, into: &run)
    return true
  }

  /// Whether an object has lists of numbers and nothing else: by the first elements of each.
  private static func isHistory(_ object: JSON) -> Bool {
    var members = object.members
    var isEmpty = true
    while let member = members.next() {
      guard member.value.isArray else { return false }
      var elements = member.value.elements
      if let first = elements.next(), first.double == nil, !first.isNull { return false }
      isEmpty = false
    }
    return !isEmpty
  }

  /// A list for each metric, an element an epoch.
  private static func readHistory(_ object: JSON, into run: inout RunCollector) {
    var members = object.members
    while let member = members.next() {
      let name = member.name
      guard let tag = run.tag(named: name) else { continue }
      var elements = member.value.elements
      var epoch: Int64 = 0
      while let element = elements.next() {
        if let value = element.double { run.append(tag, epoch, value, .nan, axis: .epochs) { name } }
        epoch += 1
      }
    }
  }

  /// A list of objects, each with a step and what was known then.
  private static func readTrainer(_ log: JSON, into run: inout RunCollector) {
    var entries = log.elements
    var last: Int64 = 0
    while let entry = entries.next() {
      let step = entry["step"]?.int ?? last
      last = step
      var members = entry.members
      while let member = members.next() {
        let name = member.name
        guard name != "step", let value = member.value.double, let tag = run.tag(named: name) else {
          continue
        }
        run.append(tag, step, value, .nan) { name }
      }
    }
  }
}
