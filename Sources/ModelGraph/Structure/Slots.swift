/// The values in a node's input or output slots, in order; nil where a slot is left empty.
///
/// Works like an array of `ValueID?` and takes 24 bytes with up to three slots, which most nodes keep to, since large
/// files have millions of nodes.
///
///     let slots: Slots = [3, nil, 5]
///     slots[2]  // 5
public struct Slots: Sendable, Hashable {
  /// Up to three slots stand here, -1 for an empty one; unused places are -1 too, so that equal lists have equal parts.
  @usableFromInline var first: Int32 = -1
  @usableFromInline var second: Int32 = -1
  @usableFromInline var third: Int32 = -1
  @usableFromInline var length: Int32 = 0
  /// All slots where there are more than three.
  @usableFromInline var many: [Int32]?

  /// Makes a list without slots.
  @inlinable public init() {}

  /// How many slots the value itself has room for.
  @usableFromInline static let room = 3
}

extension Slots: RandomAccessCollection, MutableCollection {
  /// The first slot.
  @inlinable public var startIndex: Int { 0 }
  /// One more than the last slot.
  @inlinable public var endIndex: Int { Int(length) }

  /// The value in a slot. Cost: constant.
  @inlinable public subscript(slot: Int) -> ValueID? {
    get {
      precondition(slot >= 0 && slot < Int(length), "no such slot")
      let number: Int32
      if let many {
        number = many[slot]
      } else {
        number = slot == 0 ? first : slot == 1 ? second : third
      }
      return number < 0 ? nil : Int(number)
    }
    set {
      precondition(slot >= 0 && slot < Int(length), "no such slot")
      put(Int32(newValue ?? -1), at: slot)
    }
  }

  @inlinable mutating func put(_ number: Int32, at slot: Int) {
    if many != nil {
      many?[slot] = number
    } else {
      switch slot {
      case 0: first = number
      case 1: second = number
      default: third = number
      }
    }
  }
}

extension Slots: RangeReplaceableCollection, ExpressibleByArrayLiteral {
  /// Makes a list from slots in order.
  @inlinable public init(arrayLiteral slots: ValueID?...) { self.init(slots) }

  /// Makes a list from slots in order. Cost: linear.
  @inlinable public init(_ slots: some Sequence<ValueID?>) { for slot in slots { append(slot) } }

  /// Adds a slot at the end. Cost: as of an array.
  @inlinable public mutating func append(_ value: ValueID?) {
    if many == nil, Int(length) == Self.room { spill() }
    let number = Int32(value ?? -1)
    length += 1
    if many != nil { many?.append(number) } else { put(number, at: Int(length) - 1) }
  }

  /// Moves all slots into an array. A list is in one exactly where it has more than three, so that equal lists have
  /// equal parts.
  @usableFromInline mutating func spill() {
    many = [first, second, third]
    (first, second, third) = (-1, -1, -1)
  }

  /// Puts other slots in the place of some. Cost: linear.
  @inlinable public mutating func replaceSubrange(
    _ range: Range<Int>, with slots: some Collection<ValueID?>
  ) {
    var all = Array(self)
    all.replaceSubrange(range, with: slots)
    self = Slots(all)
  }
}

extension Slots: CustomStringConvertible {
  /// The slots as an array prints them.
  public var description: String { Array(self).description }
}
