import Diagnostics
import Glibc
import RuntimeShim

/// Finds ONNX Runtime on this machine. Nothing is started to do so.
public struct RuntimeSearch: Sendable, Equatable {
  /// Paths and names to be tried, in order.
  public var candidates: [String]
  /// What the user named, if anything.
  public var named: String?

  /// Names that the system's linker may know: of wheels and of Debian's packages.
  private static let systemNames = [
    "libonnxruntime.so.1", "libonnxruntime.so.1.23", "libonnxruntime.so.1.21", "libonnxruntime.so",
  ]

  /// Makes the list: the path alone where one is named, by an option or by `FOLDOUT_ONNXRUNTIME`; else what stands beside the Python
  /// package that the program is in, the linker's names, then other packages of Python. Cost: a look into a few folders.
  ///
  /// - Throws: ``FoldoutError`` of kind `unavailable` where the named path is not there.
  public init(named path: String?) throws(FoldoutError) {
    named = path ?? Self.variable("FOLDOUT_ONNXRUNTIME")
    guard let named, !named.isEmpty else {
      let beside = OwnPackage.site.map { Self.libraries(in: $0 + "/onnxruntime/capi") } ?? []
      let others = Self.pythonFolders.flatMap { Self.libraries(in: $0 + "/onnxruntime/capi") }
      candidates = beside + Self.systemNames + others
      return
    }
    guard named.contains("/") || access(named, F_OK) == 0 else {
      candidates = [named]
      return
    }
    // A folder is what an unpacked wheel is.
    let inside = ["", "/capi", "/onnxruntime/capi", "/lib"].flatMap { Self.libraries(in: named + $0) }
    // A name without a slash would be looked up elsewhere.
    candidates = inside.isEmpty ? [named.contains("/") ? named : "./" + named] : inside
    guard access(candidates[0], R_OK) == 0 else {
      throw FoldoutError(
        .unavailable, "no-runtime", "there is no ONNX Runtime at \(quoted(named))", hint: Self.advice)
    }
  }

  /// How to get the library: for a program that came by pip, by pip.
  public static let advice =
    OwnPackage.site != nil
    ? "pip install onnxruntime, in the environment that foldout is in"
    : "pip download --no-deps onnxruntime && unzip onnxruntime-*.whl -d ort; then --runtime ort, or set FOLDOUT_ONNXRUNTIME"

  /// The first that can be loaded, and its version; nil where none can. It is loaded into this process.
  public var found: (path: String, version: String)? {
    for candidate in candidates {
      var version = [CChar](repeating: 0, count: 64)
      var reason = [CChar](repeating: 0, count: 64)
      guard foldout_run_version(candidate, &version, &reason, version.count) != 0 else { continue }
      return (
        candidate, String(decoding: version.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      )
    }
    return nil
  }

  // MARK: Folders

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Where packages of Python may be: in the active environment, beside each `python3` on the path, and where Debian has them.
  private static var pythonFolders: [String] {
    var prefixes = [variable("VIRTUAL_ENV"), variable("CONDA_PREFIX")].compactMap { $0 }
    for folder in (variable("PATH") ?? "").split(separator: ":") {
      let python = String(folder) + "/python3"
      guard access(python, X_OK) == 0 else { continue }
      prefixes.append(String(folder) + "/..")
      guard let real = realpath(python, nil) else { continue }
      defer { free(real) }
      let path = String(cString: real)
      if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) { prefixes.append(path[..<slash] + "/..") }
    }
    if let home = variable("HOME") { prefixes.append(home + "/.local") }
    prefixes += ["/usr/local", "/usr"]
    var found: [String] = []
    for prefix in prefixes {
      for version in names(in: prefix + "/lib", beginning: "python3") {
        for kind in ["site-packages", "dist-packages"] { found.append("\(prefix)/lib/\(version)/\(kind)") }
      }
    }
    return found
  }

  /// Libraries in a folder, the highest version first.
  private static func libraries(in folder: String) -> [String] {
    names(in: folder, beginning: "libonnxruntime.so").map { folder + "/" + $0 }
  }

  /// Names in a folder that begin so, the longest and last first, so that 3.12 comes before 3.9.
  private static func names(in folder: String, beginning start: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(start) { found.append(name) }
    }
    return found.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }
}
