import ModelGraph
import Parallelism
import TensorReading

/// An array to be looked at, wherever it comes from.
public struct ElementsTask: Sendable {
  /// The element type.
  public var type: DataType
  /// The axes as its bytes have them, the outermost first.
  public var dims: [Int64]
  /// The axis of its channels, where it has some.
  public var channelAxis: Int?
  /// Opens its bytes.
  public var open: @Sendable () throws(UnreadTensor) -> TensorBytes

  /// Makes a task.
  public init(
    type: DataType, dims: [Int64], channelAxis: Int? = nil,
    open: @escaping @Sendable () throws(UnreadTensor) -> TensorBytes
  ) {
    (self.type, self.dims, self.channelAxis, self.open) = (type, dims, channelAxis, open)
  }
}

/// What was found in an array.
public struct ElementFigures: Sendable {
  /// The figures of its elements.
  public var statistics: TensorStatistics
  /// By channel: the root of the sum of squares; empty where there are no channels.
  public var norms: [Double]
}

/// Looks at arrays, each read once, by all processors, in constant memory a worker.
///
/// - Parameters:
///   - tasks: the arrays.
///   - width: how many threads work.
///   - progress: is told how many bytes are done, now and then; by any thread, one at a time.
/// - Returns: by array its figures, or why there are none.
///
/// Cost: linear in the bytes.
public func scanElements(
  _ tasks: [ElementsTask], width: Int = processorCount,
  progress: (@Sendable (_ done: Int64, _ all: Int64) -> Void)? = nil
) -> [Result<ElementFigures, UnreadTensor>] {
  let sizes = tasks.map { TensorRef(dataType: $0.type, dims: $0.dims).byteCount ?? 0 }
  let results = ElementResults(tasks.count, all: sizes.reduce(0, addingBytes), progress)
  let workers = ScanWorkers(width: width)
  // Large ones are shared out in parts, small ones whole.
  for place in tasks.indices where sizes[place] > Int64(WeightTuning.partBytes) {
    results.set(tasks[place].figures(workers), at: place, bytes: sizes[place])
  }
  let small = tasks.indices.filter { sizes[$0] <= Int64(WeightTuning.partBytes) }
  workers.runEach(small.count) { worker, piece in
    results.set(tasks[small[piece]].figures(worker), at: small[piece], bytes: sizes[small[piece]])
  }
  return results.all
}

/// A sum of sizes; dims of a damaged file may say more bytes than can be counted.
func addingBytes(_ a: Int64, _ b: Int64) -> Int64 {
  let (sum, overflow) = a.addingReportingOverflow(b)
  return overflow ? .max : sum
}

extension ElementsTask {
  fileprivate func figures(_ workers: ScanWorkers) -> Result<ElementFigures, UnreadTensor> {
    Result { () throws(UnreadTensor) in
      guard let form = ElementForm(type) else {
        throw UnreadTensor("no-numbers", "\(type.name) is not looked into")
      }
      let layout = channelAxis.flatMap { ChannelLayout(dims: dims, axis: $0) }
      let task = ScanTask(tensor: TensorRef(dataType: type, dims: dims), channels: layout)
      let scanned = try task.run(open(), form, workers)
      return ElementFigures(statistics: scanned.statistics, norms: scanned.norms)
    }
  }

  /// Some of the numbers in a row, as the bytes have them.
  ///
  /// Types of less than a byte are read whole bytes at a time: the first must be at the start of one.
  ///
  /// - Throws: ``UnreadTensor`` where they can't be had.
  ///
  /// Cost: linear in them; for bytes that have to be read in order, in all before them too.
  public func numbers(_ range: Range<Int>) throws(UnreadTensor) -> [Double] {
    guard let bits = ElementForm(type)?.bits, range.lowerBound * bits % 8 == 0 else {
      throw UnreadTensor("no-numbers", "\(type.name) is not looked into")
    }
    let bytes = try open()
    let first = bytes.isRandomAccess ? range.lowerBound : 0
    let start = first * bits / 8
    var buffer = [UInt8](repeating: 0, count: (range.upperBound * bits + 7) / 8 - start)
    let read = buffer.withUnsafeMutableBytes { buffer in
      Result { () throws(UnreadTensor) in try bytes.read(at: start, into: buffer) }
    }
    try read.get()
    return buffer.withUnsafeBytes { buffer in
      let skipped = (range.lowerBound - first) * bits / 8
      return decode(UnsafeRawBufferPointer(rebasing: buffer[skipped...]), type, range.count)
    }
  }
}

/// What workers have found. (Unchecked: under a lock.)
private final class ElementResults: @unchecked Sendable {
  private let lock = Lock()
  private(set) var all: [Result<ElementFigures, UnreadTensor>]
  private let size: Int64
  private var done: Int64 = 0
  private let progress: (@Sendable (Int64, Int64) -> Void)?

  init(_ count: Int, all size: Int64, _ progress: (@Sendable (Int64, Int64) -> Void)?) {
    all = Array(repeating: .failure(UnreadTensor("not-read", "it was not read")), count: count)
    (self.size, self.progress) = (size, progress)
  }

  func set(_ result: Result<ElementFigures, UnreadTensor>, at place: Int, bytes: Int64) {
    lock.locked {
      all[place] = result
      done = addingBytes(done, bytes)
      progress?(done, size)
    }
  }
}
