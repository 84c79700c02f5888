import ModelGraph
import TextOutput

extension Operators {
  /// The telling attributes of a node in the field's shorthand (`3×3 /2 p1 g32`, `axis −1`,
  /// `perm 0 2 1 3`), or nil where there are none. Values that are an operator's default are left
  /// out. `weights` are the stored tensors by input slot: a convolution's kernel is read from its weight
  /// where the attribute is absent. At most about 100 characters; may hold hostile text.
  public static func detail(for node: Node, weights: [TensorRef?] = []) -> String? {
    var parts: [String] = []
    for rule in ShowRule.parse(info(for: node.op).show) {
      switch rule {
      case .template(let name, let template, let hidden):
        guard let value = node.attribute(name), let text = filled(template, value, hidden) else { continue }
        parts.append(text)
      case .flag(let name, let expected, let text):
        guard let value = node.attribute(name), attributeText(value, limit: 40) == expected else { continue }
        parts.append(text)
      case .family(let name, let slot):
        let weight = slot.flatMap { $0 < weights.count ? weights[$0] : nil }
        parts += Family(node: node, weight: weight).parts(name)
      }
    }
    let text = parts.joined(separator: " ")
    return text.isEmpty ? nil : cut(text, 100)
  }

  /// The template with the value in it; nil for an empty or default value, and for a list of ones behind
  /// `/` (a stride that does not stride) or `d`.
  private static func filled(_ template: String, _ value: AttributeValue, _ hidden: String?) -> String? {
    guard let mark = template.firstIndex(of: "@") else { return template }
    let head = template[..<mark]
    var tail = template[template.index(after: mark)...]
    var text: String
    switch tail.first {
    case "t":
      tail = tail.dropFirst()
      guard case .int(let number) = value else { return nil }
      text = Int32(exactly: number).flatMap(DataType.init(rawValue:))?.name ?? NumberText.int(number)
    case "w":
      tail = tail.dropFirst()
      if case .ints(let values) = value, let one = window(values, neutral: .min) {
        text = values.allSatisfy({ $0 == values[0] }) ? one : attributeText(value, limit: 40)
      } else {
        text = attributeText(value, limit: 40)
      }
    case "x":
      tail = tail.dropFirst()
      if (head == "/" || head == "d"), case .ints(let values) = value {
        guard let one = window(values) else { return nil }
        text = one
      } else {
        text = crossText(value, limit: 60)
      }
    default:
      text = attributeText(value, limit: 60)
    }
    if text.isEmpty || text == hidden { return nil }
    text = head + text + tail
    return text == hidden ? nil : text
  }

  /// A list per spatial axis: nil where all are 1, one number where all are equal, else joined by `×`.
  static func window(_ values: [Int64], neutral: Int64 = 1) -> String? {
    guard let first = values.first, values.contains(where: { $0 != neutral }) else { return nil }
    if values.allSatisfy({ $0 == first }) { return NumberText.int(first) }
    return crossText(.ints(values), limit: 40)
  }
}
