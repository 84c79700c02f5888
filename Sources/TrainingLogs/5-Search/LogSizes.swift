import Glibc

/// The files that ``readLogs(_:)`` would read now, with their sizes; to see whether any has grown. Linear in the
/// entries of folders.
public func logSizes(_ paths: [String]) -> [LogSize] {
  var sizes: [LogSize] = []
  for path in paths {
    var status = stat()
    guard stat(path, &status) == 0 else { continue }
    let files = status.st_mode & S_IFMT == S_IFDIR ? LogSearch(path).found.map(\.path) : [path]
    for file in files where stat(file, &status) == 0 {
      sizes.append(
        LogSize(
          path: file, byteCount: Int64(status.st_size),
          modified: Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)))
    }
  }
  return sizes
}

/// How large a log is.
public struct LogSize: Sendable, Equatable {
  /// The file.
  public var path: String
  /// Its bytes.
  public var byteCount: Int64
  /// When it was written last, in nanoseconds since 1970.
  public var modified: Int64
}
