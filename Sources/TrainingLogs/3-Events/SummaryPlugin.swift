/// Which of TensorBoard's plugins a summary is meant for, as its metadata says.
enum SummaryPlugin: Sendable {
  /// Not said: its shape tells.
  case unknown
  case scalars
  case histograms
  /// Images, sound, text and others that are not numbers over steps.
  case other

  init(_ name: UnsafeRawBufferPointer) {
    if name.elementsEqual("scalars".utf8) {
      self = .scalars
    } else if name.elementsEqual("histograms".utf8) {
      self = .histograms
    } else {
      self = name.isEmpty ? .unknown : .other
    }
  }
}
