/// Where a text may lose its middle so that no number loses digits.
///
/// `…3.0K params` for 513.0K is a wrong number, and `…3` for any number that ends in 3 may be one. So an ellipsis never
/// stands in a number or directly before one.
public enum NumberCut {
  /// A longer run of digits is a name, such as a hash, and may be cut like other text.
  private static let mostCharacters = 24

  /// The ends of a text whose middle goes, as near to those asked for as numbers allow, and no wider together.
  ///
  /// The end grows by the sign before a number that it would begin with, at the cost of the start; where there is no room for
  /// that, the number goes too.
  ///
  /// - Parameters:
  ///   - head: the number of scalars kept at the start.
  ///   - tail: the first scalar kept at the end.
  ///   - width: the width of a scalar by its place.
  ///
  /// Cost: linear in the scalars between the ends that it returns and those asked for.
  public static func ends(
    _ scalars: [Unicode.Scalar], head: Int, tail: Int, width: (Int) -> Int = { _ in 1 }
  ) -> (head: Int, tail: Int) {
    var head = head
    var tail = tail
    while tail < scalars.count, scalars[tail] == " " { tail += 1 }
    if let number = number(at: tail, in: scalars) {
      var first = number.lowerBound - 1
      while first > 0, scalars[first] == " " { first -= 1 }
      var start = head
      var need = first < 0 ? Int.max : (first..<tail).reduce(0) { $0 + width($1) }
      while need > 0, start > 0 {
        start -= 1
        need -= width(start)
      }
      if need <= 0, start < first {
        (head, tail) = (start, first)
      } else {
        tail = number.upperBound
      }
    }
    if head > 0, let number = number(at: head - 1, in: scalars), number.upperBound > head {
      head = number.lowerBound
    }
    return (head, tail)
  }

  /// The number that a scalar belongs to, with a point or commas between digits, and its unit of one letter.
  private static func number(at place: Int, in scalars: [Unicode.Scalar]) -> Range<Int>? {
    guard scalars.indices.contains(place), isPart(place, scalars) || isUnit(place, scalars) else {
      return nil
    }
    let inside = isPart(place, scalars) ? place : place - 1
    var start = inside
    while start > 0, inside - start < mostCharacters, isPart(start - 1, scalars) { start -= 1 }
    var end = inside + 1
    while end < scalars.count, end - start < mostCharacters, isPart(end, scalars) { end += 1 }
    guard end - start < mostCharacters else { return nil }
    if isUnit(end, scalars) { end += 1 }
    return start..<end
  }

  private static func isDigit(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    scalars.indices.contains(place) && ("0"..."9").contains(scalars[place])
  }

  /// Whether a digit stands at a place, or a sign between two digits.
  private static func isPart(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    if isDigit(place, scalars) { return true }
    return scalars[place] == "." || scalars[place] == ","
      ? isDigit(place - 1, scalars) && isDigit(place + 1, scalars) : false
  }

  /// Whether the unit of a short number stands at a place: the K of `74.4K`.
  private static func isUnit(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.indices.contains(place), "KMGT".unicodeScalars.contains(scalars[place]),
      isDigit(place - 1, scalars)
    else { return false }
    return place + 1 == scalars.count || !scalars[place + 1].properties.isAlphabetic
  }
}
