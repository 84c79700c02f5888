import Folding
import TextOutput

/// The names of all copies of a thing in a stack, written short: they mostly differ in one number.
struct CopyNames {
  /// What all names begin with.
  let start: String
  /// What all names end with, after that.
  let end: String
  /// By copy: the name without both.
  let middles: [String]

  /// Finds what names share. Cost: linear in their lengths.
  init(_ names: [String]) {
    let names = names.map { Array($0.unicodeScalars) }
    guard let first = names.first else {
      (start, end, middles) = ("", "", [])
      return
    }
    let shortest = names.map(\.count).min() ?? 0
    let rest = names.dropFirst()
    var head = 0
    while head < shortest, rest.allSatisfy({ $0[head] == first[head] }) { head += 1 }
    var tail = 0
    while tail < shortest - head,
      rest.allSatisfy({ $0[$0.count - 1 - tail] == first[first.count - 1 - tail] })
    {
      tail += 1
    }
    start = Self.text(first[..<head])
    end = Self.text(first[(first.count - tail)...])
    middles = names.map { Self.text($0[head..<($0.count - tail)]) }
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// Writes them as an array: the start, the end, then what stands between them by copy.
  func write(_ key: String?, to json: inout JSONWriter) {
    json.array(key) { json in
      json.string(start)
      json.string(end)
      for middle in middles { json.string(middle) }
    }
  }
}

extension CopyNames {
  /// Writes the names, weights and values of an operator's copies, each kind by its place in the operator.
  static func write(
    _ copies: [OperatorCopy], hasModules: Bool, weights: Int, values: Int, to json: inout JSONWriter
  ) {
    CopyNames(copies.map { PageData.cut($0.name) }).write("names", to: &json)
    if hasModules { CopyNames(copies.map { PageData.cut($0.module) }).write("modules", to: &json) }
    write("weightNames", weights, copies.map(\.weights), to: &json)
    write("valueNames", values, copies.map(\.values), to: &json)
  }

  private static func write(_ key: String, _ count: Int, _ names: [[String]], to json: inout JSONWriter) {
    guard count > 0 else { return }
    json.array(key) { json in
      for place in 0..<count {
        CopyNames(names.map { $0.indices.contains(place) ? PageData.cut($0[place]) : "" }).write(
          nil, to: &json)
      }
    }
  }
}
