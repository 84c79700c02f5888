import Foundation
import TestSupport
import Testing

/// `foldout activity`, and diagrams that show what was recorded.
@Suite struct ActivityRunTests {
  private let bench: Bench

  init() throws {
    bench = try Bench(models: "weights/digits_cnn-sick", "weights/digits_cnn-ts", "weights/digits_cnn-qdq")
    for name in [
      "digits.npz", "digits16.npz", "gradients.npz", "quantised.npz", "parent.npz", "polygraphy.json",
    ] {
      try bench.put(modelBytes("recordings/" + name), name)
    }
    for name in ["input_0.pb", "input_9.pb", "input_11.pb", "external.bin"] {
      try bench.put(modelBytes("recordings/tensors/" + name), "tensors/" + name)
    }
  }

  private func text(_ arguments: String...) throws -> String {
    let run = try bench.run(["activity"] + arguments)
    #expect(run.code == 0 && run.errors.isEmpty)
    return String(decoding: run.output, as: UTF8.self)
  }

  @Test func whatIsWorthKnowingComesFirst() throws {
    let lines = try text("a.onnx", "digits.npz").split(separator: "\n")
    #expect(lines[0] == "13 values of the model, 1 sample, 27.0 KiB")
    #expect(lines[1] == "! NaN first in fc2 · Gemm: 1 of 10")
    #expect(lines[2].hasPrefix("value ") && lines.last?.hasSuffix("--all shows it") == true)
    #expect(lines.contains { $0.hasPrefix("relu1 ") && $0.contains("2 of 16") })
    let all = try text("a.onnx", "digits.npz", "--all")
    #expect(all.split(separator: "\n").count == lines.count)
    #expect(all.contains("Flatten") && !all.contains("--all shows"))
  }

  @Test(arguments: ["tensors", "tensors/", "tensors/input_11.pb", "polygraphy.json"])
  func otherForms(recording: String) throws {
    let lines = try text("b.onnx", recording).split(separator: "\n")
    #expect(lines[0].contains(" of the model, "))
    #expect(lines.contains { $0.hasPrefix("? ") && $0.hasSuffix(": nothing in the model has that name") })
  }

  /// Gradients are told by the name of their file, and stand in a table of their own.
  @Test func severalRecordings() throws {
    let both = try text("b.onnx", "digits16.npz", "gradients.npz")
    #expect(both.hasPrefix("9 values of the model, 16 samples"))
    #expect(both.contains("\nvalue ") && both.contains("\ngradient "))
    #expect(try text("b.onnx", "digits16.npz", "digits.npz").hasPrefix("13 values of the model, 16 samples"))
  }

  @Test func onlySomeRows() throws {
    let only = try text("b.onnx", "digits16.npz", "--only", "relu*", "--only", "logits")
    #expect(only.hasPrefix("2 values of the model") && only.contains("\nrelu4 ") && only.contains("\nfc2 "))
    #expect(!only.contains("\nfc1 ") && only.contains("! 12 of 32 channels of relu4"))
    #expect(try !text("b.onnx", "digits16.npz", "--only", "fc1").contains("!"))
    let none = try bench.run("activity", "b.onnx", "digits16.npz", "--only", "relu*", "--only", "zebra*")
    #expect(none.code == 64 && none.errors.contains("[no-value]") && none.output.isEmpty)
  }

  @Test func oneAgainstAnother() throws {
    let errors = try text("c.onnx", "quantised.npz", "--against", "parent.npz")
    #expect(errors.contains("SQNR") && errors.contains("38.7 dB") && errors.contains("\npool2 "))
    #expect(try text("b.onnx", "parent.npz", "--against", "parent.npz").contains("equal"))
  }

