import ModelGraph
import TextOutput

extension JSONWriter {
  /// Writes what a model file says about itself, as `Schemas/summary.schema.json` describes it.
  mutating func file(_ header: Header, _ key: String) {
    object(key) { json in
      json.optional(header.format, "format")
      if let version = header.formatVersion { json.number(version, "formatVersion") }
      json.optional(header.producerName, "producer")
      json.optional(header.producerVersion, "producerVersion")
      json.optional(header.domain, "domain")
      if header.modelVersion != 0 { json.number(header.modelVersion, "modelVersion") }
      json.optional(header.documentation, "documentation")
      json.array("opsets") { json in
        for opset in header.opsets {
          json.object { json in
            json.string(opset.domain, "domain")
            json.number(opset.version, "version")
          }
        }
      }
      json.array("metadata") { json in
        for entry in header.metadata {
          json.object { json in
            json.string(entry.key, "key")
            json.string(entry.value, "value")
          }
        }
      }
    }
  }
}
