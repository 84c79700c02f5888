/// Where operators that work on integers have their scales and zero points.
enum QuantizedSlots {
  /// One tensor: the input slots of its data (nil for the result), its scale and its zero point.
  struct Tensor {
    var data: Int?
    var scale: Int?
    var zeroPoint: Int?
  }

  /// The tensors of an operator; nil for one that does not work on integers. Domains aside: their names agree.
  static func tensors(of type: String) -> [Tensor]? { table[type] }

  private static let table: [String: [Tensor]] = {
    let first = Tensor(data: 0, scale: 1, zeroPoint: 2)
    let second = Tensor(data: 3, scale: 4, zeroPoint: 5)
    let two = [first, second, Tensor(scale: 6, zeroPoint: 7)]
    let one = [first, Tensor(scale: 3, zeroPoint: 4)]
    let integers = [Tensor(data: 0, zeroPoint: 2), Tensor(data: 1, zeroPoint: 3)]
    return [
      "QLinearConv": two, "QLinearConvTranspose": two, "QLinearMatMul": two, "QLinearAdd": two,
      "QLinearMul": two,
      "QGemm": [first, second, Tensor(scale: 7, zeroPoint: 8)],
      "QLinearSigmoid": one, "QLinearLeakyRelu": one, "QLinearSoftmax": one, "QLinearAveragePool": one,
      "QLinearGlobalAveragePool": one, "QLinearReduceMean": one,
      "ConvInteger": integers, "MatMulInteger": integers,
      "QuantizeLinear": [Tensor(scale: 1, zeroPoint: 2)], "DequantizeLinear": [first],
    ]
  }()
}