  @Test(arguments: ["svg", "html", "csv", "json", "txt"]) func filesAreAsTheirEndingSays(
    _ ending: String
  ) throws {
    #expect(try bench.run("activity", "a.onnx", "digits.npz", "-o", "w." + ending).code == 0)
    let written = String(decoding: try #require(bench.bytes("w." + ending)), as: UTF8.self)
    let start = [
      "svg": "<svg", "html": "<!doctype html>", "csv": "name,path,", "json": "{", "txt": "13 values",
    ]
    #expect(written.hasPrefix(try #require(start[ending])) || written.contains("<svg"))
    #expect(written.contains("relu1"))
    let printed = try bench.run("activity", "a.onnx", "digits.npz", "-f", ending)
    #expect(printed.code == 0 && printed.output == bench.bytes("w." + ending))
  }

  @Test func jsonIsPrinted() throws {
    let printed = try text("a.onnx", "digits.npz", "--json")
    #expect(try printed == text("a.onnx", "digits.npz", "-f", "json"))
  }

  @Test func pagesShowOneSample() throws {
    let pages = try ["0", "3", "15"].map { try text("b.onnx", "digits16.npz", "-f", "svg", "--sample", $0) }
    #expect(Set(pages).count == 3)
    for sample in ["16", "9999999999"] {
      let run = try bench.run("activity", "b.onnx", "digits16.npz", "-f", "svg", "--sample", sample)
      #expect(run.code == 64 && run.errors.contains("[no-sample]") && run.output.isEmpty)
    }
    #expect(try bench.run("activity", "b.onnx", "digits16.npz", "-f", "svg", "--sample=-1").code == 64)
  }

  @Test func aModelMayComeFromAStream() throws {
    let streamed = try bench.run("activity", "-", "digits.npz", input: bench.bytes("a.onnx") ?? [])
    #expect(streamed.code == 0)
    #expect(try streamed.output == bench.run("activity", "a.onnx", "digits.npz").output)
  }

  // MARK: What goes wrong

  @Test(arguments: [
    ("nowhere.npz", 66, "cannot-read"), ("a.onnx", 65, "not-recording"), ("cut.npz", 65, "bad-archive"),
    ("cut.npy", 65, "npy-cut"), ("cut.json", 65, "json-cut-off"), ("empty", 65, "not-recording"),
    ("folder", 65, "no-arrays"), ("words.npz", 65, "no-arrays"),
  ])
  func filesThatAreNone(name: String, code: Int, word: String) throws {
    try bench.put(Array(modelBytes("recordings/digits.npz").prefix(5_000)), "cut.npz")
    try bench.put(Array(modelBytes("recordings/version1.npy").dropLast()), "cut.npy")
    try bench.put(Array(modelBytes("recordings/polygraphy.json").prefix(900)), "cut.json")
    try bench.put([], "empty")
    try bench.put(Array("notes".utf8), "folder/notes.txt")
    // An archive that holds no arrays.
    try bench.put(modelBytes("k3_nested3.keras"), "words.npz")
    try bench.put(Array("old".utf8), "page.svg")
    for arguments in [["a.onnx", name], ["a.onnx", "digits.npz", "--against", name]] {
      let run = try bench.run(["activity"] + arguments + ["-o", "page.svg"])
      #expect(run.code == code && run.errors.contains("[\(word)]"), "\(run.errors)")
      // The message says which of several files it is about.
      #expect(run.errors.contains("\"\(name)\""))
      #expect(bench.bytes("page.svg") == Array("old".utf8))
    }
  }

  /// What is damaged is left out with a message, and the rest is shown.
  @Test func arraysThatAreDamaged() throws {
    try bench.put(modelBytes("recordings/tensors/input_9.pb"), "mixed/good.pb")
    try bench.put(Array(modelBytes("recordings/version1.npy").dropLast()), "mixed/cut.npy")
    let run = try bench.run("activity", "a.onnx", "mixed")
    #expect(run.code == 0 && run.errors.contains("cut.npy") && run.errors.contains("[npy-cut]"))
    #expect(String(decoding: run.output, as: UTF8.self).contains("raw9"))
  }

  @Test func aModelThatIsNone() throws {
    #expect(try bench.run("activity", "nowhere.onnx", "digits.npz").code == 66)
    #expect(try bench.run("activity", "digits.npz", "digits.npz").code == 65)
  }

  @Test(arguments: [
    [], ["-o", "x.gif"], ["--json", "-o", "x.json"], ["--json", "-f", "csv"], ["--sample", "x"],
    ["--variants", "light,dark", "-o", "x.npz"], ["--theme", "bright"],
  ])
  func wrongArguments(_ arguments: [String]) throws {
    let recording = arguments.isEmpty ? [] : ["digits.npz"]
    #expect(try bench.run(["activity", "a.onnx"] + recording + arguments).code == 64)
    #expect(!bench.files().contains { $0.hasPrefix("x.") })
  }

  // MARK: On the diagram

  @Test func diagramsShowRecordings() throws {
    #expect(try bench.run("b.onnx", "-o", "plain.svg").code == 0)
    #expect(try bench.run("b.onnx", "-o", "shown.svg", "--with", "digits16.npz").code == 0)
    let (plain, shown) = (bench.bytes("plain.svg")?.count ?? 0, bench.bytes("shown.svg")?.count ?? 0)
    #expect(shown > plain && plain > 0)
    #expect(try bench.run("b.onnx", "-o", "shown.svg", "--with", "nowhere.npz").code == 66)
    #expect(bench.bytes("shown.svg")?.count == shown)
  }
}
