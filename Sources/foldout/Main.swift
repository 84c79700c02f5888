import ArgumentParser

/// Starts the command.
@main
enum Main {
  static func main() {
    if let render = renderAtOnce() {
      do {
        return try render.run()
      } catch {
        FoldoutCommand.exit(withError: error)
      }
    }
    FoldoutCommand.main()
  }

  /// The default verb, parsed without the others, which takes half the time; nil where the command line names
  /// another verb, asks for something else, or makes no sense: the whole parser has the words for that.
  private static func renderAtOnce() -> Render? {
    var arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == Render._commandName { arguments.removeFirst() }
    let verbs = FoldoutCommand.configuration.subcommands.map { $0._commandName } + ["help"]
    guard let first = arguments.first, !verbs.contains(first) else { return nil }
    return try? Render.parse(arguments)
  }
}
