import Diagnostics

/// A finished file in memory: a drawing or a summary.
public struct Document: Sendable, Equatable {
  /// The content of the file.
  public var bytes: [UInt8]
  /// Problems that did not stop the work, such as a missing font.
  public var diagnostics: [Diagnostic]

  /// The content as text, for every format but PNG and PDF.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Makes a document.
  public init(bytes: [UInt8], diagnostics: [Diagnostic] = []) {
    self.bytes = bytes
    self.diagnostics = diagnostics
  }
}

/// One drawing in several themes.
public struct ThemedDocuments: Sendable, Equatable {
  /// The content of one file for each theme, in the order asked for.
  public var files: [[UInt8]]
  /// Problems that did not stop the work, each once.
  public var diagnostics: [Diagnostic]

  /// Makes the documents.
  public init(files: [[UInt8]], diagnostics: [Diagnostic]) {
    (self.files, self.diagnostics) = (files, diagnostics)
  }
}
