import ModelGraph
import TextOutput

/// What a model file says about itself, in words. Hostile text, made safe.
public struct FileFacts {
  private let header: Header

  /// The most entries of metadata that a summary prints: some exporters store whole vocabularies.
  private static let mostEntries = 12

  /// Reads a file's header.
  public init(_ header: Header) { self.header = header }

  /// Names and texts, one line each; those of which the file says nothing are left out.
  public var lines: [(name: String, text: String)] {
    var lines: [(name: String, text: String)] = []
    func add(_ name: String, _ parts: [String], joinedBy separator: String = ", ") {
      let text = parts.filter { !$0.isEmpty }.joined(separator: separator)
      if !text.isEmpty { lines.append((name, text)) }
    }
    let version = header.formatVersion.map { "IR version \($0)" } ?? ""
    add("format", [sanitized(header.format, limit: 40), version] + opsets)
    add(
      "producer", [sanitized(header.producerName, limit: 80), sanitized(header.producerVersion, limit: 40)],
      joinedBy: " ")
    add("domain", [sanitized(header.domain, limit: 80)])
    if header.modelVersion != 0 { add("version", [String(header.modelVersion)]) }
    add("about", [sanitized(header.documentation, limit: 200)])
    for entry in header.metadata.prefix(Self.mostEntries) {
      add("metadata", [sanitized(entry.key, limit: 60) + " = " + sanitized(entry.value, limit: 120)])
    }
    let rest = header.metadata.count - Self.mostEntries
    if rest > 0 { add("metadata", ["and \(rest) more"]) }
    return lines
  }

  /// `opset 17`, and those of other domains behind their names.
  private var opsets: [String] {
    header.opsets.prefix(Self.mostEntries).map { opset in
      (opset.domain.isEmpty ? "opset" : sanitized(opset.domain, limit: 60)) + " \(opset.version)"
    }
  }
}
