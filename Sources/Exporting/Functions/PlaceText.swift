import Folding
import TextOutput

/// Places as a short list: those whose names differ in numbers are one, `encoder/layer.0…11/intermediate ×12`.
///
/// Cost: linear in the places.
public struct PlaceText: Sendable {
  /// The list, a text for each group of places, in the order of the first.
  public private(set) var groups: [String] = []

  /// Gathers places.
  public init(_ places: [FunctionPlace]) {
    var order: [String] = []
    var groups: [String: Group] = [:]
    for place in places {
      let parts = Self.parts(of: place.label)
      // Numbers are odd.
      let key = parts.enumerated().map { $0.offset % 2 == 1 ? "#" : $0.element }.joined()
      if groups[key] == nil {
        order.append(key)
        groups[key] = Group(words: parts)
      }
      groups[key]?.add(parts, place)
    }
    self.groups = order.compactMap { groups[$0]?.text }
  }

  /// The first groups, and how many more there are: `a, b and 3 more`.
  public func text(most: Int) -> String {
    let shown = groups.prefix(most).joined(separator: ", ")
    return groups.count > most ? shown + " and \(groups.count - most) more" : shown
  }

  /// Texts and the numbers between them, by turns, the first a text.
  private static func parts(of label: String) -> [String] {
    var parts = [""]
    var isNumber = false
    for character in label {
      let isDigit = character >= "0" && character <= "9"
      if isDigit != isNumber {
        parts.append("")
        isNumber = isDigit
      }
      parts[parts.count - 1].append(character)
    }
    return parts
  }

  /// Places whose names differ in numbers only.
  private struct Group {
    private let words: [String]
    /// By odd part: the numbers seen, in order.
    private var numbers: [[String]]
    private var seen: [Set<String>]
    private var parts: [String] = []
    private var labels: Set<String> = []
    private var count = 0

    init(words: [String]) {
      self.words = words
      numbers = Array(repeating: [], count: words.count)
      seen = Array(repeating: [], count: words.count)
    }

    mutating func add(_ all: [String], _ place: FunctionPlace) {
      count += 1
      for part in stride(from: 1, to: all.count, by: 2) where seen[part].insert(all[part]).inserted {
        numbers[part].append(all[part])
      }
      labels.insert(place.label)
      // Which direction does not matter here: `input gate (forward)`.
      let part = place.part.map { String($0.prefix { $0 != "(" }).trimmedEnd } ?? ""
      if !part.isEmpty, part != "activation", part != "weights", !parts.contains(part) { parts.append(part) }
    }

    var text: String {
      let name = words.indices.map { $0 % 2 == 0 ? words[$0] : Self.range(numbers[$0]) }.joined()
      var text = sanitized(name, limit: 90)
      if !parts.isEmpty {
        text += " (" + parts.prefix(6).joined(separator: ", ") + (parts.count > 6 ? ", …" : "") + ")"
      }
      let times = parts.isEmpty ? count : labels.count
      return times > 1 ? text + " ×\(times)" : text
    }

    private static let mostListed = 4

    /// `0…11` where no number is missing, else the numbers, or `*` for many.
    private static func range(_ numbers: [String]) -> String {
      guard numbers.count > 1 else { return numbers.first ?? "" }
      let values = numbers.compactMap { Int($0) }.sorted()
      if values.count == numbers.count, let low = values.first, let high = values.last,
        high.subtractingReportingOverflow(low).partialValue == values.count - 1
      {
        return "\(low)…\(high)"
      }
      return numbers.count <= mostListed ? numbers.joined(separator: ",") : "*"
    }
  }
}

extension String {
  fileprivate var trimmedEnd: String { hasSuffix(" ") ? String(dropLast()) : self }
}
