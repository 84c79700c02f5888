import Diagnostics
import FoldoutKit
import ModelGraph
import PictureFaults
import TestSupport
import Testing

/// Damaged files through the whole pipeline: an error or a safe picture, never a trap.
@Suite struct DamagedFileTests {
  private enum Outcome { case drawn, refused }

  /// Reads and draws; checks whatever comes out.
  private func tryAll(_ bytes: [UInt8]) throws -> Outcome {
    do {
      let model = try bytes.withUnsafeBytes { bytes in try Foldout.read(bytes).model }
      let svg = try Foldout.draw(model, as: .svg).bytes
      let json = try Foldout.draw(model, as: .json).bytes
      let dot = try Foldout.draw(model, as: .dot).bytes
      try check(svg, json, dot)
      _ = try Foldout.summaryText(model)
      return .drawn
    } catch let error as FoldoutError {
      #expect(error.kind == .malformed, "\(error)")
      #expect(!error.diagnostic.message.isEmpty)
      return .refused
    }
  }

  private func check(_ svg: [UInt8], _ json: [UInt8], _ dot: [UInt8]) throws {
    #expect(try dangers(parseXML(svg)).isEmpty)
    _ = try jsonObject(json)
    #expect(dotFault(dot) == nil)
  }

  @Test func cutAtEveryByte() throws {
    let whole = try modelBytes("external_data_small.onnx")
    var drawn = 0
    for length in 0...whole.count where try tryAll(Array(whole[..<length])) == .drawn { drawn += 1 }
    #expect(drawn >= 1 && drawn < whole.count / 2)
  }

  @Test(arguments: [
    "functions_nested", "script_loop_if-ts", "cond_dynamo-dynamo", "names_odd", "lstm_classifier-ts",
  ])
  func damaged(_ name: String) throws {
    let whole = try modelBytes("\(name).onnx")
    var random = SeededGenerator(seed: UInt64(whole.count))
    var drawn = 0
    for _ in 0..<60 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] =
          Bool.random(using: &random) ? UInt8.random(in: 0...255, using: &random) : bytes[place] ^ 1
      }
      if try tryAll(bytes) == .drawn { drawn += 1 }
    }
    #expect(drawn > 0)
  }

  @Test(arguments: [
    HostileFile.marks, "", "\u{0}", "\"", "\\", "</script>", "\u{202E}x", "]]>", "{}<>|", "a\\",
  ])
  func namesAreOnlyText(_ name: String) throws {
    #expect(try tryAll(HostileFile.named(name)) == .drawn)
  }

  @Test func manyKindsOfEverything() throws {
    for bytes in [
      HostileFile.chain(300), HostileFile.loners(300), HostileFile.fan(300), HostileFile.comb(300),
      HostileFile.wideNode(300), HostileFile.deepScope(100), HostileFile.functions(8, calls: 3),
      HostileFile.nestedBodies(20),
    ] {
      #expect(try tryAll(bytes) == .drawn)
    }
  }
}
