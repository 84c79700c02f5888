import Diagnostics
import Glibc
import ModelGraph
import TextOutput

/// What the process that runs a model answers. It may be under the control of the model by then, so nothing in it is trusted.
struct RunAnswer {
  /// The values that came, in the order asked for.
  var tensors: [RunTensor] = []
  /// The version of the library.
  var runtime = ""
  private let names: [String]
  /// Names of values that turned out to hold no numbers.
  var others: [String] = []
  private var total = 0

  /// Why there is no whole answer.
  enum Problem: Error {
    case said(kind: UInt8, text: String)
    case late
    case ended
    case tooLarge
  }

  init(names: [String]) { self.names = names }

  /// Reads the answer of one run. Cost: linear in it; its size is bounded.
  mutating func read(from line: SessionLine) -> Problem? {
    do throws(Problem) {
      while try readRecord(line) {}
      return nil
    } catch {
      return error
    }
  }

  /// Reads one record; false after the last.
  private mutating func readRecord(_ line: SessionLine) throws(Problem) -> Bool {
    let head = try line.take(9)
    let length = Self.number(head[1...])
    guard length >= 0, length <= RunTuning.mostBytes - total else { throw .tooLarge }
    switch head[0] {
    case UInt8(ascii: "V"): try readValue(length, line)
    case UInt8(ascii: "N"):
      let number = Self.number(try line.take(length).prefix(4))
      if names.indices.contains(number) { others.append(names[number]) }
    case UInt8(ascii: "D"):
      runtime = String(decoding: try line.take(length), as: UTF8.self)
      return false
    default: throw .said(kind: head[0], text: String(decoding: try line.take(length), as: UTF8.self))
    }
    return true
  }

  private mutating func readValue(_ length: Int, _ line: SessionLine) throws(Problem) {
    guard length >= 12 else { throw .ended }
    let numbers = try line.take(12)
    let (index, rank) = (Self.number(numbers[0..<4]), Self.number(numbers[8..<12]))
    let type = DataType(rawValue: Int32(truncatingIfNeeded: Self.number(numbers[4..<8])))
    guard names.indices.contains(index), let type, rank <= RunTuning.rank, length >= 12 + 8 * rank else {
      throw .ended
    }
    let sizes = try line.take(8 * rank)
    let dims = (0..<rank).map { Int64(Self.number(sizes[(8 * $0)..<(8 * $0 + 8)])) }
    let count = length - 12 - 8 * rank
    guard TensorRef(dataType: type, dims: dims).byteCount == Int64(count) else { throw .ended }
    tensors.append(RunTensor(name: names[index], dataType: type, dims: dims, bytes: try line.take(count)))
    total += count
  }

  /// A number of up to 8 bytes, little-endian.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    Int(bitPattern: bytes.reversed().reduce(UInt(0)) { $0 << 8 | UInt($1) })
  }
}

extension RunAnswer.Problem {
  /// Whether the process takes other inputs after this one.
  var isOfOneRun: Bool {
    if case .said(let kind, _) = self {
      kind == UInt8(ascii: "I") || kind == UInt8(ascii: "R")
    } else {
      false
    }
  }

  /// The error for the user.
  ///
  /// - Parameter signal: the signal that ended the process; 0 for none.
  func error(signal: Int32, _ options: RunOptions) -> FoldoutError {
    switch self {
    case .said(let kind, let text): Self.error(kind, sanitized(text, limit: RunTuning.messageLength), options)
    case .tooLarge:
      FoldoutError(
        .unavailable, "run-too-large", "the values take more than \(RunTuning.mostBytes / 1_000_000_000) GB",
        hint: "Fetch some of them with --only, or give it fewer rows.")
    case .late: Self.late(options)
    case .ended where signal == SIGXCPU: Self.late(options)
    case .ended:
      FoldoutError(
        .unavailable, "run-crashed",
        "ONNX Runtime crashed as it ran the model\(signal > 0 ? " (signal \(signal))" : "")",
        hint: "It ran in a process of its own, so nothing else is harmed; another version may do.")
    }
  }

  private static func late(_ options: RunOptions) -> FoldoutError {
    FoldoutError(
      .unavailable, "timeout", "the model came to no end within \(options.seconds) s",
      hint: "Allow more time, as in --timeout \(10 * options.seconds)s, or give it less to do.")
  }

  private static func error(_ kind: UInt8, _ text: String, _ options: RunOptions) -> FoldoutError {
    switch kind {
    case UInt8(ascii: "L"):
      FoldoutError(
        .unavailable, "no-runtime",
        "ONNX Runtime, which runs models, is not installed or can't be loaded: \(text)",
        hint: RuntimeSearch.advice)
    case UInt8(ascii: "M"):
      FoldoutError(
        .unavailable, "run-memory", "the model takes more memory than it may (\(options.memory >> 30) GB)",
        hint: "Give it fewer rows, or smaller sizes with --dim.")
    case UInt8(ascii: "S"):
      FoldoutError(.unavailable, "run-refused", "ONNX Runtime can't load the model: \(text)")
    case UInt8(ascii: "I"):
      FoldoutError(.usage, "wrong-shape", "an input does not fit: \(text)")
    default:
      FoldoutError(.unavailable, "run-failed", "ONNX Runtime could not run the model: \(text)")
    }
  }
}
