/// An equation in Einstein's notation such as `bij,bjk->bik` or `...ij,...jk->...ik`, taken apart.
///
///     let equation = EinsumEquation("ab..., b -> a...")
///     equation.inputs[0].letters  // "ab", as bytes
///     equation.inputs[0].ellipsis  // 2
public struct EinsumEquation: Sendable, Equatable {
  /// One operand, or the result.
  public struct Term: Sendable, Equatable {
    /// A byte for each axis that is named.
    public var letters: [UInt8] = []
    /// Before which letter dots stand for further axes; nil where there are none.
    public var ellipsis: Int?
  }

  /// The operands.
  public var inputs: [Term]
  /// The result; nil where no arrow is written.
  public var output: Term?

  /// Reads an equation; anything but commas, dots, spaces and the first arrow is a letter. Cost: linear.
  public init(_ text: String) {
    let bytes = text.utf8.filter { $0 != UInt8(ascii: " ") }
    let arrow = bytes.indices.dropLast().first {
      bytes[$0] == UInt8(ascii: "-") && bytes[$0 + 1] == UInt8(ascii: ">")
    }
    inputs = bytes[..<(arrow ?? bytes.endIndex)]
      .split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(Self.term)
    output = arrow.map { Self.term(bytes[($0 + 2)...]) }
  }

  private static func term(_ bytes: ArraySlice<UInt8>) -> Term {
    var term = Term()
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        if term.ellipsis == nil { term.ellipsis = term.letters.count }
      } else {
        term.letters.append(byte)
      }
    }
    return term
  }

  /// The letters that stand once in all operands, sorted: the named axes of a result that is not written.
  public var lettersOfImplicitOutput: [UInt8] {
    var counts: [UInt8: Int] = [:]
    for term in inputs { for letter in term.letters { counts[letter, default: 0] += 1 } }
    return counts.filter { $0.value == 1 }.keys.sorted()
  }
}
