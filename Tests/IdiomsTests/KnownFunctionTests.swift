import Testing

@testable import Idioms

/// Functions by name, and formulas of programs.
@Suite struct KnownFunctionTests {
  /// What stands under a name is what evaluation finds there.
  @Test func namesAgreeWithTheTable() {
    for known in KnownFunctions.all {
      guard let match = FormulaTable.match(known.program) else {
        #expect(
          ["thresholded-relu", "erf", "exp", "sin", "cos", "identity"].contains(known.words[0]),
          "\(known.words)")
        continue
      }
      let title = FormulaRows.all.first { $0.name == match.name }?.title
      // CELU with its usual setting is ELU.
      #expect(
        title == (known.words[0] == "celu" ? "ELU" : known.title) && match.detail == known.detail,
        "\(known.words)")
    }
  }

  @Test func wordsAreReadAsPeopleWriteThem() {
    for word in ["leaky_relu", "LeakyReLU", "leaky-relu", "leaky relu"] {
      #expect(KnownFunctions.named(word)?.title == "LeakyReLU")
    }
    #expect(KnownFunctions.named("swish")?.title == "SiLU")
    #expect(
      KnownFunctions.named("") == nil && KnownFunctions.named("-") == nil
        && KnownFunctions.named("softmax") == nil)
    #expect(Set(KnownFunctions.words).count == KnownFunctions.words.count)
  }

  private func formula(_ steps: [(ElementOperation, [ElementProgram.Operand])]) -> String? {
    var program = ElementProgram()
    for (operation, operands) in steps {
      let isAdded = program.add(operation, operands)
      #expect(isAdded)
    }
    return formulaText(of: program)
  }

  @Test func formulasReadAsWritten() {
    #expect(
      formula([
        (.binary(.divide), [.input, .scalar(30)]), (.unary(.tanh), [.step(0)]),
        (.binary(.multiply), [.step(1), .scalar(30)]),
      ]) == "30 · tanh(x / 30)")
    #expect(
      formula([
        (.binary(.add), [.input, .scalar(3)]), (.ternary(.clip), [.step(0), .scalar(0), .scalar(6)]),
        (.binary(.multiply), [.input, .step(1)]), (.binary(.divide), [.step(2), .scalar(6)]),
      ]) == "x · clip(x + 3, 0, 6) / 6")
    #expect(
      formula([
        (.binary(.subtract), [.scalar(1), .input]), (.binary(.subtract), [.input, .step(0)]),
        (.binary(.power), [.step(1), .scalar(2)]), (.unary(.neg), [.step(2)]),
      ]) == "−(x − (1 − x))^2")
    #expect(
      formula([
        (.binary(.divide), [.input, .scalar(1)]),
        (.ternary(.clip), [.step(0), .scalar(-.infinity), .scalar(4.1351666)]), (.unary(.exp), [.step(1)]),
      ]) == "exp(min(x, 4.1352))")
    #expect(formula([]) == "x")
  }

  /// A step that reads the one before twice doubles the text each time.
  @Test func longFormulasAreNotWritten() {
    let doubled = (0..<60).map { step in
      (
        ElementOperation.binary(.add),
        step == 0 ? [.input, .input] : [ElementProgram.Operand.step(step - 1), .step(step - 1)]
      )
    }
    #expect(formula(doubled) == nil)
  }
}
