import ModelGraph

/// Makes each type of a stored tensor once: a model has as many weights as operators, and few kinds of them.
final class TypeTable {
  private var types: [Key: ValueType] = [:]
  private var lists: Set<[Int64]> = []

  private struct Key: Hashable {
    var dataType: DataType
    var dims: [Int64]
  }

  /// Equal dims, kept once.
  func dims(_ dims: [Int64]) -> [Int64] { lists.insert(dims).memberAfterInsert }

  /// The type of tensors of those dims.
  func tensor(_ dataType: DataType, _ dims: [Int64]) -> ValueType {
    let key = Key(dataType: dataType, dims: dims)
    if let known = types[key] { return known }
    let made = ValueType.tensor(dataType, Shape(dims))
    types[key] = made
    return made
  }
}
