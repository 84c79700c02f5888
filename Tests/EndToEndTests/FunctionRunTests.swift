import Foundation
import TestSupport
import Testing

/// `foldout functions` on models and on names.
@Suite struct FunctionRunTests {
  private let bench: Bench

  init() throws { bench = try Bench(models: "bert-ort_fused", "mobilenet_v3_small-ts") }

  private func json(_ run: Run) throws -> [[String: Any]] {
    let all = try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    return try #require(all["functions"] as? [[String: Any]])
  }

  @Test func aTableSaysWhatAndWhere() throws {
    let run = try bench.run("functions", "a.onnx")
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(run.code == 0 && run.errors.isEmpty)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("GELU") })
    let cells = line.split(separator: "  ").map { $0.drop { $0 == " " } }
    #expect(
      cells == [
        "GELU", "12", "[−0.17, ∞)", "−3.07", "min −0.17 at −0.752",
        "encoder/layer.0…11/intermediate/act_fn ×12",
      ])
  }

  @Test func jsonHasCurvesAndPlaces() throws {
    let functions = try json(try bench.run("functions", "b.onnx", "--json"))
    #expect(functions.map { $0["name"] as? String } == ["HardSwish", "Relu", "HardSigmoid"])
    #expect(functions.map { $0["count"] as? Int } == [19, 14, 9])
    let curve = try #require(functions[0]["curve"] as? [String: [Any]])
    #expect(Set(curve.values.map(\.count)).count == 1)
    #expect((functions[0]["places"] as? [[String: Any]])?.count == 19)
    let sameByFormat = try bench.run("functions", "b.onnx", "-f", "json").output
    #expect(sameByFormat == (try bench.run("functions", "b.onnx", "--json").output))
  }

  @Test func namesNeedNoModel() throws {
    let functions = try json(try bench.run("functions", "gelu", "leaky_relu", "--json"))
    #expect(functions.map { $0["title"] as? String } == ["GELU", "LeakyReLU"])
    #expect(functions[0]["places"] == nil)
    // A file is a file, whatever it is called.
    try bench.putModel("mobilenet_v3_small-ts", as: "gelu")
    #expect(try json(try bench.run("functions", "gelu", "--json")).count == 3)
  }

  @Test func aPageIsWritten() throws {
    #expect(try bench.run("functions", "a.onnx", "-o", "x.svg").code == 0)
    let svg = String(decoding: try #require(bench.bytes("x.svg")), as: UTF8.self)
    #expect(svg.contains("Activation functions of a") && svg.contains("foldout-chart-function"))
    #expect(try bench.run("functions", "a.onnx", "-f", "svg").output == bench.bytes("x.svg"))
    #expect(try bench.run("functions", "a.onnx", "-o", "x.html").code == 0)
    #expect(bench.bytes("x.html")?.starts(with: Array("<!doctype html>".utf8)) == true)
    #expect(try bench.run("functions", "silu", "-o", "y.svg", "--theme", "dark", "--title", "One").code == 0)
    #expect(String(decoding: bench.bytes("y.svg") ?? [], as: UTF8.self).contains(">One<"))
  }

  @Test(
    arguments: [
      (["gelo"], 64, "there is no file or function \"gelo\"; did you mean gelu?"),
      (["nothing.onnx"], 66, "can't open"),
      (["a.onnx", "gelu"], 64, "This takes one model, or names of functions"),
      (
        ["a.onnx", "-o", "x.gif"], 64,
        "x.gif names no format: end it in .txt, .json, .svg, .png, .pdf or .html, or say -f"
      ), (["a.onnx", "-f", "gif"], 64, "-f takes txt, json, svg, png, pdf or html"),
      (["a.onnx", "--json", "-f", "svg"], 64, "--json prints; leave out -o and -f"),
      ([], 64, "Missing expected argument"),
    ] as [([String], Int, String)])
  func mistakesAreTold(_ arguments: [String], _ code: Int, _ message: String) throws {
    let run = try bench.shell("exec \"$FOLDOUT\" functions " + arguments.joined(separator: " "))
    #expect(run.code == code && run.output.isEmpty && run.errors.contains(message), "\(run.errors)")
    #expect(bench.files() == ["a.onnx", "b.onnx"])
  }
}
