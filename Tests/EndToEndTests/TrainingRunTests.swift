import Foundation
import TestSupport
import Testing

/// `foldout training` as people run it.
@Suite struct TrainingRunTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
    let table =
      "step,train_loss,val_loss,lr\n"
      + (0..<30).map { "\($0 * 10),\(3.0 / Double($0 + 1)),\(3.3 / Double($0 + 1)),0.1\n" }.joined()
    try bench.put(Array(table.utf8), "runs/a/metrics.csv")
    try bench.put(Array(table.replacingOccurrences(of: "0.1\n", with: "0.2\n").utf8), "runs/b/metrics.csv")
    try bench.put(Array("hello".utf8), "notes/a.txt")
  }

  private func text(_ arguments: String...) throws -> String {
    let run = try bench.run(["training"] + arguments)
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    return String(decoding: run.output, as: UTF8.self)
  }

  @Test func aFolderAndAFile() throws {
    let lines = try text("runs").split(separator: "\n")
    #expect(lines[0] == "2 runs: 6 series, steps 0 to 290")
    #expect(lines.contains("a") && lines.contains("b"))
    #expect(try text("runs/a/metrics.csv").hasPrefix("metrics.csv: 3 series, steps 0 to 290\n"))
    #expect(try text("runs/a", "runs/b").hasPrefix("2 runs: "))
  }

  @Test(arguments: ["svg", "html", "csv", "json", "txt"]) func filesAreAsTheirEndingSays(_ ending: String)
    throws
  {
    #expect(try bench.run(["training", "runs", "-o", "t." + ending]).code == 0)
    let written = String(decoding: try #require(bench.bytes("t." + ending)), as: UTF8.self)
    let start = ["svg": "<svg", "html": "<!doctype html>", "csv": "run,tag,", "json": "{", "txt": "2 runs"]
    #expect(written.hasPrefix(try #require(start[ending])) || written.contains("<svg"))
    #expect(try bench.run(["training", "runs", "-f", ending]).output == bench.bytes("t." + ending))
  }

  @Test func jsonHasWhatIsAskedFor() throws {
    let plain = try text("runs/a", "--json")
    #expect(!plain.contains("smoothed") && plain.contains("\"tag\": \"val_loss\""))
    #expect(try text("runs/a", "--json", "--smoothing", "0.6").contains("\"smoothed\""))
    #expect(try !text("runs/a", "--json", "--only", "train*").contains("val_loss"))
  }

  @Test func whatCanNotBeRead() throws {
    let none = try bench.run(["training", "notes"])
    #expect(
      none.code == 66 && none.errors.contains("[no-logs]") && none.errors.contains("Looked for event files"))
    let file = try bench.run(["training", "notes/a.txt"])
    #expect(
      file.code == 65 && file.errors.contains("notes/a.txt: error: ") && file.errors.contains("[not-a-log]"))
    // The others are shown all the same.
    let some = try bench.run(["training", "missing", "runs/a"])
    #expect(some.code == 66 && some.errors.contains("[cannot-read]"))
    #expect(String(decoding: some.output, as: UTF8.self).hasPrefix("a: 3 series"))
    let tag = try bench.run(["training", "runs", "--only", "val_los"])
    #expect(tag.code == 64 && tag.errors.contains("did you mean val_loss?"))
  }

  @Test(.timeLimit(.minutes(10))) func watching() throws {
    let run = try bench.shell(
      """
      mkfifo log
      "$FOLDOUT" training runs -o t.csv --watch 2> log & watcher=$!
      exec 3< log
      wait_for() { while read -r line <&3; do case $line in *"$1"*) return ;; esac; done; echo "no $1"; }
      wait_for watching
      echo 900,0.5,0.25,0.1 >> runs/a/metrics.csv
      wait_for 'wrote t.csv'
      kill -0 $watcher && echo alive
      kill -9 $watcher
      """)
    #expect(String(decoding: run.output, as: UTF8.self) == "alive\n")
    #expect(String(decoding: bench.bytes("t.csv") ?? [], as: UTF8.self).contains("a,val_loss,900,,0.25"))
  }

  @Test(arguments: [
    [], ["-"], ["runs", "--x", "epoch"], ["runs", "-o", "x.svg", "--x", "hour"],
    ["runs", "--smoothing", "1"],
    ["runs", "-o", "x.gif"], ["runs", "--json", "-f", "csv"], ["runs", "--watch", "--json"],
    ["runs", "--watch", "-f", "svg"],
  ])
  func wrongArguments(_ arguments: [String]) throws {
    #expect(try bench.run(["training"] + arguments).code == 64)
  }
}
