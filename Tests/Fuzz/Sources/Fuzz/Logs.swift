import FoldoutKit
import Glibc

@testable import TrainingLogs

/// Training logs, from a file to a page. The first byte says whether the rest is a file as it is, or the data of a record with
/// checksums that are right, which no fuzzer could guess.
enum Logs {
  /// A file without a name.
  private static let file: Int32 = {
    var name = Array("/tmp/foldout-fuzz-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    if file >= 0 { unlink(name) }
    return file
  }()

  static func read(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first, file >= 0 else { return }
    let rest = Array(bytes.dropFirst())
    let content = first % 2 == 0 ? rest : record(rest)
    ftruncate(file, 0)
    guard content.withUnsafeBytes({ pwrite(file, $0.baseAddress, $0.count, 0) }) == content.count,
      let set = try? readLogs("/proc/self/fd/\(file)")
    else { return }
    let formats: [ReportFormat] = [.text, .json, .csv, .svg]
    _ = try? Foldout.document(of: set, as: formats[Int(first / 2) % formats.count])
  }

  private static func record(_ data: [UInt8]) -> [UInt8] {
    func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
    func checksum(_ content: [UInt8]) -> [UInt8] {
      bytes(RecordFile.masked(content.withUnsafeBytes { RecordFile.checksum($0) }))
    }
    let length = bytes(UInt64(data.count))
    return length + checksum(length) + data + checksum(data)
  }
}
