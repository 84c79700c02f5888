import Folding
import Idioms
import TextOutput

/// Writes functions as JSON, as `Schemas/functions.schema.json` describes it. Numbers have six significant digits, in which all
/// machines agree. Cost: linear in the places, and some 250 numbers a curve.
public func functionsJSON(_ rows: [FunctionRow], hasPlaces: Bool) -> [UInt8] {
  var json = JSONWriter()
  json.object { json in
    json.number(1, "version")
    json.object("saturated") { json in
      json.real(FunctionTuning.saturatedSlope, "slope")
      json.real(FunctionTuning.saturatedShare, "share")
    }
    json.array("functions") { json in
      for row in rows { json.object { json in json.function(row, hasPlaces: hasPlaces) } }
    }
  }
  return json.finished()
}

extension JSONWriter {
  fileprivate mutating func function(_ row: FunctionRow, hasPlaces: Bool) {
    optional(row.name, "name")
    string(row.title, "title")
    optional(row.detail, "detail")
    switch row.function {
    case .numbers(let program)?:
      string("numbers", "of")
      optional(formulaText(of: program), "formula")
    case .softmax?: string("shares", "of")
    case nil: null("of")
    }
    if let shape = row.shape { self.shape(shape) }
    guard hasPlaces else { return }
    number(Int64(row.places.count), "count")
    array("places") { json in
      for place in row.places {
        json.object { json in
          json.string(place.path, "path")
          json.string(place.name, "name")
          json.array("operators") { json in for type in place.operators { json.string(type) } }
          json.optional(place.part, "part")
        }
      }
    }
  }

  private mutating func shape(_ shape: FunctionShape) {
    object("range") { json in
      json.six(shape.least.value, "least")
      json.bool(shape.least.isReached, "hasLeast")
      json.six(shape.greatest.value, "greatest")
      json.bool(shape.greatest.isReached, "hasGreatest")
    }
    string(shape.trend.rawValue, "trend")
    array("turns") { json in
      for turn in shape.turns {
        json.object { json in
          json.six(turn.input, "x")
          json.six(turn.value, "value")
          json.bool(turn.isLeast, "isLeast")
        }
      }
    }
    array("bends") { json in
      for bend in shape.bends {
        json.object { json in
          json.six(bend.input, "x")
          json.bool(bend.isJump, "isJump")
        }
      }
    }
    shape.saturatedBelow.map { six($0, "saturatedBelow") } ?? null("saturatedBelow")
    shape.saturatedAbove.map { six($0, "saturatedAbove") } ?? null("saturatedAbove")
    object("curve") { json in
      json.reals(shape.points.map { Self.rounded($0.input) }, "x")
      json.reals(shape.points.map { Self.rounded($0.value) }, "value")
      json.reals(shape.points.map { Self.rounded($0.slope) }, "slope")
    }
  }

  /// Six digits; what is nothing but rounding is zero.
  private static func rounded(_ value: Double) -> Double {
    abs(value) < 1e-9 ? 0 : NumberText.roundedNumber(value, digits: 6)
  }

  private mutating func six(_ value: Double, _ key: String) { real(Self.rounded(value), key) }
}
