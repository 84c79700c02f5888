import Glibc

/// The Python package that the program came in, as a wheel brings it.
enum OwnPackage {
  /// The folder of Python's packages that this program is in, without a slash at its end; nil where it was installed otherwise.
  static let site = site(of: "/proc/self/exe")

  /// The folder of Python's packages that a program is in: `…/site-packages` of `…/site-packages/foldout/bin/foldout`. Cost:
  /// a look at two files.
  static func site(of executable: String) -> String? {
    guard let real = realpath(executable, nil) else { return nil }
    defer { free(real) }
    let parts = String(cString: real).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 3 else { return nil }
    let site = parts.dropLast(3).joined(separator: "/")
    // A tarball has the same folders, without Python.
    return access("\(site)/\(parts[parts.count - 3])/__init__.py", F_OK) == 0 ? site : nil
  }
}
