import Glibc
import RuntimeShim

/// What a session is opened with, as the C function takes it.
struct SessionRequest {
  let libraries: [String]
  let model: UnsafeRawBufferPointer
  let folder: String?
  let outputs: [String]
  let options: RunOptions

  /// Starts the process; nil where it can't be started.
  func start() -> foldout_session? {
    let memory = Memory()
    var request = foldout_session_request()
    request.libraries = memory.pointers(to: libraries)
    request.library_count = libraries.count
    (request.model, request.model_size) = (model.baseAddress, model.count)
    request.folder = folder.flatMap { UnsafePointer(memory.text($0)) }
    request.outputs = memory.pointers(to: outputs)
    request.output_count = outputs.count
    let copies = UInt64(model.count).multipliedReportingOverflow(by: RunTuning.copies).partialValue
    request.memory = options.memory + copies
    request.seconds = UInt64(max(1, options.seconds))
    var session = foldout_session()
    return foldout_session_start(&request, &session) != 0 ? session : nil
  }

  /// Memory that lives until the process has its copy.
  private final class Memory {
    private var blocks: [UnsafeMutableRawPointer] = []

    deinit { for block in blocks { block.deallocate() } }

    func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
      let size = max(1, elements.count * MemoryLayout<Element>.stride)
      let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
      blocks.append(block)
      elements.withUnsafeBytes {
        block.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(block), byteCount: $0.count)
      }
      return UnsafePointer(block.assumingMemoryBound(to: Element.self))
    }

    func text(_ text: String) -> UnsafePointer<CChar> { copy(text.utf8.map { CChar(bitPattern: $0) } + [0]) }

    func pointers(to texts: [String]) -> UnsafePointer<UnsafePointer<CChar>?> {
      copy(texts.map { Optional(text($0)) })
    }
  }
}
