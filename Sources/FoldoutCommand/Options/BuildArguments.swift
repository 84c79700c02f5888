import ArgumentParser
import FoldoutKit

/// Options for build tools: dependencies, freshness, keys, many models at once.
struct BuildArguments: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Write a make rule of outputs and inputs.", valueName: "file"))
  var depfile: String?

  @Flag(name: .long, help: "Write nothing; exit 1 if a picture on disk is stale.")
  var check = false

  @Flag(name: .long, help: "Print a key that changes with the models, the options and Foldout; draw nothing.")
  var printKey = false

  @Flag(name: .long, help: "Draw again whenever a model changes, until interrupted.")
  var watch = false

  @Option(
    name: [.customShort("j"), .long], parsing: .unconditional,
    help: ArgumentHelp("Draw so many models at once; 0 for one per processor.", valueName: "n"))
  var jobs = 1

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Give up after this time, as in 10s, 500ms or 2m (default: 60s a model).", valueName: "time"))
  var timeout: String?

  /// The time for the whole run, where one was given.
  func limit() throws -> Duration? {
    guard let timeout else { return nil }
    guard let limit = Duration(timeout) else {
      throw ValidationError("--timeout takes a time: 10s, 500ms or 2m")
    }
    return limit
  }

  func validate() throws {
    _ = try limit()
    if jobs < 0 || jobs > 512 { throw ValidationError("-j must be 0 or more, and 512 at most") }
    if depfile == "" { throw ValidationError("--depfile takes a file name") }
    let modes = [("--check", check), ("--print-key", printKey), ("--watch", watch)].filter(\.1).map(\.0)
    if modes.count > 1 { throw ValidationError("\(modes[0]) and \(modes[1]) exclude each other") }
    if depfile != nil, let mode = modes.first(where: { $0 != "--watch" }) {
      throw ValidationError("\(mode) writes nothing, so there is no --depfile")
    }
  }
}
