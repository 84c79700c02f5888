import ModelGraph
import TensorReading
import TextOutput

/// Layers, or whole blocks of them, that hold the same weights bit by bit, each in its own copy.
///
/// Tensors are compared only where all their figures agree; blocks are equal if all their matrices are.
func findEqualLayers(_ context: FindingContext) -> [WeightFinding] {
  let classes = EqualTensors(context).classes
  guard !classes.isEmpty else { return [] }
  return EqualBlocks(context, classes).findings()
}

/// Which tensors are equal bit by bit.
private struct EqualTensors {
  /// By place of a tensor: a number that equal ones share; tensors that are like no other are not here.
  private(set) var classes: [Int: Int] = [:]

  /// What equal tensors agree in.
  private struct Key: Hashable {
    var dims: [Int64]
    var dataType: DataType
    var figures: [UInt64]
  }

  init(_ context: FindingContext) {
    var groups: [Key: [Int]] = [:]
    var order: [Key] = []
    for place in context.matrices {
      let report = context.tensors[place]
      guard report.constantValue == nil, let figures = report.statistics, let range = figures.range else {
        continue
      }
      var numbers = [range.min, range.max, range.mean, range.deviation, figures.norm] + figures.quantiles
      // The same codes are other weights where their scales differ.
      if let real = report.dequantized?.range { numbers += [real.min, real.max, real.mean, real.deviation] }
      let key = Key(
        dims: report.stored.tensor.dims, dataType: report.stored.tensor.dataType,
        figures: numbers.map(\.bitPattern) + [UInt64(bitPattern: figures.zeros)])
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(place)
    }
    for key in order {
      guard let group = groups[key], group.count > 1 else { continue }
      join(group, context)
    }
  }

  /// Compares each with the first of every class found so far.
  private mutating func join(_ group: [Int], _ context: FindingContext) {
    var firsts: [Int] = []
    for place in group {
      let tensor = context.tensors[place].stored.tensor
      let equal = firsts.first { first in
        let other = context.tensors[first].stored.tensor
        // One tensor that two names stand for is no copy.
        return other.location != tensor.location && Self.areEqual(tensor, other, context.files)
      }
      if let equal {
        classes[equal] = equal
        classes[place] = equal
      } else if firsts.count < 8 {
        firsts.append(place)
      }
    }
  }

  private static func areEqual(_ a: TensorRef, _ b: TensorRef, _ files: TensorFiles) -> Bool {
    guard let first = try? files.open(a), let second = try? files.open(b), first.count == second.count else {
      return false
    }
    let size = WeightTuning.bufferBytes
    let buffers = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * size, alignment: 64)
    defer { buffers.deallocate() }
    var start = 0
    while start < first.count {
      let length = min(size, first.count - start)
      let left = UnsafeMutableRawBufferPointer(rebasing: buffers[..<length])
      let right = UnsafeMutableRawBufferPointer(rebasing: buffers[size..<(size + length)])
      guard (try? first.read(at: start, into: left)) != nil,
        (try? second.read(at: start, into: right)) != nil,
        left.elementsEqual(right)
      else { return false }
      start += length
    }
    return true
  }
}

/// Which modules hold nothing but equal tensors.
private struct EqualBlocks {
  private let context: FindingContext
  private let classes: [Int: Int]
  /// By module, in the order met: the classes of its matrices, or nil where one of them is like no other.
  private var contents: [[String]: [Int]?] = [:]
  private var order: [[String]] = []
  private var members: [[String]: [Int]] = [:]

  /// Modules around a tensor that are looked at.
  private static let mostDepth = 16

  init(_ context: FindingContext, _ classes: [Int: Int]) {
    (self.context, self.classes) = (context, classes)
    for place in context.matrices {
      let path = context.tensors[place].stored.module
      for depth in 1...Self.mostDepth where depth <= path.count {
        let module = Array(path.prefix(depth))
        if contents[module] == nil {
          order.append(module)
          contents[module] = .some([])
        }
        members[module, default: []].append(place)
        guard let number = classes[place] else {
          contents[module] = .some(nil)
          continue
        }
        contents[module]??.append(number)
      }
    }
  }

  /// The largest equal modules, then equal tensors outside of them.
  func findings() -> [WeightFinding] {
    var told: Set<Int> = []
    var findings: [WeightFinding] = []
    var groups: [[Int]: [[String]]] = [:]
    for module in order {
      if case .some(.some(let list)) = contents[module], !list.isEmpty {
        groups[list, default: []].append(module)
      }
    }
    for module in order {
      guard case .some(.some(let list)) = contents[module], let group = groups.removeValue(forKey: list)
      else {
        continue
      }
      let isOne = Set(group)
      let outer = group.filter { module in
        !module.indices.dropFirst().contains { isOne.contains(Array(module[..<$0])) }
      }
      let places = outer.flatMap { members[$0] ?? [] }
      guard outer.count > 1, !places.contains(where: told.contains) else { continue }
      told.formUnion(places)
      let names = outer.map { sanitized($0.joined(separator: "."), limit: 80) }
      findings.append(finding(ModuleNames.list(names) + " hold the same weights", places))
    }
    let rest = Dictionary(grouping: classes.keys.filter { !told.contains($0) }) { classes[$0] ?? $0 }
    for first in rest.keys.sorted() {
      guard let places = rest[first]?.sorted(), places.count > 1 else { continue }
      let names = places.map { context.tensors[$0].stored.label }
      findings.append(finding(ModuleNames.list(names) + " are equal", places))
    }
    return findings
  }

  private func finding(_ text: String, _ places: [Int]) -> WeightFinding {
    WeightFinding(
      code: .equalLayers, place: places.first.map { context.tensors[$0].stored.name } ?? "", text: text,
      mark: "copies", tensors: places)
  }
}

/// Names of modules in a sentence.
enum ModuleNames {
  /// `layers.8 … 11` for names that differ in one number that counts up by one, else all of them, or the first few.
  static func list(_ names: [String]) -> String {
    if let range = range(names) { return range }
    let shown = names.prefix(6)
    guard shown.count == names.count, let last = shown.last, shown.count > 1 else {
      return shown.joined(separator: ", ") + (names.count > shown.count ? ", …" : "")
    }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func range(_ names: [String]) -> String? {
    let parts = names.map { $0.split(separator: ".", omittingEmptySubsequences: false) }
    guard let first = parts.first, let last = parts.last, names.count > 2 else { return nil }
    guard let place = first.indices.first(where: { first[$0] != (last.count > $0 ? last[$0] : "") }),
      let start = Int(first[place])
    else { return nil }
    for (step, part) in parts.enumerated() {
      var expected = first
      expected[place] = Substring(String(start &+ step))
      guard part == expected else { return nil }
    }
    return first[...place].joined(separator: ".") + " … " + last[place...].joined(separator: ".")
  }
}
