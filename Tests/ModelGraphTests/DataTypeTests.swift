import ModelGraph
import Testing

@Suite struct DataTypeTests {
  @Test(arguments: DataType.allCases) func everyNameIsFound(_ type: DataType) {
    #expect(DataType.named(type.name) == (type == .undefined ? nil : type))
  }

  @Test func namesOfOthers() {
    #expect(DataType.named("float8_e5m2") == .float8e5m2)
    #expect(DataType.named("Float32") == nil && DataType.named("") == nil)
  }

  /// Shapes, axes, indices and scalar factors are stored like weights.
  @Test func trainedWeights() {
    for type in DataType.allCases {
      let isWhole: Set<DataType> = [.int32, .int64, .uint32, .uint64, .bool, .string]
      #expect(TensorRef(dataType: type, dims: [2, 3]).isTrainedWeight == !isWhole.contains(type))
      #expect(!TensorRef(dataType: type, dims: [1, 1]).isTrainedWeight)
      #expect(!TensorRef(dataType: type, dims: [.max, .max]).isTrainedWeight)
    }
  }
}
