import Composing
import Diagnostics
import DiagramModel
import Exporting
import Folding
import FoldoutCommand
import FoldoutKit
import GraphvizLayout
import ModelGraph
import PictureFaults
import Rendering
import TestSupport

extension RandomDrawing {
  /// Reads, folds, lays out and writes, and lists all faults, in words.
  ///
  /// - Parameter told: called with the words of the command line before anything is drawn.
  public func faults(told: (String) -> Void = { _ in }) -> [String] {
    do {
      let model = try read()
      var faults = verify(model).map { "the model breaks a rule: \($0.message)" }
      var random = random
      _ = random.next()
      let options = RandomOptions(random, for: try fold(model), isSmall: try Self.isSmall(model))
      let dimWords = dims.isEmpty ? [] : dims.map { "--dim \($0.name)=\($0.size)" }
      told((options.words + dimWords).joined(separator: " "))
      for _ in 0..<40 { _ = random.next() }
      let checked = CheckedDrawing(
        model: model, options: options.draw, outline: try fold(model, options.draw.fold))
      faults += try checked.foldingFaults()
      faults += try checked.pictureFaults(again: read())
      faults += try checked.otherFormats(&random)
      return isInCircles(model) ? faults.filter { !$0.contains(Self.signOfCircles) } : faults
    } catch let error as FoldoutError where error.diagnostic.code == "no-such-block" {
      // Options for which there are other blocks, or none.
      return []
    } catch {
      return ["it was refused: \(error)"]
    }
  }

  /// Whether nodes feed each other in a circle, which no valid file has. Then lines go back up, from where none should.
  private func isInCircles(_ model: Model) -> Bool { verify(model).contains { $0.code == "unordered" } }

  private static var signOfCircles: some RegexComponent { /makes later|a circle|nowhere/ }

  /// Whether all of it can be drawn in a moment: functions that call each other can be much in a small file.
  private static func isSmall(_ model: Model) throws -> Bool {
    try fold(model, FoldOptions(flat: true)).items.count <= 3_000
  }

  private func read() throws -> Model {
    try bytes.withUnsafeBytes { bytes in try Foldout.read(bytes, ReadOptions(dims: dims)).model }
  }
}

/// A model with options, and the rules for every drawing of it.
private struct CheckedDrawing {
  let model: Model
  let options: DrawOptions
  let outline: Outline

  /// A picture for which nobody asked for more than a page has at most as many bytes.
  private static let mostBytes = 300_000

  /// Whether what a page can't hold is to be gathered.
  private var isPage: Bool {
    let fold = options.fold
    return !fold.flat && fold.maxBoxes == nil && fold.depth == nil && fold.gathersRepeats && fold.open.isEmpty
  }

  // MARK: The outline

  func foldingFaults() throws -> [String] {
    var faults = PassRunner.faults(of: model, options.fold)
    faults += outlineFaults(outline)
    if options.fold.flat { faults += flatFaults }
    if options.fold.flat || options.fold.maxBoxes != nil || options.fold.depth != nil {
      if outline.items.contains(where: { !$0.rest.isEmpty })
        || outline.values.contains(where: { $0.count > 1 })
      {
        faults.append("something is gathered, though all was asked for")
      }
    }
    if options.fold.only == nil { faults += try countFaults() }
    return faults
  }

  /// However it is folded, the same operators are there, drawn or hidden, and the same inputs and outputs.
  private func countFaults() throws -> [String] {
    var plainOptions = FoldOptions(flat: true)
    plainOptions.showsPlumbing = options.fold.showsPlumbing
    plainOptions.showsConstants = options.fold.showsConstants
    let plain = try fold(model, plainOptions)
    let (own, all) = (outline.blocks[0], plain.blocks[0])
    var faults: [String] = []
    if own.operatorCount + own.hiddenCount != all.operatorCount + all.hiddenCount {
      faults.append(
        "has \(own.operatorCount) + \(own.hiddenCount) operators, flat \(all.operatorCount) + \(all.hiddenCount)"
      )
    }
    if own.parameters != all.parameters { faults.append("has other parameters than flat") }
    for (what, isOutput) in [("inputs", false), ("outputs", true)] {
      let counts = [outline, plain].map { terminals($0, isOutput: isOutput) }
      if counts[0] != counts[1] { faults.append("has \(counts[0]) \(what), flat \(counts[1])") }
    }
    return faults
  }

