import COnnx
import GraphvizLayout
import KerasReader
import Rasterizing

/// What this program is made with and what it finds on this machine.
public enum Libraries {
  /// One library or font.
  public struct Finding: Sendable, Equatable {
    /// What it is.
    public var name: String
    /// Its version, or what else there is to say; nil where it is missing.
    public var state: String?
    /// What it is for.
    public var purpose: String
    /// The Debian package that brings it.
    public var package: String
  }

  /// All that is used, in the order of need.
  public static var findings: [Finding] {
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
        name: "font", state: Raster.fontFits ? Raster.font : nil, purpose: "text in PNG and PDF",
        package: "fonts-liberation"),
    ]
  }
}
