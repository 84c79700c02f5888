import Foundation
import TestSupport
import Testing

/// `foldout weights`, and diagrams that show what is in weights.
@Suite struct WeightRunTests {
  private let bench: Bench

  init() throws { bench = try Bench(models: "weights/digits_cnn-sick", "weights/digits_cnn-ts") }

  private func text(_ arguments: String...) throws -> String {
    let run = try bench.run(["weights"] + arguments)
    #expect(run.code == 0 && run.errors.isEmpty)
    return String(decoding: run.output, as: UTF8.self)
  }

  @Test func whatIsWorthKnowingComesFirst() throws {
    let lines = try text("a.onnx").split(separator: "\n")
    #expect(lines[0] == "15,042 weights in 10 tensors, 58.8 KiB")
    #expect(lines[1] == "! NaN in fc2.weight: 1 of 320")
    #expect(lines[7] == "! 50 % of conv3.weight is zero")
    #expect(try text("b.onnx").split(separator: "\n")[1].hasPrefix("tensor "))
  }

  @Test func rowsAreChosenSortedAndCut() throws {
    let sorted = try text("b.onnx", "--sort", "size", "--top", "2").split(separator: "\n")
    #expect(sorted[3].hasPrefix("conv3.weight ") && sorted[4].hasPrefix("fc1.weight "))
    #expect(sorted.count == 6)
    let only = try text("a.onnx", "--only", "fc*")
    #expect(only.contains("fc1.weight") && !only.contains("conv1.weight") && only.contains("in 4 tensors"))
    let none = try bench.run(["weights", "a.onnx", "--only", "fc3.*"])
    #expect(none.code == 64 && none.errors.contains("[no-tensor]"))
  }

  @Test(arguments: ["svg", "html", "csv", "json", "txt"]) func filesAreAsTheirEndingSays(_ ending: String)
    throws
  {
    #expect(try bench.run(["weights", "a.onnx", "-o", "w." + ending]).code == 0)
    let written = String(decoding: try #require(bench.bytes("w." + ending)), as: UTF8.self)
    let start = [
      "svg": "<svg", "html": "<!doctype html>", "csv": "name,path,", "json": "{", "txt": "15,042",
    ]
    #expect(written.hasPrefix(try #require(start[ending])) || written.contains("<svg"))
    #expect(written.contains("fc2.weight"))
    #expect(try bench.run(["weights", "a.onnx", "-f", ending]).output == bench.bytes("w." + ending))
  }

  @Test func aPageHasKernelsMatricesAndWhatIsAskedFor() throws {
    let page = try text("b.onnx", "-f", "svg")
    for kind in ["spark-histogram", "quantiles", "tiles", "heat-map"] {
      #expect(page.contains("foldout-chart-" + kind), "\(kind)")
    }
    #expect(!page.contains("Singular values"))
    #expect(try text("b.onnx", "-f", "svg", "--spectrum").contains("Singular values"))
    #expect(try bench.run(["weights", "b.onnx", "--spectrum"]).code == 64)
  }

  @Test func diagramsShowWeightsWhereAsked() throws {
    #expect(try bench.run(["a.onnx", "-o", "plain.svg"]).code == 0)
    #expect(
      try bench.run(["a.onnx", "-o", "shown.svg", "--show", "histograms", "--depfile", "shown.d"]).code == 0)
    let (plain, shown) = (bench.bytes("plain.svg")?.count ?? 0, bench.bytes("shown.svg")?.count ?? 0)
    #expect(shown > plain && plain > 0)
    #expect(bench.bytes("shown.d") == Array("shown.svg: a.onnx\na.onnx:\n".utf8))
    let colored = try bench.run(["a.onnx", "-o", "-", "--color-by", "near-zero"])
    #expect(String(decoding: colored.output, as: UTF8.self).contains("of the weights near 0"))
    #expect(try bench.run(["a.onnx", "-o", "page.html", "--show", "histograms"]).code == 0)
    #expect(String(decoding: bench.bytes("page.html") ?? [], as: UTF8.self).contains("\"figure\""))
    #expect(try bench.run(["-", "-o", "-", "--show", "histograms"]).code == 64)
  }

  @Test(arguments: [
    ["--sort", "colour"], ["--top", "0"], ["-o", "x.gif"], ["--project", "umap"], ["--json", "-f", "csv"],
  ])
  func wrongArguments(_ arguments: [String]) throws {
    #expect(try bench.run(["weights", "a.onnx"] + arguments).code == 64)
  }
}
