import DiagramModel
import TestSupport

/// Lists the parts of an SVG that a viewer might run or load, and those that Foldout never writes.
public func dangers(_ svg: XMLElement) -> [String] {
  let allowed: Set = ["svg", "title", "desc", "style", "g", "rect", "path", "text", "tspan", "image"]
  var found: [String] = []
  for element in svg.all {
    if !allowed.contains(element.name) { found.append("<\(element.name)>") }
    for (name, value) in element.attributes
    where name.hasPrefix("on") || name.contains("href") && !isPicture(value)
      || name == "style" && value.contains("url")
    {
      found.append("\(name) of <\(element.name)>")
    }
  }
  return found
}

/// Whether a reference is a picture inside the document.
private func isPicture(_ reference: String) -> Bool {
  let start = "data:image/png;base64,"
  return reference.hasPrefix(start)
    && reference.utf8.dropFirst(start.utf8.count).allSatisfy {
      (65...90).contains($0) || (97...122).contains($0) || (47...57).contains($0) || $0 == 43 || $0 == 61
    }
}

/// How many boxes an SVG shows: operators, inputs, outputs and blocks.
public func boxCount(_ svg: XMLElement) -> Int {
  svg.all.count {
    !$0.classes.allSatisfy { !["foldout-node", "foldout-terminal", "foldout-block"].contains($0) }
  }
}

/// Lists the faults of an SVG as a document, and of the number of boxes it shows, in words.
public func svgFaults(_ bytes: [UInt8], of diagram: Diagram? = nil) -> [String] {
  do {
    let svg = try parseXML(bytes)
    var faults = dangers(svg).map { "the SVG has \($0)" }
    // The panel of a detail is no box of another.
    if let boxes = diagram.map({ $0.panels.reduce($0.details.count) { $0 + $1.boxes.count } }),
      boxCount(svg) != boxes
    {
      faults.append("the SVG shows \(boxCount(svg)) boxes of \(boxes)")
    }
    return faults
  } catch {
    return ["the SVG is not well-formed: \(error)"]
  }
}
