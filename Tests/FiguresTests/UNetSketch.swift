/// Writes U-Nets and what is nearly one, in the notation of ``makeModel(_:graphs:functions:)``.
struct UNetSketch {
  private(set) var text: String
  /// The value that the last line made, and its channels.
  private(set) var last = "x"
  private(set) var channels = 3
  /// What the next lines stand in.
  var scope = ""
  private var count = 0

  init(_ shape: String = "1×3×64×64") { text = "in x \(shape)\n" }

  /// The model, whose output is the last value.
  var model: String { text + "out \(last)" }

  private mutating func line(_ operation: String, _ inputs: String, _ attributes: String = "") {
    count += 1
    last = "v\(count)"
    text += "\(operation) \(inputs) -> \(last) \(scope.isEmpty ? "" : "@" + scope) \(attributes)\n"
  }

  private mutating func weight(_ shape: String) -> String {
    text += "weight w\(count) \(shape)\n"
    return "w\(count)"
  }

  /// A convolution of 3×3 with a Relu.
  mutating func conv(_ made: Int, stride: Int = 1) {
    let weight = weight("\(made)×\(channels)×3×3")
    line("Conv", "\(last) \(weight)", "kernel_shape=3,3 pads=1,1,1,1 strides=\(stride),\(stride)")
    line("Relu", last)
    channels = made
  }

  /// A convolution that makes maps smaller by one.
  mutating func trim() {
    let weight = weight("\(channels)×\(channels)×2×2")
    line("Conv", "\(last) \(weight)", "kernel_shape=2,2")
  }

  mutating func pool() { line("MaxPool", last, "kernel_shape=2,2 strides=2,2") }

  mutating func up(_ made: Int, by factor: Int = 2) {
    let weight = weight("\(channels)×\(made)×\(factor)×\(factor)")
    line("ConvTranspose", "\(last) \(weight)", "kernel_shape=\(factor),\(factor) strides=\(factor),\(factor)")
    channels = made
  }

  mutating func concat(_ skip: (value: String, channels: Int)) {
    line("Concat", "\(skip.value) \(last)", "axis=1")
    channels += skip.channels
  }

  mutating func add(_ value: String) { line("Add", "\(last) \(value)") }

  /// What a skip takes.
  var here: (value: String, channels: Int) { (last, channels) }

  /// A U-Net that falls so often, with two convolutions a level; without scopes, or each block in its own.
  static func net(
    _ depth: Int, shape: String = "1×3×64×64", isNamed: Bool = false, wrapper: String = "",
    skips: Set<Int>? = nil
  ) -> UNetSketch {
    var net = UNetSketch(shape)
    var taken: [(value: String, channels: Int)] = []
    func name(_ name: String) -> String { isNamed ? wrapper + name : "" }
    for level in 0...depth {
      if level > 0 {
        net.scope = name("down\(level):Down")
        net.pool()
        net.scope = name("down\(level):Down/conv:Double")
      } else {
        net.scope = name("inc:Double")
      }
      net.conv(8 << level)
      net.conv(8 << level)
      taken.append(net.here)
    }
    for level in (0..<depth).reversed() {
      net.scope = name("up\(level):Up")
      net.up(8 << level)
      if skips?.contains(level) ?? true { net.concat(taken[level]) }
      net.scope = name("up\(level):Up/conv:Double")
      net.conv(8 << level)
      net.conv(8 << level)
    }
    net.scope = name("head:Head")
    net.conv(2)
    return net
  }

  // MARK: Conditions

  /// Adds what a layer makes of a value that is no map, of 16 numbers.
  mutating func condition(_ value: String) {
    let input = last
    let weight = weight("\(channels)×16×1×1")
    line("Conv", "\(value) \(weight)", "kernel_shape=1,1")
    line("Add", "\(input) \(last)")
  }

  /// A diffusion model: each level has two blocks that read a time, all of what they make is joined, and what is between
  /// the arms is on the least side.
  static func diffusion(_ depth: Int, conditions: Int = 1) -> UNetSketch {
    var net = UNetSketch()
    for number in 0..<conditions {
      net.text += "in t\(number) 1×16×1×1\nSigmoid t\(number) -> e\(number) @time\(number):Embedding\n"
      net.text += "Mul t\(number) e\(number) -> s\(number) @time\(number):Embedding\n"
    }
    func block(_ channels: Int, _ scope: String) {
      net.scope = scope
      net.conv(channels)
      for number in 0..<conditions { net.condition("s\(number)") }
      net.conv(channels)
    }
    net.conv(8)
    var taken = [net.here]
    for level in 0..<depth {
      for number in 0..<2 {
        block(8 << level, "down\(level):Down/resnet\(number):Resnet")
        taken.append(net.here)
      }
      guard level < depth - 1 else { continue }
      net.scope = "down\(level):Down/sampler:Sampler"
      net.conv(8 << level, stride: 2)
      taken.append(net.here)
    }
    block(8 << depth - 1, "mid:Middle")
    for level in (0..<depth).reversed() {
      for number in 0..<3 {
        net.scope = "up\(level):Up/resnet\(number):Resnet"
        if let skip = taken.popLast() { net.concat(skip) }
        block(8 << level, net.scope)
      }
      net.scope = "up\(level):Up/sampler:Sampler"
      if level > 0 { net.up(8 << level) }
    }
    net.scope = ""
    net.conv(3)
    return net
  }
}
