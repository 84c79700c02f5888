/// The equation of an Einsum of two inputs, as far as attention asks for it.
///
/// Letters that all three have are the batch: pictures, heads. The one letter that the inputs share and the result lacks is
/// summed over; the letters that only one of the inputs has are its own.
///
///     b n i d, b n j d -> b n i j      scores of queries i and keys j
///     b n i j, b n j d -> b n i d      values of keys j, weighted
struct EinsumForm {
  private let first: [Character]
  private let result: [Character]
  private let batch: Set<Character>
  /// The letter that is summed over.
  private let summed: Character
  /// The letter of each input that nobody else but the result has.
  private let own: (Character, Character)

  /// Reads an equation; nil where it is no product of two tensors with one letter summed over. Ellipses and letters that
  /// stand twice in one term are nothing that exporters write for attention.
  init?(_ equation: String) {
    let text = equation.filter { !$0.isWhitespace }
    let sides = text.split(separator: "-", maxSplits: 1)
    guard sides.count == 2, sides[1].first == ">" else { return nil }
    let inputs = sides[0].split(separator: ",")
    guard inputs.count == 2 else { return nil }
    let (a, b, c) = (Array(inputs[0]), Array(inputs[1]), Array(sides[1].dropFirst()))
    let sets = (Set(a), Set(b), Set(c))
    guard (a + b + c).allSatisfy(\.isLetter), sets.0.count == a.count, sets.1.count == b.count,
      sets.2.count == c.count
    else { return nil }
    let lost = sets.0.intersection(sets.1).subtracting(sets.2)
    let firsts = sets.0.subtracting(sets.1)
    let seconds = sets.1.subtracting(sets.0)
    guard lost.count == 1, firsts.count == 1, seconds.count == 1, let summed = lost.first,
      let x = firsts.first,
      let y = seconds.first, sets.2 == sets.0.union(sets.1).subtracting(lost)
    else { return nil }
    (first, result, self.summed, own) = (a, c, summed, (x, y))
    batch = sets.2.subtracting([x, y])
  }

  /// Whether it multiplies queries with keys, and keys are the last axis.
  var isScores: Bool { result.last == own.1 && first.last == summed }

  /// Whether it sums the second input's rows, weighted by the last axis of the first.
  var isWeighted: Bool { first.last == summed }

  /// The axes of the first input that heads and the width of a head are, where scores are `… heads, queries, keys`.
  var axes: (heads: Int, width: Int)? {
    guard isScores, result.count > 3, let heads = result.dropLast(2).last, batch.contains(heads),
      let axis = first.firstIndex(of: heads), let width = first.firstIndex(of: summed)
    else { return nil }
    return (axis, width)
  }
}