  private func terminals(_ outline: Outline, isOutput: Bool) -> Int {
    outline.blocks[0].items.reduce(0) { count, item in
      switch outline.items[item].content {
      case .input: count + (isOutput ? 0 : outline.items[item].repeats)
      case .output: count + (isOutput ? outline.items[item].repeats : 0)
      case .operation, .block: count
      }
    }
  }

  private var flatFaults: [String] {
    var faults = outline.blocks.count == 1 ? [] : ["is not flat"]
    var seen: Set<[Int]> = []
    for item in outline.items {
      guard case .operation(let operation) = item.content else { continue }
      if item.repeats != 1 { faults.append("draws \(item.repeats) operators as one, though flat") }
      guard model.functions.isEmpty, let output = operation.node.outputs.first ?? nil else { continue }
      if !seen.insert([operation.graph, output]).inserted { faults.append("draws an operator twice") }
    }
    return faults
  }

  // MARK: The picture

  func pictureFaults(again: Model) throws -> [String] {
    let (diagram, placement) = try Foldout.page(of: outline, options)
    var faults = diagramFaults(diagram) + placementFaults(diagram, placement)
    faults += sceneFaults(paint(diagram, placement))
    let svg = try Foldout.draw(model, as: .svg, options).bytes
    faults += svgFaults(svg, of: diagram)
    if isPage, svg.count > Self.mostBytes { faults.append("the SVG of a page has \(svg.count) bytes") }
    if try Foldout.draw(again, as: .svg, options).bytes != svg {
      faults.append("the SVG differs when drawn again")
    }
    return faults
  }

  // MARK: Other formats

  func otherFormats(_ random: inout SeededGenerator) throws -> [String] {
    switch random.pick(0...7) {
    case 0: return try jsonFaults()
    case 1:
      return try twice {
        try Foldout.draw(model, as: .dot, options).bytes
      } check: {
        dotFault($0).map { [$0] } ?? []
      }
    case 2:
      return try twice {
        try Foldout.draw(model, as: .html, options).bytes
      } check: {
        htmlFaults($0)
      }
    case 3: return try summaryFaults(&random)
    case 4:
      let hasValues = random.chance(of: 2)
      return try twice {
        try Foldout.summaryJSON(model, includesValues: hasValues).bytes
      } check: {
        object($0, "the summary")
      }
    case 5:
      return twice {
        valuesJSON(model)
      } check: {
        object($0, "values")
      }
    case 6:
      let stage = random.pick(of: Stage.allCases)
      return try twice {
        Array(try stage.text(of: model, options).utf8)
      } check: {
        textFaults($0)
      }
    default: return []
    }
  }

  /// Makes bytes twice, which have to be equal, and says what is wrong with them.
  private func twice(_ make: () throws -> [UInt8], check: ([UInt8]) -> [String]) rethrows -> [String] {
    let bytes = try make()
    return check(bytes) + (try make() == bytes ? [] : ["other bytes when written again"])
  }

  private func object(_ bytes: [UInt8], _ what: String) -> [String] {
    do {
      _ = try jsonObject(bytes)
      return []
    } catch {
      return ["the JSON of \(what) is none: \(error)"]
    }
  }

  private func jsonFaults() throws -> [String] {
    let bytes = try Foldout.draw(model, as: .json, options).bytes
    let blocks = (try? jsonObject(bytes))?["blocks"] as? [[String: Any]]
    guard let blocks else { return ["the JSON has no blocks"] }
    if blocks.compactMap({ $0["operators"] as? Int }) != outline.blocks.map(\.operatorCount) {
      return ["the JSON has other blocks"]
    }
    return try Foldout.draw(model, as: .json, options).bytes == bytes
      ? [] : ["the JSON differs when drawn again"]
  }

  private func summaryFaults(_ random: inout SeededGenerator) throws -> [String] {
    let style = SummaryStyle(
      form: random.chance(of: 3) ? .markdown : .text, depth: random.chance(of: 2) ? random.pick(0...5) : nil,
      width: random.chance(of: 2) ? random.pick(1...150) : nil, isColored: random.chance(of: 4))
    return try twice {
      try Foldout.summaryText(model, style).bytes
    } check: { bytes in
      textFaults(bytes, isColored: style.isColored) + (bytes.isEmpty ? ["the summary is empty"] : [])
    }
  }
}
