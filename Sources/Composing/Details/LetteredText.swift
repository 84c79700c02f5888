import DiagramModel
import Lettering
import TextMetrics
import TextOutput

/// A text of a detail: words, and numbers that may differ between members.
struct LetteredText {
  enum Piece {
    case word(String)
    /// A number, by its slot in the lettering.
    case slot(Int)
  }

  var pieces: [Piece]

  /// The text with terms in place of numbers, letters in italics; nil where there is no term for one of them.
  func runs(_ terms: [Lettering.Term?], _ lettering: Lettering?) -> [Lettering.Run]? {
    var runs: [Lettering.Run] = []
    for piece in pieces {
      switch piece {
      case .word(let word): runs.append(.init(word))
      case .slot(let slot):
        switch (terms[slot], lettering) {
        case (let term?, let lettering?): runs += lettering.text(of: term)
        case (.number(let number)?, nil): runs.append(.init(String(number)))
        default: return nil
        }
      }
    }
    return runs
  }
}

extension TextLine {
  /// A line of runs, of which letters are set in italics.
  init(_ runs: [Lettering.Run], style: TextStyle) {
    var line = measure(sanitized(runs.map(\.text).joined()), style: style)
    var place = 0
    for run in runs {
      let count = run.text.unicodeScalars.count
      if run.isLetter { line.italics.append(place..<(place + count)) }
      place += count
    }
    // What was made safe is as long as before, or holds nothing to set in italics.
    if line.text.unicodeScalars.count != place { line.italics = [] }
    self = line
  }
}
