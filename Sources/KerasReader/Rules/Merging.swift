import ModelGraph

/// Layers that take several tensors of one shape or nearly.
enum Merging {
  static func effect(_ at: Situation) -> Effect? {
    switch at.className {
    case "Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract": return elementwise(at)
    case "Concatenate": return concatenated(at, at.config.int("axis") ?? -1)
    case "Dot": return dot(at, at.config)
    case "Merge":
      switch at.config.string("mode") ?? "sum" {
      case "concat": return concatenated(at, at.config.int("concat_axis") ?? -1)
      case "dot", "cos": return Effect([.unknown])
      default: return elementwise(at)
      }
    default: return nil
    }
  }

  private static func elementwise(_ at: Situation) -> Effect {
    // The name is also that of operations on a tensor and a plain number.
    Effect([Spec(dims: broadcast(at.inputs.map(\.dims)), dtype: at.inputs.first?.dtype ?? .undefined)])
  }

  /// The common shape by NumPy's rules; a dim of 1 gives way, and so does `None` to a known one above 1.
  static func broadcast(_ shapes: [[Int64?]?]) -> [Int64?]? {
    var result: [Int64?] = []
    for shape in shapes {
      guard let shape else { return nil }
      let rank = max(result.count, shape.count)
      let a = [Int64?](repeating: 1, count: rank - result.count) + result
      let b = [Int64?](repeating: 1, count: rank - shape.count) + shape
      result = zip(a, b).map { x, y in
        if x == 1 { return y }
        if y == 1 { return x }
        return x ?? y
      }
    }
    return shapes.isEmpty ? nil : result
  }

  /// The tensors one after the other along an axis.
  static func concatenated(_ at: Situation, _ axis: Int64) -> Effect {
    let dtype = at.inputs.first?.dtype ?? .undefined
    guard var result = at.dims, let place = Size.axis(axis, result.count) else { return Effect([.unknown]) }
    for input in at.inputs.dropFirst() {
      guard let dims = input.dims, dims.count == result.count else {
        return Effect([Spec(dims: nil, dtype: dtype)])
      }
      for index in result.indices {
        if index == place {
          result[index] = Size.plus(result[index], dims[index])
        } else if result[index] == nil {
          result[index] = dims[index]
        }
      }
    }
    return Effect(result, dtype)
  }

  /// The first tensor's axes but the batch and the summed one, then the second's.
  private static func dot(_ at: Situation, _ config: Config) -> Effect {
    guard at.inputs.count == 2, let a = at.inputs[0].dims, let b = at.inputs[1].dims,
      var axes = config.ints("axes"),
      !axes.isEmpty
    else { return Effect([.unknown]) }
    if axes.count == 1 { axes.append(axes[0]) }
    guard let first = Size.axis(axes[0], a.count), let second = Size.axis(axes[1], b.count), first > 0,
      second > 0
    else {
      return Effect([.unknown])
    }
    var left = a
    left.remove(at: first)
    var right = b
    right.remove(at: second)
    let dims = left + right.dropFirst()
    return Effect(dims.count == 1 ? dims + [1] : dims, at.inputs[0].dtype)
  }
}
