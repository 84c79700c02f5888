import Diagnostics

/// Rules for make: which outputs were made from which inputs.
enum Depfile {
  /// Outputs and the inputs they were made from.
  struct Rule: Sendable, Equatable {
    /// The files that were written.
    var outputs: [String]
    /// The files that were read.
    var inputs: [String]

    /// Makes a rule.
    init(outputs: [String], inputs: [String]) {
      self.outputs = outputs
      self.inputs = inputs
    }
  }

  /// The rules in make's language. Every input is also a target without a rule, so that make goes on when one
  /// is deleted (as with `-MP` of compilers).
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` for a name that no makefile can hold.
  static func text(_ rules: [Rule]) throws(FoldoutError) -> [UInt8] {
    var text = ""
    var phony: [String] = []
    var seen: Set<String> = []
    for rule in rules {
      var line = ""
      for output in rule.outputs { line += (line.isEmpty ? "" : " ") + (try escaped(output, isTarget: true)) }
      line += ":"
      for input in rule.inputs {
        line += " " + (try escaped(input, isTarget: false))
        if seen.insert(input).inserted { phony.append(try escaped(input, isTarget: true)) }
      }
      text += line + "\n"
    }
    for input in phony { text += input + ":\n" }
    // An = would make a variable of a rule wherever it stands; nothing can escape it.
    if text.contains("$(foldout-equals)") { text = "foldout-equals := =\n" + text }
    return Array(text.utf8)
  }

  /// A name as make reads it, by trial with GNU Make 4.3.
  private static func escaped(_ name: String, isTarget: Bool) throws(FoldoutError) -> String {
    var text = ""
    var backslashes = 0
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\\":
        backslashes += 1
        text += "\\"
        continue
      case " ", "#", ":":
        // Backslashes before these are halved.
        text += String(repeating: "\\", count: backslashes + 1)
        text.unicodeScalars.append(scalar)
      case "%" where isTarget: text += "\\%"
      case "*", "?", "[", "]": text += "\\" + String(scalar)
      case "$": text += "$$"
      case "=": text += "$(foldout-equals)"
      case ";", "|", "\n", "\t", "\r": throw unwritable(name)
      default: text.unicodeScalars.append(scalar)
      }
      backslashes = 0
    }
    guard backslashes == 0, name.first != "~" else { throw unwritable(name) }
    return text
  }

  private static func unwritable(_ name: String) -> FoldoutError {
    FoldoutError(.usage, "make-name", "make can't handle a file named \(quoted(name))", hint: "rename it")
  }
}
