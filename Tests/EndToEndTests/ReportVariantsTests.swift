import Foundation
import TestSupport
import Testing

/// `--variants` of pages beside the diagram: a file for each theme, as a drawing has it.
@Suite struct ReportVariantsTests {
  private let bench: Bench

  init() throws {
    bench = try Bench(models: "weights/digits_cnn-ts", "iris_forest")
    try bench.put(modelBytes("recordings/digits.npz"), "digits.npz")
    let table = "step,train_loss\n" + (0..<30).map { "\($0),\(3.0 / Double($0 + 1))\n" }.joined()
    try bench.put(Array(table.utf8), "runs/metrics.csv")
    let rows = "a,b,c,d\n5,3,2,1\n6,3,5,2\n"
    try bench.put(Array(rows.utf8), "rows.csv")
  }

  private static let reports = [
    ["weights", "a.onnx"], ["activity", "a.onnx", "digits.npz"], ["training", "runs"], ["functions", "gelu"],
    // From the file's trees: nothing is run.
    ["explain", "b.onnx", "rows.csv", "--method", "tree"],
  ]

  @Test(arguments: reports) func eachThemeIsAFile(_ report: [String]) throws {
    #expect(try bench.run(report + ["--variants", "light,dark,print", "-o", "x.svg"]).code == 0)
    for (theme, name) in [("light", "x.svg"), ("dark", "x~dark.svg"), ("print", "x~print.svg")] {
      #expect(try bench.run(report + ["--theme", theme, "-o", "one.svg"]).code == 0)
      let one = try #require(bench.bytes("one.svg"))
      #expect(bench.bytes(name) == one, "\(theme)")
    }
    #expect(bench.bytes("x.svg") != bench.bytes("x~dark.svg"))
  }

  @Test(arguments: reports) func whatHasNoThemesIsRefused(_ report: [String]) throws {
    for rest in [["-o", "x.html"], ["-o", "x.json"], ["-f", "svg"], []] {
      let run = try bench.run(report + ["--variants", "light,dark"] + rest)
      #expect(run.code == 64 && run.errors.contains("--variants"), "\(rest)")
    }
    #expect(!bench.files().contains { $0.hasPrefix("x") })
  }
}
