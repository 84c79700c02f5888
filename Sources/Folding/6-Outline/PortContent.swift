/// The values that cross a border at one port: mostly one, for which no array is made, since panels may have as many ports
/// as the model has operators.
struct PortContent: RandomAccessCollection, Equatable {
  private var one: Int32 = -1
  /// All values where there is not just one.
  private var many: [FlatValueID]?

  init(_ value: FlatValueID) { one = Int32(value) }

  init(_ values: [FlatValueID]) {
    if values.count == 1 { one = Int32(values[0]) } else { many = values }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { many?.count ?? 1 }

  subscript(place: Int) -> FlatValueID { many.map { $0[place] } ?? Int(one) }

  /// All values as an array.
  var list: [FlatValueID] { many ?? [Int(one)] }
}
