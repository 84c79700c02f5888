import Composing
import DiagramModel
import Folding
import FoldoutKit
import TestSupport

/// Options that chance chose, and how the command line says them.
struct RandomOptions {
  private(set) var draw = DrawOptions()
  /// The words behind the file's name on the command line.
  private(set) var words: [String] = []
  private var random: SeededGenerator

  /// Chooses options for a model.
  ///
  /// - Parameters:
  ///   - outline: the model folded, whose blocks are asked for by name.
  ///   - isSmall: whether all of it may be drawn.
  init(_ random: SeededGenerator, for outline: Outline, isSmall: Bool) {
    self.random = random
    if isSmall, !self.random.chance(of: 3) { chooseFolding(outline) }
    chooseLooks()
  }

  private mutating func say(_ name: String, _ value: String? = nil) {
    words.append(name)
    if let value { words.append("'\(value)'") }
  }

  private mutating func chooseFolding(_ outline: Outline) {
    if random.chance(of: 6) {
      draw.fold.maxBoxes = random.pick(1...(random.chance(of: 2) ? 20 : 2_000))
      say("--max-boxes", "\(draw.fold.maxBoxes ?? 0)")
    }
    if random.chance(of: 5) {
      draw.fold.depth = random.chance(of: 8) ? .max : random.pick(0...6)
      say("--depth", "\(draw.fold.depth ?? 0)")
    }
    if random.chance(of: 6) {
      draw.fold.flat = true
      say("--flat")
    }
    while random.chance(of: 5) {
      let pattern = self.pattern(outline)
      draw.fold.open.append(Glob(pattern))
      say("--open", pattern)
    }
    while random.chance(of: 6) {
      let pattern = self.pattern(outline)
      draw.fold.fold.append(Glob(pattern))
      say("--fold", pattern)
    }
    if random.chance(of: 8), outline.blocks.count > 1 {
      let block = outline.blocks[random.pick(1...(outline.blocks.count - 1))]
      draw.fold.only = Glob(block.path)
      say("--only", block.path)
    }
    for (word, path) in Self.foldWords where random.chance(of: 6) { toggle(word, path) }
  }

  /// A glob for blocks: one block's path, title or class, or one that fits many or none.
  private mutating func pattern(_ outline: Outline) -> String {
    let block = outline.blocks[random.pick(0...(outline.blocks.count - 1))]
    return random.pick(of: [block.path, block.title, block.className ?? "*", "**", "*/*", "s*", "**/1"])
  }

  private mutating func chooseLooks() {
    if random.chance(of: 3) {
      draw.compose.direction = .right
      say("--direction", "right")
    }
    if random.chance(of: 2) {
      let word = random.pick(of: ["column", "landscape", "210x297", "1x9"])
      draw.page = PageForm(word) ?? .column
      say("--page", word)
    }
    if random.chance(of: 4) {
      let count = random.pick(0...6)
      draw.details = count == 0 ? .none : .atMost(count)
      say("--details", String(count))
    }
    if random.chance(of: 4) {
      draw.compose.colors = random.pick(of: ComposeOptions.Colors.allCases)
      say("--color-by", draw.compose.colors.rawValue)
    }
    if random.chance(of: 4) {
      let isAll = random.chance(of: 2)
      draw.compose.shapes = isAll ? .all : .none
      say(isAll ? "--show" : "--hide", isAll ? "shapes=all" : "shapes")
    }
    for (word, path) in Self.lookWords where random.chance(of: 5) { toggle(word, path) }
    if random.chance(of: 3) {
      draw.theme = random.pick(of: ThemeChoice.allCases)
      say("--theme", draw.theme.rawValue)
    }
    if random.chance(of: 10) {
      draw.compose.title = HostileFile.marks
      say("--title", "…")
    }
  }

  private mutating func toggle(_ word: String, _ path: WritableKeyPath<DrawOptions, Bool>) {
    draw[keyPath: path].toggle()
    say(draw[keyPath: path] ? "--show" : "--hide", word)
  }

  private static var foldWords: [(String, WritableKeyPath<DrawOptions, Bool>)] {
    [
      ("plumbing", \.fold.showsPlumbing), ("constants", \.fold.showsConstants),
      ("repeats", \.fold.gathersRepeats),
    ]
  }

  private static var lookWords: [(String, WritableKeyPath<DrawOptions, Bool>)] {
    [
      ("attributes", \.compose.showsAttributes), ("weights", \.compose.showsWeights),
      ("names", \.compose.showsNames), ("costs", \.compose.showsCosts), ("legend", \.compose.showsLegend),
      ("curves", \.compose.showsCurves),
    ]
  }
}
