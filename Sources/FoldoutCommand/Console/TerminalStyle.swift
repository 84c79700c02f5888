import FoldoutKit
import Glibc

/// What standard output can show, where it is a terminal.
enum TerminalStyle {
  /// The form with the width and colours of the terminal; as it is where the output goes elsewhere.
  static func style(_ form: SummaryStyle.Form, depth: Int? = nil, output: String?) -> SummaryStyle {
    var style = SummaryStyle(form: form, depth: depth)
    guard output == nil || output == "-", isatty(STDOUT_FILENO) == 1 else { return style }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { style.width = Int(size.ws_col) }
    style.isColored =
      style.form == .text && getenv("NO_COLOR") == nil
      && getenv("TERM").map { strcmp($0, "dumb") != 0 } ?? false
    return style
  }
}
