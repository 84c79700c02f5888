import Foundation
import TestSupport
import Testing

/// The manual page and shell completions.
@Suite struct ManualTests {
  private static let page = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../Documentation/foldout.1").standardizedFileURL

  private func options(of verb: String) throws -> Set<String> {
    let help = String(decoding: try Bench().run(verb, "--help").output, as: UTF8.self)
    let words = help.split { !$0.isASCII || !($0.isLetter || $0 == "-") }
    return Set(words.filter { $0.hasPrefix("--") && $0.count > 2 }.map(String.init))
  }

  @Test(arguments: [
    "render", "summary", "idioms", "functions", "weights", "activity", "run", "explain", "training", "check",
    "doctor",
  ])
  func thePageNamesEveryOption(
    _ verb: String
  )
    throws
  {
    let page = try String(contentsOf: Self.page, encoding: .utf8).replacingOccurrences(of: "\\-", with: "-")
    let options = try options(of: verb)
    #expect(options.contains("--help"))
    for option in options {
      #expect(page.contains(option), "\(option) of \(verb) is not in Documentation/foldout.1")
    }
  }

  @Test func thePageNamesNoOtherOptions() throws {
    let page = try String(contentsOf: Self.page, encoding: .utf8).replacingOccurrences(of: "\\-", with: "-")
    var known: Set = ["--generate-completion-script"]
    for verb in [
      "render", "summary", "idioms", "functions", "weights", "activity", "run", "explain", "training",
      "check", "doctor",
    ] {
      known.formUnion(try options(of: verb))
    }
    let named = page.split { !$0.isASCII || !($0.isLetter || $0 == "-") }.filter { $0.hasPrefix("--") }
    #expect(named.count > 20)
    for option in named { #expect(known.contains(String(option)), "\(option)") }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completions(_ shell: String) throws {
    let run = try Bench().run("--generate-completion-script", shell)
    #expect(run.code == 0 && String(decoding: run.output, as: UTF8.self).contains("dark-selector"))
  }
}
