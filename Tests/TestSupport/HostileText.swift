/// Names as a stranger may choose them, for tests that look for them in what is written.
public enum HostileText {
  /// A name that ends elements, strings and lines, moves cursors and turns text round.
  public static let name =
    "a</script>\"'&<b>\\|*[x](y)\u{1B}[31m\u{202E}\u{2066}\u{61C}\u{200B}\u{E0041}\u{FFFE}\u{0}\n\r\t\u{2028}b"
}
