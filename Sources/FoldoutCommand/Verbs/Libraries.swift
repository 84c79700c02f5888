import COnnx
import GraphvizLayout
import ImageInput
import KerasReader
import ModelRunning
import Rasterizing

/// The libraries and the font that this program uses on this machine.
enum Libraries {
  /// One library or font.
  struct Finding: Sendable, Equatable {
    /// Its name.
    var name: String
    /// Its version, or the font's name; nil where it is missing.
    var state: String?
    /// Its purpose.
    var purpose: String
    /// What brings it, such as a Debian package.
    var package: String
    /// Whether a machine without it is whole: one verb needs it, and Debian may not have it.
    var isOptional = false
  }

  /// All that is used, in the order of need.
  static var findings: [Finding] {
    let raster = Raster.versions
    let graphviz = graphvizVersion
    let archives = KerasFile.libraryVersions
    return [
      Finding(
        name: "protobuf-c", state: String(cString: protobuf_c_version()), purpose: "reads ONNX",
        package: "libprotobuf-c1"),
      Finding(
        name: "Graphviz", state: graphviz.isEmpty ? nil : graphviz, purpose: "lays out", package: "libgvc6"),
      Finding(name: "libzip", state: archives.zip, purpose: "reads .keras", package: "libzip4"),
      Finding(name: "HDF5", state: archives.hdf5, purpose: "reads .h5", package: "libhdf5-103-1"),
      Finding(
        name: "librsvg", state: raster.map { "\($0.rsvg), cairo \($0.cairo)" }, purpose: "PNG and PDF",
        package: "librsvg2-2"),
      Finding(
        name: "gdk-pixbuf", state: DecodedImage.libraryVersion,
        purpose: "pictures as inputs of run and explain",
        package: DecodedImage.advice),
      Finding(
        name: "font", state: Raster.fontFits ? Raster.font : nil, purpose: "text in PNG and PDF",
        package: "fonts-liberation"),
      runtime,
    ]
  }
  /// The engine of `foldout run`, with its place, since there may be several.
  private static var runtime: Finding {
    let found = (try? RuntimeSearch(named: nil))?.found
    return Finding(
      name: "ONNX Runtime", state: found.map { "\($0.version), \($0.path)" }, purpose: "foldout run",
      package: RuntimeSearch.advice, isOptional: true)
  }
}
