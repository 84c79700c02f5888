import ModelGraph

/// Operators on strings.
enum Texts {
  static let rules: [Rule] = [
    Rule("StringNormalizer", normalize),
    Rule("StringConcat") { site throws(Fault) in try Arithmetic.broadcast(site, .string) },
    Rule("StringSplit", split),
    Rule("RegexFullMatch") { site throws(Fault) in site.set(0, .bool, site.shape(0)) },
    Rule("TfIdfVectorizer", vectorize),
  ]

  /// Stop words may go: the last dim is open.
  private static func normalize(_ site: Site) throws(Fault) {
    site.set(0, .string, nil)
    guard let shape = site.shape(0) else { return }
    guard shape.count == 1 || shape.count == 2 else {
      throw .shape("the input has rank \(shape.count), not 1 or 2")
    }
    site.set(0, .string, shape.dropLast() + [.unknown])
  }

  private static func split(_ site: Site) throws(Fault) {
    site.set(0, .string, site.shape(0).map { $0 + [.unknown] })
    site.set(1, .int64, site.shape(0))
  }

  private static func vectorize(_ site: Site) throws(Fault) {
    site.set(0, .float32, nil)
    guard let shape = site.shape(0), let largest = site.ints(named: "ngram_indexes")?.max(), largest >= 0
    else { return }
    guard shape.count == 1 || shape.count == 2 else {
      throw .shape("the input has rank \(shape.count), not 1 or 2")
    }
    site.set(0, .float32, shape.dropLast() + [.known(largest) + 1])
  }
}
