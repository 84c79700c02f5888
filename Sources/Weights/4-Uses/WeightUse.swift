import ModelGraph

/// One stored tensor of a model, with what the graph says of it.
public struct StoredTensor: Sendable {
  /// The graph that stores it.
  public var graph: GraphID
  /// The value that stands for it there.
  public var value: ValueID
  /// What the file says of it.
  public var tensor: TensorRef
  /// The name in the file.
  public var name: String
  /// What reads it first; nil where nothing does.
  public var use: WeightUse?
  /// The names of the module around that, from the outside in.
  public var module: [String] = []
}

/// How an operator uses a stored tensor, perhaps through casts, transposes and dequantisation.
public struct WeightUse: Sendable, Equatable {
  /// The graph that the operator stands in.
  public var graph: GraphID
  /// The operator.
  public var node: NodeID
  /// Its slot that reads the tensor.
  public var slot: Int
  /// What the operator takes the tensor for.
  public var role: Role
  /// The axis of the stored tensor that has one entry for each channel that comes out; nil where none has.
  public var channelAxis: Int?
  /// The DequantizeLinear between, or the operator itself where it takes packed blocks.
  var dequantizer: NodeID?
  /// By axis of the tensor that the DequantizeLinear reads: the axis as stored; nil where they can't be told.
  var dequantizerAxes: [Int]?

  /// What a tensor is to an operator.
  public enum Role: Sendable, Equatable {
    /// Kernels of a convolution.
    case kernel
    /// The matrix of a layer.
    case matrix
    /// Rows that are looked up.
    case table
    /// The weights of recurrent cells.
    case cells
    /// What is added to each channel.
    case bias
    /// Scales and zero points of other tensors.
    case scaling
    /// Anything else: scales of a norm, constants.
    case other
  }
}

extension WeightUse.Role {
  /// Whether training fills the tensor with many numbers of one kind.
  var isMatrixLike: Bool {
    switch self {
    case .kernel, .matrix, .table, .cells: true
    case .bias, .scaling, .other: false
    }
  }
}

extension StoredTensor {
  /// Whether it is worth a row of its own among weights: not shapes, axes, factors, and what scales other tensors.
  public var isWeight: Bool {
    switch use?.role {
    case .kernel, .matrix, .table, .cells, .bias: true
    case .scaling: false
    case .other, nil: tensor.isTrainedWeight
    }
  }
}
