import COnnx
import ModelGraph

extension GraphBuilder {
  func assignScopes(_ protos: [UnsafeMutablePointer<Onnx__NodeProto>]) {}
}
