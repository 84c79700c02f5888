import Glibc
import RuntimeShim

/// What the process is asked, as the C function takes it.
struct RunRequest {
  let libraries: [String]
  let model: UnsafeRawBufferPointer
  let folder: String?
  let inputs: [RunTensor]
  let outputs: [String]
  let options: RunOptions

  init(
    libraries: [String], model: UnsafeRawBufferPointer, folder: String?, inputs: [RunTensor],
    outputs: [String], _ options: RunOptions
  ) {
    (self.libraries, self.model, self.folder) = (libraries, model, folder)
    (self.inputs, self.outputs, self.options) = (inputs, outputs, options)
  }

  /// Starts the process.
  ///
  /// - Returns: the end of the pipe that its answer comes from; -1 where it can't be started.
  func start(_ child: inout pid_t) -> Int32 {
    let memory = Memory()
    var request = foldout_run_request()
    request.libraries = memory.pointers(to: libraries)
    request.library_count = libraries.count
    (request.model, request.model_size) = (model.baseAddress, model.count)
    request.folder = folder.flatMap { UnsafePointer(memory.text($0)) }
    let given = memory.copy(
      inputs.map { tensor in
        foldout_run_input(
          name: memory.text(tensor.name), type: tensor.dataType.rawValue, dims: memory.copy(tensor.dims),
          rank: tensor.dims.count, bytes: UnsafeRawPointer(memory.copy(tensor.bytes)),
          size: tensor.bytes.count)
      })
    (request.inputs, request.input_count) = (given, inputs.count)
    request.outputs = memory.pointers(to: outputs)
    request.output_count = outputs.count
    let copies = UInt64(model.count).multipliedReportingOverflow(by: RunTuning.copies).partialValue
    request.memory = options.memory + copies
    request.seconds = UInt64(max(1, options.seconds))
    return foldout_run_start(&request, &child)
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
