import FoldoutKit

/// Options as text, of which no two differing sets have the same: each value stands behind its name and length.
struct KeyFields: Equatable {
  private(set) var text = ""

  mutating func add(_ name: String, _ value: String?) {
    guard let value else { return text += "\(name) -\n" }
    text += "\(name) \(value.utf8.count) \(value)\n"
  }

  mutating func add(_ name: String, _ values: [String]) {
    add(name, "\(values.count)")
    for value in values { add("- " + name, value) }
  }

  mutating func add(_ name: String, _ value: Bool) { add(name, value ? "yes" : "no") }

  mutating func add(_ details: DetailRequest) {
    switch details {
    case .none: add("details", "none")
    case .automatic: add("details", "auto")
    case .atMost(let count): add("details", "\(count)")
    case .matching(let globs): add("details", globs.map(\.pattern))
    }
  }

  mutating func add(_ fold: FoldOptions) {
    add("max-boxes", fold.maxBoxes.map(String.init))
    add("depth", fold.depth.map(String.init))
    add("open", fold.open.map(\.pattern))
    add("fold", fold.fold.map(\.pattern))
    add("named", fold.named.map(\.pattern))
    add("only", fold.only?.pattern)
    add("flat", fold.flat)
    add("plumbing", fold.showsPlumbing)
    add("constants", fold.showsConstants)
    add("repeats", fold.gathersRepeats)
    add("idioms", fold.showsIdioms)
    add("idiom-rows", fold.idioms.added)
  }

  mutating func add(_ compose: ComposeOptions) {
    add("color-by", compose.colors.rawValue)
    add("histograms", compose.showsHistograms)
    add("maps", compose.showsMaps)
    add("costs", compose.showsCosts)
    add("direction", compose.direction.rawValue)
    switch compose.shapes {
    case .none: add("shapes", "none")
    case .changed: add("shapes", "changed")
    case .all: add("shapes", "all")
    }
    add("attributes", compose.showsAttributes)
    add("weights", compose.showsWeights)
    add("names", compose.showsNames)
    add("layer-names", compose.showsLayerNames)
    add("curves", compose.showsCurves)
    add("legend", compose.showsLegend)
    add("title", compose.title)
    add("fallback-title", compose.fallbackTitle)
  }

  mutating func add(_ svg: SVGOptions) {
    add("theme", svg.theme.rawValue)
    add("dark-selector", svg.darkSelector)
    switch svg.size {
    case .natural: add("size", "natural")
    case .fluid: add("size", "fluid")
    case .box(let width, let height):
      add("size", (width.map { "\($0)" } ?? "") + "x" + (height.map { "\($0)" } ?? ""))
    }
    add("fragment", svg.isFragment)
    add("id-prefix", svg.idPrefix)
    add("background", svg.background.text)
  }
}
