import FoldoutCommand

/// Starts the command; a library holds it, so that tests can import its parts.
@main
enum Main {
  static func main() { runFoldoutCommand() }
}
