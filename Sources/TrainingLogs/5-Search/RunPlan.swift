/// Which logs make a run together, and what it is called.
struct RunPlan: Equatable {
  var name: String
  /// The folder that a search found it in.
  var origin: String
  var members: [Member] = []

  /// A log of the run.
  struct Member: Equatable {
    var log: FoundLog
    /// What stands before its tags.
    var prefix = ""
    /// What its points are called where the file does not say.
    var tag = ""
  }

  /// Folders of one run that Keras makes, and others after its example.
  private static let parts: Set<String> = [
    "train", "training", "validation", "valid", "val", "test", "eval", "evaluation",
  ]

  /// The runs of logs found in one folder: event files of a folder are one, those of its `train` and `validation` too, metrics
  /// of MLflow are one; every other file is one of its own.
  static func plans(_ logs: [FoundLog], label: String) -> [RunPlan] {
    var plans: [RunPlan] = []
    var places: [[String]: Int] = [:]
    func add(_ member: Member, key: [String], _ folder: ArraySlice<String>) {
      if let place = places[key] { return plans[place].members.append(member) }
      places[key] = plans.count
      let origin = ([label] + folder).joined(separator: "/")
      plans.append(
        RunPlan(
          name: folder.isEmpty ? label : folder.joined(separator: "/"), origin: origin, members: [member]))
    }
    for log in logs {
      var folder = log.folder
      switch log.kind {
      case .events:
        var prefix = ""
        if let last = folder.last, parts.contains(last.lowercased()) {
          prefix = last + "/"
          folder = folder.dropLast()
        }
        add(Member(log: log, prefix: prefix), key: ["events"] + folder, folder)
      case .metricLines:
        var tag = log.name
        if let place = folder.firstIndex(of: "metrics") {
          tag = log.parts[(place + 1)...].joined(separator: "/")
          folder = folder[..<place]
        }
        add(Member(log: log, tag: tag), key: ["metrics"] + folder, folder)
      case .json, .table, .otherTable: add(Member(log: log), key: ["file"] + log.parts, folder)
      }
    }
    return plans
  }

  /// The names of runs. Those of files get the name of their file where their folder has several runs.
  static func names(_ plans: [RunPlan]) -> [String] {
    var counts: [String: Int] = [:]
    for plan in plans { counts[plan.name, default: 0] += 1 }
    return plans.map { plan in
      guard let log = plan.members.first?.log, counts[plan.name, default: 0] > 1, log.kind != .events,
        log.kind != .metricLines
      else { return plan.name }
      return plan.name + "/" + log.name
    }
  }
}
