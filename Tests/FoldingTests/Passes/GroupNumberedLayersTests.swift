import ModelGraph
import TestSupport
import Testing

@testable import Folding

@Suite struct GroupNumberedLayersTests {
  /// Modules of three branches that a concatenation of a given name joins.
  private func model(_ joins: [String], domain: String = "keras", isAuthored: Bool = true) -> Model {
    var text = "in x\n\(domain)::Add x -> v0\n"
    for (index, name) in joins.enumerated() {
      for branch in 0..<3 {
        text += "\(domain)::Conv2D v\(index) -> a\(index)_\(branch)\n"
        text += "\(domain)::ReLU a\(index)_\(branch) -> b\(index)_\(branch)\n"
      }
      text += "\(domain)::Concatenate b\(index)_0 b\(index)_1 b\(index)_2 -> v\(index + 1) name=\(name)\n"
    }
    var model = makeModel(text + "out v\(joins.count)")
    model.traits.namesAreAuthored = isAuthored
    return model
  }

  private func grouped(_ model: Model) throws -> OnePass {
    try OnePass(GroupNumberedLayers.self, on: model, after: untilConvex)
  }

  @Test func aRunIsNamedAfterItsNumberedEnd() throws {
    let pass = try grouped(model(["mixed0", "mixed1", "mixed2"]))
    let inside = "Conv2D ReLU Conv2D ReLU Conv2D ReLU Concatenate"
    #expect(pass.sketch == "Add " + (0...2).map { "mixed\($0)(\(inside))" }.joined(separator: " "))
    #expect(pass.kind(of: "mixed0") == .scope)
  }

  /// `concatenate_1` is made up by the framework.
  @Test func namesMadeFromTheTypeAreNoNames() throws {
    #expect(try !grouped(model(["concatenate_1", "concatenate_2", "concatenate_3"])).isChanged)
  }

  @Test func aLoneNumberIsNoSystem() throws {
    #expect(try !grouped(model(["mixed0", "other", "last"])).isChanged)
  }

  @Test func exportersNumberEverything() throws {
    #expect(try !grouped(model(["mixed0", "mixed1", "mixed2"], isAuthored: false)).isChanged)
  }
}
