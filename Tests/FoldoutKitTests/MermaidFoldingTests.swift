import FoldoutKit
import ModelGraph
import PipelineSupport
import TestSupport
import Testing

@Suite struct MermaidFoldingTests {
  /// A block of operators with so many attributes that Mermaid can't take the texts of all.
  private var talkative: Model {
    let types = ["Relu", "Tanh", "Exp", "Abs", "Neg", "Sin", "Cos", "Erf"]
    let said = (0..<30).map { "a\($0)=" + String(repeating: ":", count: 60) }.joined(separator: " ")
    let nodes = types.enumerated().map { place, type in
      "own::\(type) v\(place) -> v\(place + 1) @noisy \(said)"
    }
    return makeModel("in v0 1×8\n" + nodes.joined(separator: "\n") + "\nRelu v8 -> y\nout y")
  }

  private func text(_ options: DrawOptions) throws -> String {
    try String(draw(talkative, as: .mermaid, options))
  }

  @Test func blocksAreClosedUntilMermaidTakesIt() throws {
    var options = DrawOptions()
    #expect(try text(options).contains("subgraph"))
    options.compose.showsAttributes = true
    let closed = try text(options)
    // Lengths, since a failure would print the whole text.
    let count = closed.utf16.count
    let blocks = closed.split(separator: "\n").filter { $0.contains("noisy") }.map { $0.prefix(20) }
    #expect(count <= 50_000 && blocks == ["  n1[[\"noisy<br/>8 o"])
  }

  @Test func whoChoseWhatIsOpenIsTold() throws {
    var options = DrawOptions()
    options.compose.showsAttributes = true
    options.fold.depth = 1
    #expect {
      _ = try text(options)
    } throws: { error in
      let error = error as? FoldoutError
      return error?.kind == .usage && error?.diagnostic.code == "mermaid-too-large"
        && error?.diagnostic.hint?.contains("--depth") == true
    }
  }

  @Test func titleAndDescriptionAreThoseAskedFor() throws {
    var options = DrawOptions()
    options.compose.title = "Ours"
    options.description = "A chain"
    let lines = try text(options).split(separator: "\n")
    #expect(lines.contains("  accTitle: Ours") && lines.contains("  accDescr: A chain"))
  }
}
