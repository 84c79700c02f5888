import Foundation
import ModelFamilies
import TestSupport
import Testing

/// Files so large that they are for an optimised build: `make test-all`.
@Suite(.enabled(if: Bench.isOptimised)) struct LargeFileTests {
  /// A picture that nobody asked more of is one page.
  private func page(_ bytes: [UInt8]) throws -> String {
    let run = try drawn(bytes)
    #expect(
      run.code == 0 && run.output.count <= 300_000, "\(run.output.count) bytes; \(run.errors.prefix(300))")
    return String(decoding: run.output, as: UTF8.self)
  }

  @Test(arguments: Family.all.map(\.name)) func everyFamilyIsOnePage(_ name: String) throws {
    _ = try page(family(name, 10_000))
  }

  /// Files on which cutting into sections looped for ever or overflowed the stack.
  @Test(arguments: [
    ("chain-with-stack", 90), ("stack-apart", 57), ("random-far", 20_000), ("parallel-chains", 8_000),
    ("interleaved-chains", 1_000), ("many-interleaved-chains", 10_000),
  ])
  func sectionsEnd(_ name: String, _ count: Int) throws { _ = try page(family(name, count)) }

  @Test func tenThousandOutputs() throws {
    #expect(try page(family("many-outputs", 10_000)).contains("+ 9,988 more outputs"))
    #expect(try page(family("one-value-as-many-outputs", 10_000)).contains("+ 9,988 more outputs"))
  }

  @Test func tenThousandInputs() throws {
    #expect(try page(family("many-inputs-of-their-own", 20_000)).contains(" more inputs"))
    #expect(try page(HostileFile.comb(10_000)).contains(" more outputs"))
  }

  /// Three hundred operators that read each other, and a thousand.
  @Test(arguments: [(45_000, 3_000_000), (500_000, 25_000_000)]) func denseGraphs(_ lines: Int, _ most: Int)
    throws
  {
    let bytes = try family("dense", lines)
    _ = try page(bytes)
    let run = try drawnAsJSON(bytes)
    #expect(run.code == 0 && run.output.count < most, "\(run.output.count) bytes")
  }

  private func drawnAsJSON(_ bytes: [UInt8]) throws -> Run {
    let bench = try Bench()
    try bench.put(bytes, "m.onnx")
    return try bench.bounded("m.onnx -f json -o -")
  }

  @Test func aCompleteTree() throws { _ = try page(family("tree-out", 65_535)) }

  @Test(arguments: ["", "--flat"]) func manyInputs(arguments: String) throws {
    #expect(try drawn(HostileFile.fan(20_000), arguments).code == 0)
  }

  @Test func aNodeThatManyFeed() throws { _ = try page(HostileFile.wideNode(5_000)) }
  @Test func manyLoners() throws { _ = try page(HostileFile.loners(50_000)) }
  @Test func aLongChain() throws { _ = try page(HostileFile.chain(50_000)) }

  @Test(arguments: ["--flat", "--depth 10000000000", "--max-boxes 1000000"]) func allOnDemand(
    _ option: String
  ) throws {
    let run = try drawn(family("many-outputs", 2_000), option)
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(
      run.code == 0 && text.split(separator: "class=\"foldout-terminal").count == 2_002, "\(run.errors)")
  }
}
