import Folding
import ModelGraph
import TestSupport
import TextOutput

let small = """
  in x 1×8
  weight w 8×4
  MatMul x w -> h @enc:Encoder name=mul
  Relu h -> r @enc:Encoder
  Tanh r -> y name=last
  out y
  """

/// A model whose every name is hostile.
func hostileModel() -> Model {
  var model = makeModel(small)
  model.graphs[0].name = HostileText.name
  for node in model.graphs[0].nodes.indices {
    model.graphs[0].nodes[node].name = HostileText.name
    if node > 0 { model.graphs[0].nodes[node].op = OperatorID(domain: HostileText.name, type: "Relu") }
  }
  for value in model.graphs[0].values.indices {
    model.graphs[0].values[value].name = HostileText.name + "\(value)"
    model.graphs[0].values[value].type = .tensor(.float32, Shape([Dim.symbol(HostileText.name)]))
  }
  for scope in model.graphs[0].scopes.indices.dropFirst() {
    model.graphs[0].scopes[scope].name = HostileText.name
    model.graphs[0].scopes[scope].className = HostileText.name
  }
  return model
}

extension String {
  /// Unsafe characters, save for the line feeds that a writer ends lines with.
  var unsafe: [Unicode.Scalar] { unicodeScalars.filter { $0 != "\n" && UnsafeCharacter($0) != nil } }

  /// Text of UTF-8 bytes.
  init(_ bytes: [UInt8]) { self.init(decoding: bytes, as: UTF8.self) }
}
