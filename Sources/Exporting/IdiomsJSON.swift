import Folding
import TextOutput

/// The places where a model has idioms, as JSON (`Schemas/idioms.schema.json`): each with the operators inside and the
/// values at its border, by the names that the file gives them, so that other tools can cut it out of the file.
///
/// Cost: linear in the operators of all places.
public func idiomsJSON(_ report: IdiomReport) -> [UInt8] {
  var json = JSONWriter()
  json.object { json in
    json.number(1, "version")
    json.object("counts") { json in
      for (name, count) in report.counts { json.number(Int64(count), name) }
    }
    json.array("places") { json in
      for place in report.places { json.object { write(place, &$0) } }
    }
  }
  return json.finished()
}

private func write(_ place: IdiomReport.Place, _ json: inout JSONWriter) {
  json.string(place.name, "idiom")
  json.string(place.title, "title")
  json.optional(place.detail, "detail")
  json.string(place.path, "path")
  json.array("inputs") { json in
    for input in place.inputs {
      if let input { json.string(input) } else { json.null() }
    }
  }
  json.string(place.output, "output")
  json.array("constants") { json in
    for constant in place.constants { json.string(constant) }
  }
  json.array("operators") { json in
    for inner in place.operators {
      json.object { json in
        json.string(inner.type, "type")
        json.optional(inner.name, "name")
        json.array("outputs") { json in
          for output in inner.outputs { json.string(output) }
        }
      }
    }
  }
}
