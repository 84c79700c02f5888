import Diagnostics

/// All runs that were read, and what was odd about their files.
public struct LogSet: Sendable {
  /// The runs, in the order of the arguments, those of a folder by name.
  public var runs: [TrainingRun] = []
  /// What was odd, file by file.
  public var notes: [FileNotes] = []

  /// Makes a set without runs.
  public init() {}

  /// What was odd about a file.
  public struct FileNotes: Sendable {
    /// The file.
    public var path: String
    /// The problems; none kept the rest from being read.
    public var diagnostics: [Diagnostic]
  }

  /// The runs of several sets. Runs of one name get the path that they were asked for by, else a number.
  ///
  /// - Parameter sets: each with the path of the file or folder that it was read from.
  public init(joining sets: [(path: String, set: LogSet)]) {
    notes = sets.flatMap(\.set.notes)
    var counts = Self.counts(sets.flatMap { $0.set.runs.map(\.name) })
    for (path, set) in sets {
      let path = path.hasSuffix("/") ? String(path.dropLast()) : path
      for var run in set.runs {
        if counts[run.name, default: 0] > 1 {
          run.name =
            path.split(separator: "/").last.map(String.init) == run.name ? path : path + "/" + run.name
        }
        runs.append(run)
      }
    }
    counts = Self.counts(runs.map(\.name))
    var seen: [String: Int] = [:]
    for place in runs.indices where counts[runs[place].name, default: 0] > 1 {
      let name = runs[place].name
      seen[name, default: 0] += 1
      runs[place].name = "\(name) (\(seen[name, default: 0]))"
    }
  }

  private static func counts(_ names: [String]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for name in names { counts[name, default: 0] += 1 }
    return counts
  }
}
