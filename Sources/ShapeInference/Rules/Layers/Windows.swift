import ModelGraph
import ShapeMath

/// How a window slides over the spatial dims of a tensor: what convolutions and pools have in common.
struct Windows {
  var kernel: [Extent]
  var strides: [Int64]
  var dilations: [Int64]
  /// Begins, then ends; nil where automatic padding decides.
  var pads: [Int64]?
  var isSame = false
  var rounding = Rounding.down

  enum Rounding {
    case down
    /// Up, without windows that would start in the padding at the end.
    case up
  }

  /// Reads the attributes for a number of spatial dims. `kernel` is used where `kernel_shape` is absent.
  init(_ context: InferenceContext, spatial count: Int, kernel: [Extent]?) throws(RuleError) {
    func list(_ name: String) throws(RuleError) -> [Int64] {
      guard let list = context.ints(name) else { return [Int64](repeating: 1, count: count) }
      guard list.count == count else {
        throw .attribute("\(name) has \(list.count) entries for \(count) spatial dims")
      }
      guard list.allSatisfy({ $0 > 0 }) else { throw .attribute("\(name) has entries that are not positive") }
      return list
    }
    strides = try list("strides")
    dilations = try list("dilations")
    if context.ints("kernel_shape") != nil {
      self.kernel = try list("kernel_shape").map { .known($0) }
    } else if let kernel {
      guard kernel.count == count else {
        throw .shape("the weight has \(kernel.count) spatial dims, the input \(count)")
      }
      self.kernel = kernel
    } else {
      self.kernel = [Extent](repeating: .unknown, count: count)
    }
    pads = context.ints("pads")
    if let pads {
      guard pads.count == 2 * count else {
        throw .attribute("pads has \(pads.count) entries for \(count) spatial dims")
      }
      guard pads.allSatisfy({ $0 >= 0 }) else { throw .attribute("pads has negative entries") }
    } else {
      let automatic = context.string("auto_pad")
      isSame = automatic == "SAME_UPPER" || automatic == "SAME_LOWER"
      pads = isSame ? nil : [Int64](repeating: 0, count: 2 * count)
    }
  }

  /// The extent of the window with its gaps: (k-1)·d+1.
  func reach(_ axis: Int) -> Extent { kernel[axis].reach(dilation: dilations[axis]) }

  /// The number of places that the window takes along one axis.
  func output(_ axis: Int, of size: Extent) throws(RuleError) -> Extent {
    guard size.isDetermined else { return .unknown }
    let stride = Extent.known(strides[axis])
    guard let pads else { return size.paddedWindowPlaces(stride: strides[axis]) }
    let (begin, end) = (pads[axis], pads[axis + strides.count])
    let padded = size + .known(begin) + .known(end)
    let room = padded - reach(axis)
    if let room = room.value, room < 0 {
      throw .shape("a window of \(reach(axis).dim.text) does not fit into \(size.dim.text) with its padding")
    }
    guard rounding == .up else { return padded.windowPlaces(reach: reach(axis), stride: strides[axis]) }
    let places = room.ceilDivided(by: stride) + 1
    guard let known = places.value, let size = size.value else {
      return end < strides[axis] && begin == 0
        && room.floorDivided(by: stride) == room.ceilDivided(by: stride)
        ? places : (end == 0 && strides[axis] == 1 ? places : .unknown)
    }
    let start = Extent.known(known - 1) * stride
    let limit = Extent.known(size) + .known(begin)
    return start.isAtLeast(limit) ? .known(known - 1) : places
  }
}
