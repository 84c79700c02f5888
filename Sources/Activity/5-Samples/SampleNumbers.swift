import ModelGraph
import Recordings
import TensorReading
import Weights

/// Some numbers of a recorded array with their axes, row by row.
public struct Sample: Sendable, Equatable {
  /// The axes, without that of the samples.
  public var dims: [Int]
  /// The numbers.
  public var numbers: [Float]

  /// Makes a sample.
  public init(dims: [Int], numbers: [Float]) { (self.dims, self.numbers) = (dims, numbers) }
}

extension RecordedValue {
  /// The numbers of one sample; the whole array where no axis counts samples.
  ///
  /// - Returns: nil where they can't be had, there are too many, or there is no such sample.
  ///
  /// Cost: linear in them; in the array where they do not lie in a row.
  public func sample(_ index: Int) -> Sample? {
    let dims = array.dims.map { Int(clamping: $0) }
    guard let axis = sampleAxis, dims.indices.contains(axis) else {
      return all.map { Sample(dims: dims, numbers: $0) }
    }
    guard index >= 0, index < dims[axis], let count = array.elementCount, count > 0 else { return nil }
    var rest = dims
    rest.remove(at: axis)
    let size = count / max(dims[axis], 1)
    guard size <= ActivityTuning.sampleNumbers else { return nil }
    if axis == 0, !array.isColumnMajor {
      guard let numbers = try? task.numbers((index * size)..<((index + 1) * size)) else { return nil }
      return Sample(dims: rest, numbers: numbers.map { Float($0) })
    }
    guard let all else { return nil }
    let inner = dims[(axis + 1)...].reduce(1, *)
    var numbers: [Float] = []
    numbers.reserveCapacity(size)
    for outer in 0..<(size / max(inner, 1)) {
      let start = (outer * dims[axis] + index) * inner
      numbers += all[start..<(start + inner)]
    }
    return Sample(dims: rest, numbers: numbers)
  }

  /// All numbers, row by row, the first axis the slowest; nil where they can't be had or are too many.
  public var all: [Float]? {
    guard let count = array.elementCount, count <= ActivityTuning.gatheredNumbers,
      let numbers = try? task.numbers(0..<count)
    else { return nil }
    // Without an element, the other dims may be of any size.
    guard array.isColumnMajor, count > 0 else { return numbers.map { Float($0) } }
    // The last axis runs slowest in the file.
    let dims = array.dims.map { Int(clamping: $0) }
    var turned = [Float](repeating: 0, count: count)
    var strides = [Int](repeating: 1, count: dims.count)
    for axis in dims.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * dims[axis + 1] }
    var place = [Int](repeating: 0, count: dims.count)
    for number in numbers {
      turned[zip(place, strides).reduce(0) { $0 + $1.0 * $1.1 }] = Float(number)
      for axis in dims.indices {
        place[axis] += 1
        if place[axis] < dims[axis] { break }
        place[axis] = 0
      }
    }
    return turned
  }
}
