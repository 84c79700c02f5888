import Foundation
import ModelFamilies
import TestSupport
import Testing

/// Draws a file; checks that the run ended by itself and said why, or left a picture without dangers.
@discardableResult
func drawn(_ bytes: [UInt8], _ arguments: String = "") throws -> Run {
  let bench = try Bench()
  try bench.put(bytes, "m.onnx")
  let run = try bench.bounded("m.onnx -o - \(arguments)")
  if run.code == 0 {
    let svg = try parseXML(run.output)
    let allowed: Set = ["svg", "title", "desc", "style", "g", "rect", "path", "text"]
    let isSafe = svg.all.allSatisfy { element in
      allowed.contains(element.name)
        && !element.attributes.contains { $0.name.hasPrefix("on") || $0.name.contains("href") }
    }
    #expect(isSafe)
  } else {
    #expect([64, 65, 69].contains(run.code), "code \(run.code): \(run.errors.prefix(300))")
    #expect(run.errors.hasPrefix("m.onnx: error: "), "\(run.errors.prefix(300))")
    #expect(run.output.isEmpty)
  }
  #expect(run.errors.utf8.count < 20_000)
  return run
}

/// The bytes of a member of a family.
func family(_ name: String, _ count: Int) throws -> [UInt8] { try #require(Family.named(name)).bytes(count) }

extension Bench {
  /// Runs the command with what stands behind it on a shell line. Whatever takes minutes of processor time, which a
  /// busy machine does not change, or more memory than allowed, is ended: it hangs.
  func bounded(_ line: String, megabytes: Int? = nil) throws -> Run {
    let memory = megabytes.map { "ulimit -v \($0 * 1_024); " } ?? ""
    let isDrawing = !line.hasPrefix("summary") && !line.hasPrefix("check")
    return try shell("\(memory)ulimit -t 600; exec \"$FOLDOUT\" \(line)\(isDrawing ? " --timeout 60m" : "")")
  }
}
