import Folding
import ModelGraph
import ShapeInference
import TestSupport
import Testing

/// A model that has a row of the table of idioms, as exporters write it, and changes to it.
struct RowCase: Sendable, CustomTestStringConvertible {
  /// The name of the row.
  var row: String
  /// How the line about the place begins: title, detail and operators, as in `Linear 8 → 4: MatMul Add`.
  var line: String
  /// The model in the notation of ``makeModel(_:graphs:functions:)``.
  var text: String
  /// What is nearly the same.
  var misses: [Miss]

  /// A change that makes a place something else.
  struct Miss: Sendable {
    /// What is no longer so.
    var reason: String
    var old: String
    var new: String
    /// How the line about the place begins instead; nil where there is none.
    var line: String?

    /// Lines in front of the model.
    var head = ""
    /// Further replacements that the change needs to stay whole.
    var others: [(old: String, new: String)] = []

    init(_ reason: String, _ old: String, _ new: String, becomes line: String? = nil) {
      self.reason = reason
      self.old = old
      self.new = new
      self.line = line
    }

    /// The same change, with another that it needs.
    func also(_ old: String, _ new: String) -> Miss {
      var miss = self
      miss.others.append((old, new))
      return miss
    }

    /// The model with the change.
    func changed(_ text: String) -> String {
      head + others.reduce(text.replacing(old, with: new)) { $0.replacing($1.old, with: $1.new) }
    }

    /// The same change, where the model reads an input more.
    func reading(_ input: String) -> Miss {
      var miss = self
      miss.head = input + "\n"
      return miss
    }
  }

  init(_ row: String, _ line: String, _ text: String, _ misses: Miss...) {
    self.row = row
    self.line = line
    self.text = text
    self.misses = misses
  }

  var testDescription: String { "\(row): \(line)" }

  /// The lines about the places of the row in a model.
  private func lines(in text: String) throws -> [String] {
    var model = makeModel(text)
    model.header.opsets = [OpsetImport(domain: "", version: 17)]
    for value in model.graphs[0].values.indices {
      guard let tensor = model.graphs[0].values[value].constant else { continue }
      model.graphs[0].values[value].type = .tensor(tensor.dataType, Shape(tensor.dims))
    }
    let problems = verify(model)
    try #require(problems.isEmpty, "the test's own model is broken: \(problems)")
    return IdiomReport(of: infer(model, tensors: KeptElements()).model).places.filter { $0.name == row }.map {
      let operators = $0.operators.map(\.type).joined(separator: " ")
      return "\($0.title)\($0.detail.map { " " + $0 } ?? ""): \(operators)"
    }
  }

  /// Looks for the place in the model, and for none, or another, in each that is nearly the same.
  func check() throws {
    let found = try lines(in: text)
    #expect(found.contains { $0.hasPrefix(line) }, "\(line) is not among \(found)")
    for miss in misses {
      #expect(text.contains(miss.old), "\(miss.reason) changes nothing")
      let others = try lines(in: miss.changed(text))
      if let line = miss.line {
        #expect(others.contains { $0.hasPrefix(line) }, "\(miss.reason): \(line) is not among \(others)")
      } else {
        #expect(others.isEmpty, "\(miss.reason), yet it is \(others)")
      }
    }
  }
}

/// The elements of tensors that hold them.
private struct KeptElements: TensorSource {
  func elements(of tensor: TensorRef, limit: Int) -> TensorElements? {
    guard let elements = tensor.elements, elements.count <= limit else { return nil }
    return tensor.dataType == .int64 ? .ints(elements.map { Int64(exactly: $0) ?? .max }) : .reals(elements)
  }
}
