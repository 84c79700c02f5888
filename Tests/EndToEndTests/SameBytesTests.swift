import Foundation
import TestSupport
import Testing

/// The same model gives the same bytes, whatever is around the process.
@Suite struct SameBytesTests {
  private static let models = ["resnet50-ts", "script_loop_if-ts", "skl_columntransformer"]

  @Test(arguments: models, ["svg", "json", "dot", "mermaid"]) func surroundings(
    _ name: String, _ format: String
  ) throws {
    let bench = try Bench()
    try bench.putModel(name, as: "m.onnx")
    try bench.putModel(name, as: "another/place/m.onnx")
    let first = try bench.run("m.onnx", "-f", format, "-o", "-").output
    #expect(!first.isEmpty)
    let environments = [
      ["LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"], ["LC_ALL": "tr_TR.UTF-8"], ["LC_ALL": "C"],
      ["TZ": "Pacific/Kiritimati"], ["MALLOC_PERTURB_": "165"],
      ["HOME": "/nonexistent", "USER": "x", "HOSTNAME": "y"],
      ["MALLOC_ARENA_MAX": "1", "MALLOC_TOP_PAD_": "1048576"],
    ]
    for environment in environments {
      let again = try bench.run("m.onnx", "-f", format, "-o", "-", environment: environment)
      #expect(again.output == first, "\(environment)")
    }
    #expect(try bench.run("another/place/m.onnx", "-f", format, "-o", "-").output == first)
    #expect(try bench.run(bench.path("m.onnx"), "-f", format, "-o", "-").output == first)
  }

  @Test func nothingOfTheMachineIsInThePicture() throws {
    let bench = try Bench()
    try bench.putModel("resnet50-ts", as: "secret-folder/m.onnx")
    let text = String(decoding: try bench.run("secret-folder/m.onnx", "-o", "-").output, as: UTF8.self)
    for word in ["secret-folder", bench.folder.lastPathComponent, "/tmp", NSUserName() + "@"] {
      #expect(!text.contains(word), "\(word)")
    }
  }
}
