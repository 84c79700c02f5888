import Diagnostics
import Glibc

/// Writes results so that a reader sees the old file or the new one, never a part.
enum OutputFile {
  /// Puts bytes at a path: into a temporary file in the same folder, then renamed. Pipes and devices
  /// (`/dev/stdout`) are written to directly. Folders on the way that are not there are made.
  ///
  /// - Throws: ``FoldoutError`` of kind `cannotWrite`; what stood at the path still does.
  static func write(_ bytes: [UInt8], to path: String) throws(FoldoutError) {
    var status = stat()
    var mode: mode_t = 0o666
    if stat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG: mode = status.st_mode & 0o777
      case S_IFDIR:
        throw FoldoutError(
          .cannotWrite, "is-directory", "cannot write \(path): it is a directory",
          hint: "end it in / to write into it")
      default: return try writeDirectly(bytes, to: path)
      }
    }
    let temporary = "\(path).\(getpid()).tmp"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    var descriptor = open(temporary, flags, mode)
    if descriptor < 0, errno == ENOENT, makeFolders(for: path) { descriptor = open(temporary, flags, mode) }
    guard descriptor >= 0 else { throw cannotWrite(path) }
    guard Descriptor.write(bytes, to: descriptor), close(descriptor) == 0, rename(temporary, path) == 0 else {
      let error = cannotWrite(path)
      unlink(temporary)
      throw error
    }
  }

  /// Makes the folders that a file is to stand in.
  ///
  /// - Returns: whether all are there.
  private static func makeFolders(for path: String) -> Bool {
    for (place, character) in zip(path.indices, path) where character == "/" && place > path.startIndex {
      if mkdir(String(path[..<place]), 0o777) != 0, errno != EEXIST { return false }
    }
    return true
  }

  /// How a file differs from what it should hold.
  enum Difference: Sendable, Equatable {
    case missing
    case changed
  }

  /// How the file at a path differs from bytes; nil where it holds just them.
  static func difference(_ bytes: [UInt8], at path: String) -> Difference? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno == ENOENT ? .missing : .changed }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size == bytes.count else { return .changed }
    var found = [UInt8](repeating: 0, count: bytes.count + 1)
    let count = Descriptor.fill(&found, from: descriptor)
    return count == bytes.count && found.prefix(bytes.count).elementsEqual(bytes) ? nil : .changed
  }

  /// Puts bytes at a path, or on standard output where there is none.
  static func write(_ bytes: [UInt8], to path: String?) throws(FoldoutError) {
    guard let path else { return try writeToStandardOutput(bytes) }
    try write(bytes, to: path)
  }

  /// Puts bytes on standard output.
  static func writeToStandardOutput(_ bytes: [UInt8]) throws(FoldoutError) {
    guard Descriptor.write(bytes, to: STDOUT_FILENO) else { throw cannotWrite("standard output") }
  }

  private static func writeDirectly(_ bytes: [UInt8], to path: String) throws(FoldoutError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw cannotWrite(path) }
    defer { close(descriptor) }
    guard Descriptor.write(bytes, to: descriptor) else { throw cannotWrite(path) }
  }

  private static func cannotWrite(_ path: String) -> FoldoutError {
    FoldoutError(.cannotWrite, "cannot-write", "cannot write \(path): " + String(cString: strerror(errno)))
  }
}
