import FoldoutKit
import KerasReader
import ModelGraph

@testable import FoldoutCommand

/// The whole way from a file to a picture, for models small enough to be drawn thousands of times.
enum Drawing {
  /// Operators beyond this take longer than they teach.
  private static let most = 400

  static func draw(_ bytes: UnsafeRawBufferPointer) {
    // Archives and HDF5 files have harnesses of their own.
    guard let first = bytes.first, first != 0x50, first != 0x89 else { return }
    guard let model = try? Foldout.read(bytes).model else { return }
    guard model.graphs.reduce(0, { $0 + $1.nodes.count }) <= most else { return }
    draw(model, Dice(bytes))
  }

  /// Draws a model, with options and in a format that dice choose.
  static func draw(_ model: Model, _ dice: Dice) {
    var dice = dice
    let options = options(&dice, model)
    let formats: [OutputFormat] = [.svg, .svg, .svg, .html, .dot, .mermaid, .json]
    let format = formats[dice.roll(formats.count)]
    let drawn = try? Foldout.draw(model, as: format, options)
    if dice.roll(8) == 0, let again = try? Foldout.draw(model, as: format, options) {
      guard again.bytes == drawn?.bytes else { fatalError("the same model gave two pictures") }
    }
    switch dice.roll(6) {
    case 0: _ = try? Foldout.summaryText(model, SummaryStyle(depth: dice.roll(4)))
    case 1: _ = try? Foldout.summaryJSON(model, includesValues: true)
    case 2: _ = try? Stage.placement.text(of: model, options)
    default: break
    }
  }

  private static func options(_ dice: inout Dice, _ model: Model) -> DrawOptions {
    var options = DrawOptions()
    guard dice.roll(3) > 0 else { return options }
    var shown = Visibility()
    for word in Visibility.words + ["shapes=all"] where dice.roll(3) == 0 {
      _ = shown.set(word, dice.roll(2) == 0)
    }
    shown.apply(to: &options)
    if dice.roll(4) == 0 { options.fold.maxBoxes = 1 + dice.roll(100) }
    if dice.roll(4) == 0 { options.fold.depth = dice.roll(5) }
    if dice.roll(8) == 0 { options.fold.flat = true }
    if dice.roll(4) == 0 { options.fold.open = [Glob(dice.pattern(model))] }
    if dice.roll(8) == 0 { options.fold.fold = [Glob(dice.pattern(model))] }
    if dice.roll(8) == 0 { options.fold.only = Glob(dice.pattern(model)) }
    if dice.roll(3) == 0 { options.compose.direction = .right }
    let themes: [ThemeChoice] = [.light, .dark, .auto, .print]
    options.theme = themes[dice.roll(themes.count)]
    return options
  }
}

/// Numbers that follow from an input, so that any file can be one, and gives the same every time.
struct Dice {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  init(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// A number below `bound`.
  mutating func roll(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  /// A pattern that has a chance to be about something in the model.
  mutating func pattern(_ model: Model) -> String {
    let scopes = model.main.scopes
    return roll(2) == 0 ? ["*", "**", "?*", "a/b", ""][roll(5)] : scopes[roll(scopes.count)].name
  }
}
