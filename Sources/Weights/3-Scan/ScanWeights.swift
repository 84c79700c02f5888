import ModelGraph
import Parallelism
import TensorReading

/// Looks at all stored tensors of a model.
///
/// Tensors are read once, by all processors, in constant memory a worker; those that are small are shared out whole, large
/// ones in parts. The result does not depend on how many workers there are.
///
/// - Parameters:
///   - model: the model.
///   - files: opens its tensors.
///   - options: which tensors, and who is told how far it is.
/// - Returns: a report with one entry for each tensor asked for; findings are not in it yet.
///
/// Cost: linear in the bytes of the tensors.
public func scanWeights(_ model: Model, _ files: TensorFiles, _ options: ScanOptions = ScanOptions())
  -> WeightReport
{
  let stored = storedTensors(of: model).filter(options.includes)
  let scan = WeightScan(model: model, files: files, stored: stored, options: options)
  return WeightReport(tensors: scan.run())
}

/// Which tensors are looked at, and by whom.
public struct ScanOptions: Sendable {
  /// Whether a tensor is looked at.
  public var includes: @Sendable (StoredTensor) -> Bool = { _ in true }
  /// How many threads work.
  public var width = processorCount
  /// Is told how many bytes are done, now and then; by any thread, one at a time.
  public var progress: (@Sendable (_ done: Int64, _ all: Int64) -> Void)?

  /// Makes options for all tensors.
  public init() {}
}

private struct WeightScan: Sendable {
  let model: Model
  let files: TensorFiles
  let stored: [StoredTensor]
  let options: ScanOptions

  func run() -> [TensorReport] {
    let sizes = stored.map { $0.tensor.byteCount ?? 0 }
    let isLarge = sizes.map { $0 > Int64(WeightTuning.partBytes) }
    let results = Results(stored, all: sizes.reduce(0, addingBytes), options.progress)
    let workers = ScanWorkers(width: options.width)
    for place in stored.indices where isLarge[place] {
      results.set(report(stored[place], workers), at: place, bytes: sizes[place])
    }
    let small = stored.indices.filter { !isLarge[$0] }
    workers.runEach(small.count) { worker, piece in
      let place = small[piece]
      results.set(report(stored[place], worker), at: place, bytes: sizes[place])
    }
    return results.reports
  }

  /// What is known of one tensor.
  private func report(_ stored: StoredTensor, _ workers: ScanWorkers) -> TensorReport {
    var report = TensorReport(stored: stored)
    do throws(UnreadTensor) {
      let layout = stored.use?.channelAxis.flatMap { ChannelLayout(dims: stored.tensor.dims, axis: $0) }
      let task = ScanTask(tensor: stored.tensor, channels: layout)
      let scanned = try task.run(files, workers)
      report.statistics = scanned.statistics
      var norms = scanned.norms
      if let scaled = FindScaling(model: model, files: files).task(stored) {
        let numbers = try scaled.run(files, workers)
        report.dequantized = numbers.statistics
        // Of stored codes around a zero point the size says nothing.
        if !numbers.norms.isEmpty { norms = numbers.norms }
      }
      if let axis = stored.use?.channelAxis, let layout, !norms.isEmpty {
        var channels = ChannelReport(axis: axis, norms: norms)
        let equal = EqualChannels(tensor: stored.tensor, layout: layout, norms: norms)
        channels.duplicates = try equal.groups(files, workers.first)
        report.channels = channels
      }
    } catch {
      report.unread = .init(code: error.code, text: error.text)
    }
    return report
  }
}

/// What workers have found. (Unchecked: under a lock.)
private final class Results: @unchecked Sendable {
  private let lock = Lock()
  private(set) var reports: [TensorReport]
  private let all: Int64
  private var done: Int64 = 0
  private let progress: (@Sendable (Int64, Int64) -> Void)?

  init(_ stored: [StoredTensor], all: Int64, _ progress: (@Sendable (Int64, Int64) -> Void)?) {
    reports = stored.map { TensorReport(stored: $0) }
    (self.all, self.progress) = (all, progress)
  }

  func set(_ report: TensorReport, at place: Int, bytes: Int64) {
    lock.locked {
      reports[place] = report
      done = addingBytes(done, bytes)
      progress?(done, all)
    }
  }
}
