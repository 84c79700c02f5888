import Diagnostics
import Glibc

/// Looks for logs in a folder and below it.
///
/// The files of a folder come before the folders in it, both in the order of their names. Hidden ones and links to folders are passed over, and depth and number
/// bounded.
struct LogSearch {
  private(set) var found: [FoundLog] = []
  /// How many files and folders were looked at.
  private(set) var entries = 0
  /// Whether there were more than are looked at.
  private(set) var isCut = false

  /// Searches a folder. Linear in its entries, of each file the head is read.
  init(_ folder: String) { search(folder.last == "/" ? folder : folder + "/") }

  private mutating func search(_ root: String) {
    // Folders that are left, the next one last.
    var open: [[String]] = [[]]
    while let parts = open.popLast() {
      let path = root + parts.map { $0 + "/" }.joined()
      var folders: [[String]] = []
      for name in Self.names(path) {
        entries += 1
        guard entries <= LogLimits.entries else { return isCut = true }
        let inner = parts + [name]
        switch Self.mode(path + name) {
        case S_IFDIR:
          if inner.count <= LogLimits.depth { folders.append(inner) } else { isCut = true }
        case S_IFREG:
          if let kind = LogKind(path: path + name, name: name), kind != .otherTable {
            found.append(FoundLog(path: path + name, parts: inner, kind: kind, isFound: true))
          }
        default: break
        }
      }
      open += folders.reversed()
    }
  }

  /// The names in a folder, sorted by their bytes.
  private static func names(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix("."), names.count <= LogLimits.entries { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The kind of an entry; that of a file for a link to one.
  private static func mode(_ path: String) -> mode_t {
    var status = stat()
    guard lstat(path, &status) == 0 else { return 0 }
    let mode = status.st_mode & S_IFMT
    guard mode == S_IFLNK else { return mode }
    guard stat(path, &status) == 0 else { return 0 }
    return status.st_mode & S_IFMT == S_IFREG ? S_IFREG : 0
  }
}
