import ArgumentParser
import TextOutput

/// Runs the command that the process was started with, and ends the process with its exit code.
public func runFoldoutCommand() {
  let arguments: [String]
  do {
    arguments = try ResponseFile.expanded(Array(CommandLine.arguments.dropFirst()))
  } catch {
    RootCommand.exit(withError: error)
  }
  let verbs = RootCommand.configuration.subcommands.map { $0._commandName }
  if let word = arguments.first,
    let message = Misspelled.message(word, verbs: verbs.filter { $0 != Values._commandName } + ["help"])
  {
    RootCommand.exit(withError: ValidationError(message))
  }
  if let render = renderAtOnce(arguments, verbs) { return run(render) }
  do {
    run(try RootCommand.parseAsRoot(arguments))
  } catch {
    RootCommand.exit(withError: error)
  }
}

/// Runs a verb. An error of usage that shows only then ends the process with the usage of that verb.
private func run(_ command: any ParsableCommand) {
  var command = command
  do {
    try command.run()
  } catch let error as ValidationError {
    let verb = type(of: command)
    let name = "foldout " + verb._commandName
    let usage = RootCommand.usageString(for: verb)
    Console.write(
      "Error: \(terminalText(error.message))\n\(usage.hasPrefix("Usage: ") ? usage : "Usage: " + usage)\n"
        + "  See '\(name) --help' for more information.\n")
    RootCommand.exit(withError: Console.exitCode(.usage))
  } catch {
    RootCommand.exit(withError: error)
  }
}

/// The default verb, parsed without the others, which takes half the time; nil where the command line names another
/// verb, asks for something else, or is invalid: the whole parser has the words for that.
private func renderAtOnce(_ arguments: [String], _ verbs: [String]) -> Render? {
  var arguments = arguments
  if arguments.first == Render._commandName { arguments.removeFirst() }
  guard let first = arguments.first, !(verbs + ["help"]).contains(first) else { return nil }
  return try? Render.parse(arguments)
}
