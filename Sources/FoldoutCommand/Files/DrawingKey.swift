import Diagnostics
import FoldoutKit
import Glibc
import GraphvizLayout
import Rasterizing

/// A name for the result of drawing a model: as long as it stays the same, so do the files. It changes with the
/// bytes of the model, the options, and the versions of Foldout and of the libraries that draw.
struct DrawingKey {
  /// Sizes for dims that have a name in the file.
  var dims: [DimSize] = []
  /// The options of the drawing.
  var options = DrawOptions()
  /// The recordings that it shows.
  var data = DataRequest()
  /// The format of the files.
  var format = OutputFormat.svg
  /// The themes of the files, in order.
  var themes: [ThemeChoice] = []

  /// The key of drawing a file, as 32 hexadecimal digits.
  ///
  /// - Parameter path: the model's file; `-` is standard input.
  /// - Throws: ``FoldoutError`` of kind `noInput` where the file can't be read.
  ///
  /// Cost: that of reading the file once, weights and all.
  func text(ofFile path: String) throws(FoldoutError) -> String {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unreadable("can't open it") }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var hash = StreamHash()
    var length = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      guard let count = Descriptor.fill(&buffer, from: descriptor) else {
        throw Self.unreadable("can't read it")
      }
      length += count
      // The part missing to a multiple of 32 is zeros; the length in the text below tells them from the file's own.
      let padded = (count + 31) & ~31
      for place in count..<padded { buffer[place] = 0 }
      buffer.withUnsafeBytes { hash.add(UnsafeRawBufferPointer(rebasing: $0[..<padded])) }
      if count < buffer.count { break }
    }
    return hash.finish(with: "length \(length)\n" + versions + fields.text + (try externalText(path)))
  }

  /// The keys of the files beside a model that hold its weights, where those are drawn.
  private func externalText(_ path: String) throws(FoldoutError) -> String {
    var text = ""
    for file in data.files { text += file + " " + (try DrawingKey().text(ofFile: file)) + "\n" }
    guard options.needsWeights || data.weights, path != "-" else { return text }
    for file in try Foldout.externalFiles(of: path) {
      // One that is not there is drawn as such.
      text += file + " " + ((try? DrawingKey().text(ofFile: file)) ?? "missing") + "\n"
    }
    return text
  }

  /// The programs and libraries that decide the result.
  private var versions: String {
    var text = "foldout \(Foldout.version)\ngraphviz \(graphvizVersion)\n"
    if format == .png || format == .pdf, let raster = Raster.versions {
      text += "rsvg \(raster.rsvg)\ncairo \(raster.cairo)\nfont \(Raster.font ?? "")\n"
    }
    return text
  }

  /// All that decides the drawing, under names of its own rather than those of Swift's properties, so that a key
  /// outlives a renaming in the source. A test compares the list with the properties there are.
  var fields: KeyFields {
    var fields = KeyFields()
    fields.add("format", format.rawValue)
    fields.add("themes", themes.map(\.rawValue))
    fields.add("dims", dims.map { "\($0.name)=\($0.size)" })
    fields.add(options.fold)
    fields.add("page", options.page.name)
    fields.add(options.details)
    fields.add(options.compose)
    fields.add(options.svg)
    fields.add("scale", "\(options.scale)")
    fields.add("description", options.description)
    if data.weights { fields.add("weights-view", true) }
    if !data.with.isEmpty { fields.add("sample", "\(data.sample)") }
    // Only a page shows it.
    if format == .html { fields.add("file-name", options.fileName) }
    // Only a PDF states it.
    if format == .pdf { fields.add("creation-time", options.creationTime.map(String.init)) }
    return fields
  }

  private static func unreadable(_ failure: String) -> FoldoutError {
    FoldoutError(.noInput, "cannot-read", "\(failure): \(String(cString: strerror(errno)))")
  }
}
