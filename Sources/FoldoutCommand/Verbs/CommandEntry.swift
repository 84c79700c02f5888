import ArgumentParser

/// Runs the command that the process was started with, and ends the process with its exit code.
public func runFoldoutCommand() {
  if let render = renderAtOnce() {
    do {
      return try render.run()
    } catch {
      RootCommand.exit(withError: error)
    }
  }
  RootCommand.main()
}

/// The default verb, parsed without the others, which takes half the time; nil where the command line names another
/// verb, asks for something else, or is invalid: the whole parser has the words for that.
private func renderAtOnce() -> Render? {
  var arguments = Array(CommandLine.arguments.dropFirst())
  if arguments.first == Render._commandName { arguments.removeFirst() }
  let verbs = RootCommand.configuration.subcommands.map { $0._commandName } + ["help"]
  guard let first = arguments.first, !verbs.contains(first) else { return nil }
  return try? Render.parse(arguments)
}
