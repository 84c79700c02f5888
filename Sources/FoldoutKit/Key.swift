import Diagnostics
import Glibc
import GraphvizLayout
import Rasterizing
import Rendering

extension Foldout {
  /// The version of this program.
  public static let version = "0.1.0"

  /// A name for what drawing a model would give: as long as it stays the same, so do the files. It changes with
  /// the bytes of the model, the options, and the versions of Foldout and of the libraries that draw.
  ///
  /// - Parameter path: the model's file; `-` is standard input.
  /// - Throws: ``FoldoutError`` of kind `noInput` where the file can't be read.
  ///
  /// Cost: that of reading the file once, weights and all.
  public static func key(
    path: String, format: OutputFormat, themes: [ThemeChoice], _ options: DrawOptions
  ) throws(FoldoutError) -> String {
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable("can't open it") }
    defer { if descriptor != 0 { close(descriptor) } }
    var hash = StreamHash()
    var length = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = fill(&buffer, from: descriptor)
      guard count >= 0 else { throw unreadable("can't read it") }
      length += count
      // What is missing to a multiple of 32 is zeros; the length below tells them from the file's own.
      let padded = (count + 31) & ~31
      for place in count..<padded { buffer[place] = 0 }
      buffer.withUnsafeBytes { hash.add(UnsafeRawBufferPointer(rebasing: $0[..<padded])) }
      if count < buffer.count { break }
    }
    var about = "\(length) foldout \(version) graphviz \(graphvizVersion) \(format) \(themes) \(options)"
    if format == .png || format == .pdf, let versions = Raster.versions {
      about += " rsvg \(versions.rsvg) cairo \(versions.cairo) font \(Raster.font ?? "")"
      if format == .pdf, let date = getenv("SOURCE_DATE_EPOCH") { about += " " + String(cString: date) }
    }
    return hash.finish(with: about)
  }

  /// Reads until the buffer is full or the file ends; gives the number of bytes, -1 where it fails.
  private static func fill(_ buffer: inout [UInt8], from descriptor: Int32) -> Int {
    buffer.withUnsafeMutableBytes { bytes in
      var count = 0
      while count < bytes.count {
        let got = Glibc.read(descriptor, bytes.baseAddress.map { $0 + count }, bytes.count - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { return -1 }
        if got == 0 { break }
        count += got
      }
      return count
    }
  }

  private static func unreadable(_ what: String) -> FoldoutError {
    FoldoutError(.noInput, "cannot-read", "\(what): \(String(cString: strerror(errno)))")
  }
}
