import TestSupport
import Testing

@testable import Figures

/// The test whether a model is a U.
@Suite struct ScaleLevelsTests {
  private func form(_ text: String, open: [String] = []) throws -> ScaleForm? {
    try typedFigure(text, open: open)?.scales
  }

  @Test(arguments: [2, 3, 4]) func aUNet(_ depth: Int) throws {
    for isNamed in [false, true] {
      let form = try #require(try form(UNetSketch.net(depth, isNamed: isNamed).model))
      #expect(form.falls == depth && form.rises == depth && form.skippedSides == depth)
      #expect(form.levels.map(\.dims) == (0...depth).map { ["\(64 >> $0)", "\(64 >> $0)"] })
      #expect(form.levels.allSatisfy { $0.isExact })
      #expect(form.levels.prefix(depth).map(\.channels) == (0..<depth).map { Int64(8 << $0) })
    }
  }

  @Test func aUNetInAModule() throws {
    let whole = try #require(
      try form(UNetSketch.net(3, isNamed: true, wrapper: "model:Wrapper/net:UNet/").model))
    let plain = try form(UNetSketch.net(3, isNamed: true).model)
    #expect(whole == plain)
  }

  @Test func oneSkipMayBeMissing() throws {
    #expect(try form(UNetSketch.net(4, skips: [0, 1, 2]).model) != nil)
    #expect(try form(UNetSketch.net(4, skips: [0, 1]).model) == nil)
  }

  @Test func openSizes() throws {
    let form = try #require(try form(UNetSketch.net(3).model, open: ["height", "width"]))
    #expect(form.levels.map { $0.dims[0] } == ["height", "height//2", "height//4", "height//8"])
    #expect(!form.levels[0].isExact && form.levels[3].isExact)
  }

  @Test func unknownSizes() throws {
    #expect(try form(UNetSketch.net(3).model, open: ["", "width"]) == nil)
    #expect(try form(UNetSketch.net(3).model, open: ["a b", "width"]) == nil)
  }

  /// Odd extents change sides by less than a level.
  @Test func oddSizes() throws {
    var net = UNetSketch("1×3×50×50")
    var taken: [(value: String, channels: Int)] = []
    for level in 0..<2 {
      net.conv(8 << level)
      taken.append(net.here)
      net.conv(16 << level, stride: 2)
    }
    for level in (0..<2).reversed() {
      net.up(8 << level)
      if level == 1 { net.trim() }
      net.concat(taken[level])
      net.conv(8 << level)
    }
    let form = try #require(try form(net.model))
    #expect(form.levels.map { $0.dims[0] } == ["50", "25", "13"])
    #expect(form.levels.map(\.isExact) == [true, false, true])
  }

  // MARK: Near misses

  @Test func anAutoencoder() throws { #expect(try form(UNetSketch.net(4, skips: []).model) == nil) }

  @Test func aClassifier() throws {
    var net = UNetSketch()
    for level in 0..<4 {
      net.conv(8 << level)
      let start = net.last
      net.conv(8 << level)
      net.add(start)
      net.pool()
    }
    #expect(try form(net.model) == nil)
  }

  /// FCN rises once or twice, by much.
  @Test func aFullyConvolutionalNet() throws {
    var net = UNetSketch()
    for level in 0..<5 { net.conv(8 << level, stride: 2) }
    net.conv(2)
    net.up(2, by: 32)
    #expect(try form(net.model) == nil)
  }

  /// DeepLab rises twice, and is joined once.
  @Test func aDecoderWithOneSkip() throws {
    var net = UNetSketch()
    var taken = net.here
    for level in 0..<4 {
      net.conv(8 << level, stride: 2)
      if level == 1 { taken = net.here }
    }
    net.up(16, by: 4)
    net.concat(taken)
    net.conv(8)
    net.up(8, by: 4)
    #expect(try form(net.model) == nil)
  }

  /// A pyramid's levels are read from outside, each by an output.
  @Test func aPyramid() throws {
    var net = UNetSketch()
    var taken: [String] = []
    for _ in 0..<4 {
      net.conv(8, stride: 2)
      taken.append(net.last)
    }
    var all: [String] = []
    for level in (1..<3).reversed() {
      net.up(8)
      net.add(taken[level])
      all.append(net.last)
    }
    let text = net.text + all.map { "out \($0)" }.joined(separator: "\n")
    #expect(try form(text) == nil)
  }

  @Test(arguments: [true, false]) func skipsOnOneSide(_ nest: Bool) throws {
    var net = UNetSketch()
    var taken: [[(value: String, channels: Int)]] = []
    for level in 0..<3 {
      taken.append([])
      for _ in 0..<2 {
        net.conv(8 << level)
        taken[level].append(net.here)
      }
      net.pool()
    }
    net.conv(64)
    for level in (0..<3).reversed() {
      net.up(8 << level)
      for skip in nest ? taken[level].reversed() : taken[level] {
        net.concat(skip)
        net.conv(8 << level)
      }
    }
    let form = try form(net.model)
    #expect((form != nil) == nest)
  }

  /// A skip that changes the side on its way.
  @Test func skipsAcrossSides() throws {
    var net = UNetSketch()
    var taken: [(value: String, channels: Int)] = []
    for level in 0..<3 {
      net.conv(8 << level)
      taken.append(net.here)
      net.pool()
    }
    net.conv(64)
    let bottom = net.here
    for level in (0..<3).reversed() {
      net.up(8 << level)
      net.concat(taken[level])
      net.conv(8 << level)
    }
    let text = net.model.split(separator: "\n").dropLast().joined(separator: "\n")
    let more = """

      weight far 64×8×8×8
      ConvTranspose \(bottom.value) far -> far_up kernel_shape=8,8 strides=8,8
      Add \(net.last) far_up -> sum
      out sum
      """
    #expect(try form(text + "\nout \(net.last)") != nil)
    #expect(try form(text + more) == nil)
  }

  // MARK: Conditions

  /// A time stands beside the U; what is between the innermost skips is a level of its own.
  @Test func aDiffusionModel() throws {
    let figure = try #require(try typedFigure(UNetSketch.diffusion(3).model))
    let form = try #require(figure.scales)
    #expect(form.levels.map { $0.dims.first } == ["64", "32", "16", nil])
    #expect(form.falls == 2 && form.rises == 2 && form.skippedSides == 3)
    let page = figure.overview.blocks[0].items
    let beside = zip(page, form.places).filter { $0.1 == nil }.map(\.0)
    #expect(beside.count == 2)
    #expect(
      beside.contains { if case .input("t0") = figure.overview.items[$0].content { true } else { false } })
    try expectGolden("Figures/diffusion.txt", textDump(figure))
  }

  /// Where boxes are too many, what a module has on one level is one.
  @Test func aLargeDiffusionModel() throws {
    let figure = try #require(try typedFigure(UNetSketch.diffusion(4).model))
    let page = figure.overview.blocks[0].items
    let titles = page.compactMap { figure.overview.items[$0].block }.map { figure.overview.blocks[$0].title }
    #expect(titles.contains("down0 (part)") && titles.contains("up1 (part)") && titles.contains("mid"))
    #expect(!titles.contains { $0.contains("resnet") }, "\(titles)")
  }

  @Test(arguments: 0...4) func conditions(_ count: Int) throws {
    let form = try form(UNetSketch.diffusion(3, conditions: count).model)
    #expect((form != nil) == (count <= FigureTuning.mostConditions))
    #expect(form?.places.contains { $0 == nil } ?? (count > 0) == (count > 0))
  }

  /// What all levels read depends on the maps: it is a line across levels.
  @Test func aConditionOfTheMaps() throws {
    let text = UNetSketch.diffusion(3).model
    #expect(try form(text) != nil)
    let other = text.replacing(
      "in t0 1×16×1×1", with: "weight g 16×3×64×64\nConv x g -> t0 kernel_shape=64,64")
    #expect(try form(other) == nil)
  }

  // MARK: What stands on a page

  @Test func blocksOfOneLevelStayClosed() throws {
    let figure = try #require(try typedFigure(UNetSketch.net(2, isNamed: true).model))
    try expectGolden("Figures/small_unet.txt", textDump(figure))
    #expect(figure.overview.blocks.dropFirst().allSatisfy { !$0.isOpen })
    #expect(figure.scales?.places.count == figure.overview.blocks[0].items.count)
  }

  /// Blocks that begin on one level and end on the next go with their outputs.
  @Test func blocksAreTakenAlong() throws {
    var net = UNetSketch()
    var taken: [(value: String, channels: Int)] = []
    for level in 0..<4 {
      net.scope = "stage\(level):Stage"
      net.conv(8 << level)
      net.conv(8 << level, stride: level > 0 ? 2 : 1)
      let start = net.last
      net.conv(8 << level)
      net.conv(8 << level)
      net.add(start)
      taken.append(net.here)
    }
    for level in (0..<3).reversed() {
      net.scope = "up\(level):Up"
      net.up(8 << level)
      net.concat(taken[level])
      net.conv(8 << level)
    }
    let figure = try #require(try typedFigure(net.model))
    let places = try #require(figure.scales?.places)
    var levels: [Int] = []
    for (item, place) in zip(figure.overview.blocks[0].items, places) {
      guard let block = figure.overview.items[item].block else { continue }
      if figure.overview.blocks[block].className == "Stage" { levels.append(try #require(place).level) }
    }
    #expect(levels == [0, 1, 2, 3])
  }
}
