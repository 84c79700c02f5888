import COnnx
import ModelGraph

/// A type of the file. Nesting was bounded by the scan.
func valueType(_ proto: UnsafeMutablePointer<Onnx__TypeProto>?) -> ValueType? {
  guard let proto else { return nil }
  switch proto.pointee.value_case {
  case ONNX__TYPE_PROTO__VALUE_TENSOR_TYPE:
    guard let tensor = proto.pointee.tensor_type else { return .unknown }
    return .tensor(dataType(tensor.pointee.elem_type), shape(tensor.pointee.shape))
  case ONNX__TYPE_PROTO__VALUE_SPARSE_TENSOR_TYPE:
    guard let tensor = proto.pointee.sparse_tensor_type else { return .unknown }
    return .sparseTensor(dataType(tensor.pointee.elem_type), shape(tensor.pointee.shape))
  case ONNX__TYPE_PROTO__VALUE_SEQUENCE_TYPE:
    return .sequence(valueType(proto.pointee.sequence_type?.pointee.elem_type) ?? .unknown)
  case ONNX__TYPE_PROTO__VALUE_OPTIONAL_TYPE:
    return .optional(valueType(proto.pointee.optional_type?.pointee.elem_type) ?? .unknown)
  case ONNX__TYPE_PROTO__VALUE_MAP_TYPE:
    guard let map = proto.pointee.map_type else { return .unknown }
    return .map(key: dataType(map.pointee.key_type), valueType(map.pointee.value_type) ?? .unknown)
  case ONNX__TYPE_PROTO__VALUE_OPAQUE_TYPE:
    guard let opaque = proto.pointee.opaque_type else { return .unknown }
    return .opaque(domain: string(opaque.pointee.domain), name: string(opaque.pointee.name))
  default:
    return .unknown
  }
}

/// The element type of that number; `undefined` where this version does not know it.
func dataType(_ number: Int32) -> DataType { DataType(rawValue: number) ?? .undefined }

private func shape(_ proto: UnsafeMutablePointer<Onnx__TensorShapeProto>?) -> Shape? {
  guard let proto else { return nil }
  return Shape(
    elements(proto.pointee.dim, proto.pointee.n_dim).map { dim -> Dim in
      guard let dim else { return .unknown }
      switch dim.pointee.value_case {
      case ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_VALUE: return .known(dim.pointee.dim_value)
      case ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_PARAM:
        return isEmpty(dim.pointee.dim_param) ? .unknown : .symbol(string(dim.pointee.dim_param))
      default: return .unknown
      }
    })
}
