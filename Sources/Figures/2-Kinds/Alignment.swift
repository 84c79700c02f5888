import Folding

/// The classes of blocks that one drawing can stand for.
///
/// Blocks whose drawings are the same but for numbers are one form: box by box the same operators, idioms and blocks, joined by
/// the same lines. Stricter than the loose classes of folding, which take equal neighbours for one. Attributes and dims may
/// differ, in what is drawn as one card also its operators: a product and a sum, or a Gemm, are both `Linear`.
///
/// Forms of one name (``Folding/Outline/namesakes``) that differ by small pieces are one class, whose drawing is their union. Inner blocks come first, so that
/// the blocks around them are alike too.
///
/// Cost: linear in items and links, and a bounded number of steps for unions.
struct Alignment {
  /// By block. Equal numbers mean one drawing.
  private(set) var classes: [Int]
  /// By class: its forms, where there are several.
  private(set) var unions: [Int: Forms] = [:]

  /// The forms of a class.
  struct Forms {
    var union: FormUnion
    /// By form: the first block of it.
    var blocks: [Int]
    /// By block of the class: its form.
    var formOf: [Int: Int]
  }

  private let outline: Outline
  private var labels: FormLabels
  /// By form: its blocks, whatever they are called.
  private var blocksOf: [Int: [Int]] = [:]
  private var steps = FigureTuning.mostSteps.page

  init(_ outline: Outline) {
    self.outline = outline
    labels = FormLabels(outline)
    classes = [Int](repeating: 0, count: outline.blocks.count)
    var heights = classes
    // A parent's number is lower than its children's.
    for block in outline.blocks.indices.reversed() {
      heights[block] = outline.innerBlocks(of: block).reduce(0) { max($0, heights[$1] + 1) }
    }
    let count = (heights.max() ?? 0) + 1
    var blocksAt = Array(repeating: [Int](), count: count)
    for block in outline.blocks.indices.reversed() { blocksAt[heights[block]].append(block) }
    var namesAt = Array(repeating: [[Int]](), count: count)
    for blocks in outline.namesakes {
      namesAt[blocks.reduce(0) { max($0, heights[$1]) }].append(blocks)
    }
    for height in 0..<count {
      for block in blocksAt[height] {
        classes[block] = labels.number(of: block, classes)
        blocksOf[classes[block], default: []].append(block)
      }
      for blocks in namesAt[height] { unite(blocks) }
    }
  }

  /// Joins forms of one name where one drawing explains them: each to the first union that takes it, the largest first.
  private mutating func unite(_ blocks: [Int]) {
    // By form: the first block of this name.
    var forms: [Int] = []
    var known: Set<Int> = []
    for block in blocks where unions[classes[block]] == nil && known.insert(classes[block]).inserted {
      forms.append(block)
    }
    guard forms.count > 1 else { return }
    func size(_ block: Int) -> Int { outline.blocks[block].items.count }
    forms.sort { (size($1), $0) < (size($0), $1) }
    var made: [Forms] = []
    for form in forms.prefix(FigureTuning.mostForms) {
      guard let graph = labels.graph(of: form, classes) else { continue }
      let found = union(with: graph, made)
      let place = found?.place ?? made.count
      if let found {
        made[place].union = found.union
      } else {
        made.append(Forms(union: FormUnion(graph), blocks: [], formOf: [:]))
      }
      for block in blocksOf[classes[form]] ?? [] { made[place].formOf[block] = made[place].blocks.count }
      made[place].blocks.append(form)
    }
    for forms in made where forms.blocks.count > 1 {
      let number = labels.newNumber()
      for form in forms.blocks {
        for block in blocksOf[classes[form]] ?? [] where forms.formOf[block] != nil {
          classes[block] = number
        }
      }
      unions[number] = forms
    }
  }

  /// The first union that takes a form, with that form in it.
  private mutating func union(with form: FormGraph, _ made: [Forms]) -> (place: Int, union: FormUnion)? {
    for (place, forms) in made.enumerated() {
      let union = FormMatching.merge(forms.union, form, steps: &steps, accepts: \.isWorthOneDrawing)
      if let union { return (place, union) }
    }
    return nil
  }
}
