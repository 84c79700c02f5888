import ArchiveShim
import Diagnostics
import Glibc
import InputFiles
import KerasReader
import Parallelism

/// The datasets of the HDF5 file that a model's file is or holds, read by HDF5 in a process of its own.
///
/// An archive's packed entry is unpacked once, when the first dataset of it is opened. (Unchecked: under a lock.)
final class Datasets: @unchecked Sendable {
  private let file: InputFile
  private let lock = Lock()
  private var image: Result<HDF5Image?, UnreadTensor>?

  init(_ file: InputFile) { self.file = file }

  /// Starts to read a dataset of `count` bytes.
  func open(_ path: String, count: Int) throws(UnreadTensor) -> DatasetStream {
    guard let image = try lock.locked({ found }).get() else {
      throw UnreadTensor("no-data", "it has no data")
    }
    return DatasetStream(file, image, path, count: count)
  }

  private var found: Result<HDF5Image?, UnreadTensor> {
    if let image { return image }
    let made = Result<HDF5Image?, UnreadTensor> { () throws(UnreadTensor) in
      do throws(FoldoutError) {
        return try file.withBytes { bytes throws(FoldoutError) in try HDF5Image.find(in: bytes) }
      } catch {
        throw UnreadTensor(error.diagnostic.code, "its data can't be read: " + error.diagnostic.message)
      }
    }
    image = made
    return made
  }
}

/// The elements of one dataset, in order, from a process that reads them.
final class DatasetStream {
  private let file: InputFile
  private let image: HDF5Image
  private let path: String
  private let count: Int
  private var reader: pid_t = -1
  private var pipe: Int32 = -1
  private var next = 0

  init(_ file: InputFile, _ image: HDF5Image, _ path: String, count: Int) {
    (self.file, self.image, self.path, self.count) = (file, image, path, count)
  }

  deinit { stop() }

  /// Fills a buffer with the bytes from an offset on, which is 0 or where the last piece ended.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    if offset == 0, !buffer.isEmpty { start() }
    guard pipe >= 0, offset == next || offset == 0 else { return buffer.isEmpty }
    var done = 0
    while done < buffer.count {
      let got = Glibc.read(pipe, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { return false }
      done += got
    }
    next = offset + done
    return true
  }

  private func start() {
    stop()
    switch image {
    case .part(let range):
      file.withBytes { bytes in
        guard range.upperBound <= bytes.count else { return }
        start(UnsafeRawBufferPointer(rebasing: bytes[range]))
      }
    case .unpacked(let bytes): bytes.withUnsafeBytes { start($0) }
    }
  }

  private func start(_ bytes: UnsafeRawBufferPointer) {
    pipe = foldout_h5_stream(bytes.baseAddress, bytes.count, path, count, &reader)
    next = 0
  }

  private func stop() {
    if pipe >= 0 { close(pipe) }
    pipe = -1
    guard reader > 0 else { return }
    // One that still writes ends by the closed pipe; one that hangs must not be waited for.
    kill(reader, SIGKILL)
    var status: Int32 = 0
    while waitpid(reader, &status, 0) < 0, errno == EINTR {}
    reader = -1
  }
}
