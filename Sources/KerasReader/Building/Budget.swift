/// The work that may still be done for a model, shared by all builders of its graph.
///
/// A file of a few kilobytes may call models exponentially often, so everything that a call makes is paid for
/// where it is made: nodes, their inputs and results, scopes, formal inputs, layers that are gone through,
/// and the layers inside wrappers, which are read and written out anew for each call. When nothing is left, a
/// call of a model is one node, a repeated call of a layer is a node of unknown shapes, and wrappers
/// are not looked into; that much is linear in the file.
///
/// Content that a file has only once is always written out, however large it is: each of its values adds to the budget.
final class Budget {
  private var left: Int
  /// Whether something was left out for it.
  private(set) var isExceeded = false

  /// A budget for a file of so many JSON values.
  init(size: Int) { left = KerasLimits.budget + size }

  /// Pays for some work, also where there is too little left: what has begun is ended.
  func spend(_ units: Int) { left -= min(left, units) }

  /// Whether more may be begun.
  var isSpent: Bool { left <= 0 }

  /// Notes that something is left out.
  func exceed() { isExceeded = true }
}
