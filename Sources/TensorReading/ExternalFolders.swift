import Diagnostics
import Glibc
import TextOutput

/// Where a model's external data may be: in its folder, and nowhere else.
///
/// A path of the file is followed only if it is relative, goes up nowhere, and leads to a regular file that really lies
/// in the model's folder. Where the model is a link, the folder of the file that it leads to counts too: caches of downloads
/// hold links to files in one other folder, and data may lie beside the linked file only.
struct ExternalFolders: Sendable {
  /// The folder as named, with its slash; empty for the current one.
  private let folder: String
  /// The real path of the folder of the file that the model's path leads to, with its slash.
  private let target: String?
  /// The real paths of both.
  private let real: [String]

  init(model path: String) {
    folder = String(path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? "")
    target = Self.realPath(path).flatMap { path in
      path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) }
    }
    real = [Self.realPath(folder.isEmpty ? "." : folder), target].compactMap(\.self)
  }

  /// Opens part of a file.
  ///
  /// - Throws: ``UnreadTensor`` where the path leads elsewhere, or the file is not there or too short.
  func open(_ path: String, offset: Int64, count: Int) throws(UnreadTensor) -> TensorBytes {
    guard !path.utf8.contains(0), !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw UnreadTensor("external-path", "its data is in \(quoted(path)), outside of the model's folder")
    }
    // Nothing waits for a pipe or a device that stands in a file's place.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
    var descriptor = Glibc.open(folder + path, flags)
    if descriptor < 0, errno == ENOENT, let target { descriptor = Glibc.open(target + path, flags) }
    guard descriptor >= 0 else {
      let reason = errno == ENOENT ? "which is not there" : "which can't be opened"
      throw UnreadTensor("external-missing", "its data is in \(quoted(path)), \(reason)")
    }
    do throws(UnreadTensor) {
      return try check(descriptor, path, offset, count)
    } catch {
      close(descriptor)
      throw error
    }
  }

  private func check(
    _ descriptor: Int32, _ path: String, _ offset: Int64, _ count: Int
  ) throws(UnreadTensor) -> TensorBytes {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw UnreadTensor("external-missing", "its data is in \(quoted(path)), which is no file")
    }
    // What the descriptor really is, so that a link that is changed meanwhile leads nowhere.
    guard let place = Self.realPath("/proc/self/fd/\(descriptor)"),
      real.contains(where: { Self.isIn($0, place) })
    else {
      throw UnreadTensor("external-path", "its data is in \(quoted(path)), a link out of the model's folder")
    }
    let size = Int64(status.st_size)
    guard offset >= 0, offset <= size, Int64(count) <= size - offset else {
      throw UnreadTensor("external-cut", "its data is in \(quoted(path)), which ends before it")
    }
    return TensorBytes(external: descriptor, offset: Int(offset), count: count)
  }

  private static func isIn(_ folder: String, _ path: String) -> Bool {
    path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }

  private static func realPath(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}
