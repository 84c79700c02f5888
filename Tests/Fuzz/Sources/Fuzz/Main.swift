import Glibc
import LibFuzzer

/// Runs libFuzzer on one of the harnesses: `Fuzz --harness=onnx CORPUS -max_total_time=60`.
///
/// The name is an option of that form because libFuzzer leaves those alone, also when it starts itself again.
@main enum Fuzz {
  /// By name: what is done with an input. Errors are an answer like any other; only traps, sanitizers, time
  /// and memory show a fault.
  static let harnesses: [String: @Sendable (UnsafeRawBufferPointer) -> Void] = [
    "onnx": Readers.onnx, "written": Readers.written, "keras": Readers.keras, "archive": Readers.archive,
    "hdf5": Readers.hdf5,
    "text": Texts.read, "rules": Rules.run, "layers": Layers.run, "graphs": Graphs.run,
    "recording": Recorded.read, "logs": Logs.read, "draw": Drawing.draw(_:),
  ]

  nonisolated(unsafe) private static var chosen: (UnsafeRawBufferPointer) -> Void = { _ in }

  static func main() {
    let option = "--harness="
    let name = CommandLine.arguments.first { $0.hasPrefix(option) }?.dropFirst(option.count) ?? ""
    guard let harness = harnesses[String(name)] else {
      print("Fuzz: --harness takes one of", harnesses.keys.sorted().joined(separator: ", "))
      exit(64)
    }
    chosen = harness
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { data, size in
        Fuzz.chosen(UnsafeRawBufferPointer(start: data, count: size))
        return 0
      })
  }
}
