import ModelGraph

/// Values that may be absent.
enum Optionals {
  static let rules: [Rule] = [
    Rule("Optional", make),
    Rule("OptionalHasElement") { site throws(Fault) in site.set(0, .bool, []) },
    Rule("OptionalGetElement") { site throws(Fault) in
      if case .optional(let element) = site.kind(0) {
        site.set(0, element)
      } else {
        site.set(0, site.kind(0))
      }
    },
  ]

  private static func make(_ site: Site) throws(Fault) {
    if site.has(0) { return site.set(0, .optional(site.kind(0))) }
    guard case .type(let type)? = site.attribute("type") else { return }
    site.set(0, .optional(site.engine.kind(of: type)))
  }
}
