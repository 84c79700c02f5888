import TestSupport

extension Family {
  /// Keras's JSON: the counterparts of the ONNX families that its reader meets.
  static let keras = [
    Family("keras-sequential", isKeras: true) { count, _ in
      let layers = (0..<count).map { KerasLayer("Dense", "dense_\($0)", #""units": 8"#).json }
      return Array(
        #"{"class_name": "Sequential", "config": {"name": "m", "layers": ["#.utf8)
        + Array(layers.joined(separator: ", ").utf8) + Array("]}}".utf8)
    },
    Family("keras-chain", isKeras: true) { count, _ in
      var model = KerasModel()
      var last = model.input("x")
      for index in 0..<count { last = model.add(["Dense", "ReLU"][index % 2], [last]) }
      return model.file([last])
    },
    Family("keras-star-out", isKeras: true) { count, _ in
      var model = KerasModel()
      let source = model.input("x")
      let made = (0..<count).map { _ in model.add("Dense", [source]) }
      return model.file(made)
    },
    Family("keras-star-in", isKeras: true) { count, _ in
      var model = KerasModel()
      let source = model.input("x")
      let made = (0..<count).map { _ in model.add("Dense", [source]) }
      let joined = model.add("Concatenate", made)
      return model.file([joined])
    },
    Family("keras-many-inputs", isKeras: true) { count, _ in
      var model = KerasModel()
      let inputs = (0..<count).map { model.input("x\($0)") }
      let joined = model.add("Concatenate", inputs)
      return model.file([joined])
    },
    Family("keras-random", isKeras: true) { count, random in
      var model = KerasModel()
      var made = [model.input("x")]
      for _ in 0..<count {
        let inputs = (0..<random.pick(1...3)).map { _ in
          made[random.pick(max(0, made.count - 20)...(made.count - 1))]
        }
        made.append(model.add(inputs.count > 1 ? "Add" : "Dense", inputs))
      }
      return model.file([made[made.count - 1]])
    },
    Family("keras-dense-net", isKeras: true) { count, _ in
      var model = KerasModel()
      var last = model.input("x")
      var made: [String] = []
      for index in 0..<(count / 2) {
        if index % 16 == 0 { made = [last] }
        let joined = made.count > 1 ? model.add("Concatenate", made) : last
        last = model.add("Dense", [joined])
        made.append(last)
      }
      return model.file([last])
    },
    // One layer called again and again.
    Family("keras-calls-of-one-layer", isKeras: true) { count, _ in
      let calls = (0..<count).map { #"[["\#($0 == 0 ? "x" : "d")", 0, \#(max(0, $0 - 1)), {}]]"# }
      let layers = [
        KerasLayer("InputLayer", "x", #""batch_shape": [null, 8]"#).json,
        KerasLayer("Dense", "d", #""units": 8"#, inbound: calls.joined(separator: ", ")).json,
      ]
      return KerasModel.file(layers, inputs: #"["x", 0, 0]"#, outputs: [#"["d", 0, \#(count - 1)]"#])
    },
    Family("keras-models-in-models", isKeras: true) { count, _ in
      var levels = 1
      while (2 << levels) < count { levels += 1 }
      return nested(
        levels, innermost: [KerasLayer("Dense", "d", #""units": 8"#, inbound: #"[["x", 0, 0, {}]]"#).json])
    },
    Family("keras-models-round-nothing", isKeras: true) { _, _ in nested(40, innermost: []) },
    Family("keras-models-deep", isKeras: true) { count, _ in
      var model = #"{"class_name": "Dense", "config": {"name": "d", "units": 3}}"#
      for level in 0..<200 {
        let rest = (0..<(count / 200)).map { KerasLayer("ReLU", "r\(level)_\($0)", "").json }
        model =
          #"{"class_name": "Sequential", "config": {"name": "s\#(level)", "layers": ["#
          + ([model] + rest).joined(separator: ", ") + "]}}"
      }
      return Array(model.utf8)
    },
  ]

  /// Models that each call the one inside twice.
  private static func nested(_ levels: Int, innermost: [String]) -> [UInt8] {
    let input = KerasLayer("InputLayer", "x", #""batch_shape": [null, 8]"#).json
    var model = KerasModel.text(
      [input] + innermost, name: "m0", inputs: #"["x", 0, 0]"#,
      outputs: [innermost.isEmpty ? #"["x", 0, 0]"# : #"["d", 0, 0]"#])
    for level in 1...levels {
      let inner =
        #"{"class_name": "Functional", "name": "m", "config": \#(model), "#
        + #""inbound_nodes": [[["x", 0, 0, {}]], [["m", 1, 0, {}]]]}"#
      model = KerasModel.text(
        [input, inner], name: "m\(level)", inputs: #"["x", 0, 0]"#, outputs: [#"["m", 2, 0]"#])
    }
    return Array(#"{"class_name": "Functional", "config": \#(model)}"#.utf8)
  }
}

/// One layer of Keras 2's JSON.
struct KerasLayer {
  let json: String

  init(_ type: String, _ name: String, _ settings: String, inbound: String = "") {
    json =
      #"{"class_name": "\#(type)", "name": "\#(name)", "config": {"name": "\#(name)"\#(settings.isEmpty ? "" : ", " + settings)}, "inbound_nodes": [\#(inbound)]}"#
  }
}

/// A functional model, layer by layer.
struct KerasModel {
  private var layers: [String] = []
  private var inputs: [String] = []

  mutating func input(_ name: String) -> String {
    layers.append(KerasLayer("InputLayer", name, #""batch_shape": [null, 8]"#).json)
    inputs.append(#"["\#(name)", 0, 0]"#)
    return name
  }

  mutating func add(_ type: String, _ sources: [String]) -> String {
    let name = "\(type.lowercased())_\(layers.count)"
    let calls = sources.map { #"["\#($0)", 0, 0, {}]"# }.joined(separator: ", ")
    layers.append(KerasLayer(type, name, type == "Dense" ? #""units": 8"# : "", inbound: "[\(calls)]").json)
    return name
  }

  func file(_ outputs: [String]) -> [UInt8] {
    Self.file(layers, inputs: inputs.joined(separator: ", "), outputs: outputs.map { #"["\#($0)", 0, 0]"# })
  }

  static func file(_ layers: [String], inputs: String, outputs: [String]) -> [UInt8] {
    Array(
      #"{"class_name": "Functional", "config": \#(text(layers, name: "m", inputs: inputs, outputs: outputs))}"#
        .utf8)
  }

  static func text(_ layers: [String], name: String, inputs: String, outputs: [String]) -> String {
    #"{"name": "\#(name)", "layers": [\#(layers.joined(separator: ", "))], "input_layers": [\#(inputs)], "output_layers": [\#(outputs.joined(separator: ", "))]}"#
  }
}
