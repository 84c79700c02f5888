import Foundation

/// Where a document is not as a JSON schema says, for the words that this project's schemas use.
struct SchemaFaults {
  private let root: [String: Any]
  private(set) var faults: [String] = []

  /// Compares a document with a schema of the folder `Schemas`.
  init(_ schema: String, _ document: [UInt8]) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Schemas")
    let bytes = try Data(contentsOf: folder.appendingPathComponent(schema))
    root = try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
    _ = check(try JSONSerialization.jsonObject(with: Data(document)), root, at: "")
  }

  /// Checks a value; gives the keys of an object that the schema speaks of.
  private mutating func check(_ value: Any, _ schema: [String: Any], at place: String) -> Set<String> {
    var known: Set<String> = []
    for (word, content) in schema.sorted(by: { $0.key < $1.key }) {
      switch word {
      case "$schema", "$id", "title", "description", "$defs", "unevaluatedProperties", "additionalProperties":
        break
      case "$ref": known.formUnion(check(value, definition(content), at: place))
      case "oneOf": known.formUnion(checkOne(value, content as? [[String: Any]] ?? [], at: place))
      case "type": checkType(value, content, at: place)
      case "enum":
        if !((content as? [String])?.contains(value as? String ?? "") ?? false) {
          faults.append("\(place) is none of a list")
        }
      case "minimum":
        if let number = value as? NSNumber, number.doubleValue < (content as? Double ?? 0) {
          faults.append("\(place) is small")
        }
      case "minItems":
        if let list = value as? [Any], list.count < (content as? Int ?? 0) {
          faults.append("\(place) is short")
        }
      case "items":
        for (index, item) in (value as? [Any] ?? []).enumerated() {
          _ = check(item, content as? [String: Any] ?? [:], at: "\(place)[\(index)]")
        }
      case "required":
        for key in content as? [String] ?? [] where (value as? [String: Any])?[key] == nil {
          faults.append("\(place) lacks \(key)")
        }
      case "properties":
        let properties = content as? [String: [String: Any]] ?? [:]
        known.formUnion(properties.keys)
        for (key, item) in value as? [String: Any] ?? [:] {
          if let own = properties[key] { _ = check(item, own, at: place + "." + key) }
        }
      default: faults.append("the schema has the word \(word), which is not known here")
      }
    }
    if schema["additionalProperties"] as? Bool == false || schema["unevaluatedProperties"] as? Bool == false {
      for key in (value as? [String: Any] ?? [:]).keys where !known.contains(key) {
        faults.append("\(place) has \(key)")
      }
    }
    return known
  }

  /// Checks that one alternative alone fits; what it speaks of is known.
  private mutating func checkOne(_ value: Any, _ all: [[String: Any]], at place: String) -> Set<String> {
    var known: Set<String> = []
    var fitting = 0
    var said: [String] = []
    for schema in all {
      var other = self
      other.faults = []
      let own = other.check(value, schema, at: place)
      if other.faults.isEmpty {
        (known, fitting) = (known.union(own), fitting + 1)
      } else {
        said += other.faults
      }
    }
    if fitting != 1 { faults += ["\(place) fits \(fitting) of \(all.count) alternatives"] + said }
    return known
  }

  private func definition(_ reference: Any) -> [String: Any] {
    let name = (reference as? String ?? "").split(separator: "/").last.map(String.init) ?? ""
    return (root["$defs"] as? [String: [String: Any]])?[name] ?? ["missing definition \(name)": 0]
  }

  private mutating func checkType(_ value: Any, _ types: Any, at place: String) {
    let names = types as? [String] ?? [types as? String ?? ""]
    let fits = names.contains { name in
      switch name {
      case "object": value is [String: Any]
      case "array": value is [Any]
      case "string": value is String
      case "null": value is NSNull
      case "boolean": value is Bool
      case "integer": (value as? NSNumber).map { $0.doubleValue.rounded() == $0.doubleValue } ?? false
      case "number": value is NSNumber && !(value is NSNull)
      default: false
      }
    }
    if !fits { faults.append("\(place) is no \(names.joined(separator: " or "))") }
  }
}
