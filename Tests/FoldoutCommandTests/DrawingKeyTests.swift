import FoldoutKit
import TestSupport
import Testing

@testable import FoldoutCommand

/// The key changes with everything that decides a drawing, and with nothing else.
@Suite struct DrawingKeyTests {
  private static let path = modelPath("functions_nested.onnx")

  /// One change for every property of the options, under the property's name.
  private static let changes: [(String, @Sendable (inout DrawOptions) -> Void)] = [
    ("fold.maxBoxes", { $0.fold.maxBoxes = 7 }), ("fold.depth", { $0.fold.depth = 0 }),
    ("fold.open", { $0.fold.open = [Glob("a"), Glob("b")] }), ("fold.fold", { $0.fold.fold = [Glob("a")] }),
    ("fold.named", { $0.fold.named = [Glob("a")] }), ("fold.only", { $0.fold.only = Glob("a") }),
    ("fold.flat", { $0.fold.flat.toggle() }),
    ("fold.showsPlumbing", { $0.fold.showsPlumbing.toggle() }),
    ("fold.showsConstants", { $0.fold.showsConstants.toggle() }),
    ("fold.gathersRepeats", { $0.fold.gathersRepeats.toggle() }),
    ("fold.showsIdioms", { $0.fold.showsIdioms.toggle() }),
    ("fold.idioms", { $0.fold.idioms = (try? Foldout.idioms(adding: "A(x) linear = Abs(x)")) ?? .builtIn }),
    ("compose.colors", { $0.compose.colors = .macs }),
    ("compose.showsCurves", { $0.compose.showsCurves.toggle() }),
    ("compose.showsCosts", { $0.compose.showsCosts.toggle() }),
    ("compose.direction", { $0.compose.direction = .right }),
    ("compose.shapes", { $0.compose.shapes = .all }),
    ("compose.showsAttributes", { $0.compose.showsAttributes.toggle() }),
    ("compose.showsWeights", { $0.compose.showsWeights.toggle() }),
    ("compose.showsNames", { $0.compose.showsNames.toggle() }),
    ("compose.showsLayerNames", { $0.compose.showsLayerNames.toggle() }),
    ("compose.showsHistograms", { $0.compose.showsHistograms.toggle() }),
    ("compose.showsMaps", { $0.compose.showsMaps.toggle() }),
    ("compose.showsLegend", { $0.compose.showsLegend.toggle() }),
    ("compose.title", { $0.compose.title = "" }),
    ("compose.fallbackTitle", { $0.compose.fallbackTitle = "" }),
    ("svg.theme", { $0.svg.theme = .dark }), ("svg.darkSelector", { $0.svg.darkSelector = ".x" }),
    ("svg.size", { $0.svg.size = .box(width: 8, height: nil) }),
    ("svg.isFragment", { $0.svg.isFragment.toggle() }), ("svg.idPrefix", { $0.svg.idPrefix = "x" }),
    ("svg.background", { $0.svg.background = .transparent }),
    ("page", { $0.page = .column }), ("details", { $0.details = .atMost(2) }), ("scale", { $0.scale = 3 }),
    ("description", { $0.description = "" }),
    ("creationTime", { $0.creationTime = 0 }),
  ]

  /// The names of all stored properties, those of the three groups behind the group's name.
  private static let properties: [String] = Mirror(reflecting: DrawOptions()).children.flatMap { group in
    let name = group.label ?? ""
    guard ["fold", "compose", "svg"].contains(name) else { return [name] }
    return Mirror(reflecting: group.value).children.map { "\(name).\($0.label ?? "")" }
  }

  @Test func everyPropertyIsTried() {
    // A page alone shows the first, the second follows from the format, and the others are read from files that have keys.
    let others: Set = ["fileName", "fold.listsCopies", "compose.weights", "compose.values"]
    #expect(
      Set(Self.properties) == Set(Self.changes.map(\.0)).union(others),
      "a new option belongs into KeyFields, too")
  }

  @Test func everyPropertyChangesTheKey() {
    var plain = DrawingKey()
    plain.format = .pdf
    var seen = [plain.fields.text]
    for (name, change) in Self.changes {
      var key = plain
      change(&key.options)
      #expect(!seen.contains(key.fields.text), "\(name)")
      seen.append(key.fields.text)
    }
  }

  @Test func formatThemesAndDimsChangeTheKey() throws {
    var keys: Set<String> = []
    for format in OutputFormat.allCases {
      keys.insert(try DrawingKey(format: format, themes: [.light]).text(ofFile: Self.path))
    }
    keys.insert(try DrawingKey(themes: [.dark]).text(ofFile: Self.path))
    keys.insert(try DrawingKey(themes: [.light, .dark]).text(ofFile: Self.path))
    keys.insert(try DrawingKey(dims: [DimSize("N", 1)], themes: [.light]).text(ofFile: Self.path))
    #expect(keys.count == OutputFormat.allCases.count + 3)
  }

  @Test func onlyAPageShowsTheFileName() {
    for format in OutputFormat.allCases {
      var named = DrawingKey(format: format)
      named.options.fileName = "a.onnx"
      #expect((named.fields == DrawingKey(format: format).fields) == (format != .html))
    }
  }

  @Test func onlyAPDFStatesATime() {
    var dated = DrawingKey(format: .svg)
    dated.options.creationTime = 1
    #expect(dated.fields == DrawingKey(format: .svg).fields)
  }

  /// Values that could run together if they were written one after the other.
  @Test func valuesDoNotRunTogether() {
    func fields(_ open: [String], _ fold: [String]) -> KeyFields {
      var key = DrawingKey()
      key.options.fold.open = open.map(Glob.init)
      key.options.fold.fold = fold.map(Glob.init)
      return key.fields
    }
    #expect(fields(["a", "b"], []) != fields(["a"], ["b"]))
    #expect(fields(["a\n- open 1 b"], []) != fields(["a", "b"], []))
    #expect(fields(["a b"], []) != fields(["a", "b"], []))
  }

  @Test func theFileCounts() throws {
    let plain = try DrawingKey().text(ofFile: Self.path)
    #expect(plain.count == 32 && plain.allSatisfy(\.isHexDigit))
    #expect(try DrawingKey().text(ofFile: Self.path) == plain)
    #expect(try DrawingKey().text(ofFile: modelPath("names_odd.onnx")) != plain)
    #expect(throws: FoldoutError.self) { try DrawingKey().text(ofFile: "/nonexistent") }
  }
}
