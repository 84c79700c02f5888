import ModelGraph

/// Optimisers: each takes a rate, a count and groups of tensors, and gives some of the groups anew.
enum Training {
  private static let domain = "ai.onnx.preview.training"

  static let rules: [Rule] = [
    Rule("Adagrad", domain: domain) { site throws(Fault) in update(site, groups: [0, 2], of: 3) },
    Rule("Momentum", domain: domain) { site throws(Fault) in update(site, groups: [0, 2], of: 3) },
    Rule("Adam", domain: domain) { site throws(Fault) in update(site, groups: [0, 2, 3], of: 4) },
    Rule("Gradient", domain: domain, gradient),
  ]

  private static func update(_ site: Site, groups: [Int], of total: Int) {
    let size = (site.inputCount - 2) / total
    guard size > 0 else { return }
    for (place, group) in groups.enumerated() {
      for index in 0..<size { site.set(place * size + index, site.kind(2 + group * size + index)) }
    }
  }

  /// One derivative for each of the names in `xs`, which are the first inputs.
  private static func gradient(_ site: Site) throws(Fault) {
    for slot in 0..<(site.strings(named: "xs")?.count ?? 0) { site.set(slot, site.kind(slot)) }
  }
}
