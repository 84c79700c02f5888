import ModelGraph
import Testing

@testable import OperatorCatalog

@Suite struct TableTests {
  @Test(arguments: operatorLists.map(\.domain)) func everyOperatorHasAKind(_ domain: String) {
    let names = operatorLists.filter { $0.domain == domain }.flatMap {
      $0.names.split(whereSeparator: \.isWhitespace)
    }
    #expect(!names.isEmpty)
    for name in names {
      let id = OperatorID(domain: domain, type: String(name))
      #expect(Operators.info(for: id).kind != .custom, "\(id.description)")
    }
  }

  @Test func everyRowIsRead() {
    for table in OperatorTable.all {
      let rows = table.rows.split(separator: "\n").filter { !$0.hasPrefix("#") }
      var names: [String] = []
      table.forEachRow { name, _ in names.append(name) }
      #expect(names.count == rows.count, "\(table.domain)")
      #expect(Set(names).count == names.count, "\(table.domain) names an operator twice")
    }
  }

  @Test func everyRuleIsRead() {
    for table in OperatorTable.all {
      table.forEachRow { name, info in
        let rules = ShowRule.parse(info.show)
        #expect(rules.count == info.show.split(separator: " ").count, "\(name): \(info.show)")
        for rule in rules {
          if case .template(_, let template, _) = rule { #expect(template.contains("@"), "\(name)") }
          if case .family(let family, _) = rule {
            #expect(["conv", "deconv", "pool", "reduce", "rnn", "heads"].contains(family), "\(name)")
          }
        }
      }
    }
  }

  @Test func shapeInputs() {
    func slots(_ type: String) -> [Int] {
      (0..<6).filter { Operators.info(for: OperatorID(type: type)).shapeInputs.contains($0) }
    }
    #expect(slots("Reshape") == [1])
    #expect(slots("Slice") == [1, 2, 3, 4])
    #expect(slots("Resize") == [1, 2, 3])
    #expect(slots("Pad") == [1, 2, 3, 4, 5])
    #expect(slots("ConstantOfShape") == [0])
    #expect(slots("STFT") == [1, 3])
    #expect(slots("Conv") == [])
    let pad = Operators.info(for: OperatorID(type: "Pad")).shapeInputs
    #expect(pad.contains(1_000_000) && !pad.contains(-1))
  }

  @Test func roles() {
    let gather = Operators.info(for: OperatorID(type: "Gather"))
    #expect(gather.isPlumbing && !gather.isWeightPrep)
    let transpose = Operators.info(for: OperatorID(type: "Transpose"))
    #expect(transpose.isPlumbing && transpose.isWeightPrep)
    #expect(!Operators.info(for: OperatorID(type: "Conv")).isPlumbing)
  }

  @Test func namesThatAreNotKnown() {
    for id in [OperatorID(type: "conv"), OperatorID(domain: "x", type: "Conv"), OperatorID(type: "")] {
      let info = Operators.info(for: id)
      #expect(info.kind == .custom && !info.isPlumbing && !info.isWeightPrep && info.shapeInputs.isEmpty)
    }
    #expect(Operators.info(for: OperatorID(domain: "ai.onnx", type: "Conv")).kind == .convolution)
    #expect(Operators.info(for: OperatorID(type: "Conv", overload: "x")).kind == .convolution)
    #expect(
      Operators.info(for: OperatorID(domain: "com.ms.internal.nhwc", type: "Conv")).kind == .convolution)
  }
}
