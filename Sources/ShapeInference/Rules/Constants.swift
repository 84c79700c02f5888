import ModelGraph

/// Values that stand in the graph itself.
enum Constants {
  static let rules: [Rule] = [
    Rule("Constant", constant), Rule("ConstantOfShape", constantOfShape), Rule("EyeLike", eyeLike),
  ]

  private static func constant(_ site: Site) throws(Fault) {
    for attribute in site.node.attributes {
      switch (attribute.name, site.attribute(attribute.name)) {
      case ("value", .tensor(let tensor)?):
        site.set(0, tensor.dataType, tensor.dims.map { .known($0) })
        if let content = site.engine.content(of: tensor) { site.setContent(0, content) }
      case ("sparse_value", .sparseTensor(let tensor)?):
        site.set(0, .sparse(tensor.dataType, tensor.dims.map { .known($0) }))
      case ("value_int", .int(let value)?):
        site.set(0, .int64, [])
        site.setContent(0, [.whole(.known(value))])
      case ("value_float", .float(let value)?):
        site.set(0, .float32, [])
        site.setContent(0, [Scalar(Double(value))])
      case ("value_string", .string?): site.set(0, .string, [])
      case ("value_ints", .ints(let list)?):
        site.set(0, .int64, [.known(Int64(list.count))])
        site.setContent(0, list.prefix(Engine.contentLimit + 1).map { .whole(.known($0)) })
      case ("value_floats", .floats(let list)?):
        site.set(0, .float32, [.known(Int64(list.count))])
        site.setContent(0, list.prefix(Engine.contentLimit + 1).map { Scalar(Double($0)) })
      case ("value_strings", .strings(let list)?): site.set(0, .string, [.known(Int64(list.count))])
      default: continue
      }
      return
    }
  }

  /// The input's elements are the dims; one element fills the tensor, by default 0.0.
  private static func constantOfShape(_ site: Site) throws(Fault) {
    let value = site.tensor("value")
    let element = value?.dataType ?? .float32
    site.set(0, element, nil)
    guard let shape = site.extents(0) else {
      guard let rank = site.length(0), rank <= Engine.maxRank else { return }
      return site.set(0, element, [Extent](repeating: .unknown, count: rank))
    }
    try site.setChecked(0, element, shape)
    guard shape.count <= 1, let count = Broadcasting.count(shape) else { return }
    let filler = value.map { site.engine.content(of: $0)?.first ?? .unknown } ?? Scalar(0)
    site.setContent(0, [Scalar](repeating: filler, count: count))
  }

  private static func eyeLike(_ site: Site) throws(Fault) {
    site.set(0, site.dataType("dtype") ?? site.element(0), try site.shape(0, rank: 2))
  }
}
