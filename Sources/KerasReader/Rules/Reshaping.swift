import ModelGraph

/// Layers that only move elements about.
enum Reshaping {
  static func effect(_ at: Situation) -> Effect? {
    let dtype = at.inputs.first?.dtype ?? .undefined
    func result(_ dims: [Int64?]?) -> Effect { Effect([Spec(dims: dims, dtype: dtype)]) }
    switch at.className {
    case "Flatten":
      guard let dims = at.dims else { return result(nil) }
      guard dims.count > 1 else { return result(dims + [1]) }
      return result([dims[0], Size.product(dims.dropFirst())])
    case "Reshape":
      guard let target = at.config.ints("target_shape") else { return nil }
      guard let dims = at.dims else { return result([nil] + target.map { $0 < 0 ? nil : $0 }) }
      return result(dims.prefix(1) + reshaped(Array(dims.dropFirst()), target))
    case "Permute":
      guard let order = at.config.ints("dims"), let dims = at.dims, order.count + 1 == dims.count,
        order.allSatisfy({ (1..<Int64(dims.count)).contains($0) })
      else { return result(nil) }
      return result([dims[0]] + order.map { dims[Int($0)] })
    case "RepeatVector":
      guard let dims = at.dims, dims.count == 2 else { return result(nil) }
      return result([dims[0], at.config.int("n"), dims[1]])
    default: return nil
    }
  }

  /// The target with its −1, if any, worked out.
  static func reshaped(_ dims: [Int64?], _ target: [Int64]) -> [Int64?] {
    guard target.contains(where: { $0 < 0 }) else { return target }
    let rest = Size.product(target.filter { $0 >= 0 }.map { $0 })
    let missing = Size.product(dims).flatMap { whole in
      rest.flatMap { $0 > 0 && whole % $0 == 0 ? whole / $0 : nil }
    }
    return target.map { $0 < 0 ? missing : $0 }
  }
}
