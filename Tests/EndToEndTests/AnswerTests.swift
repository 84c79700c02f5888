import Foundation
import TestSupport
import Testing

/// What the command says to arguments that mean nothing, or not what they look like.
@Suite struct AnswerTests {
  private let bench: Bench

  init() throws { bench = try Bench(models: "resnet50-ts", "functions_nested") }

  @Test(
    arguments: [
      (["--open", "layer9"], "did you mean layer1, layer2 or layer3?"),
      (["--fold", "botleneck"], "did you mean Bottleneck?"),
      (["--only", "layer1/9"], "did you mean layer1/0"),
      (["--details", "Botleneck"], "did you mean Bottleneck?"),
      (["--details", "Auto"], "did you mean auto?"),
      (["--dim", "batch=1"], "this model leaves no dim open"),
    ] as [([String], String)])
  func whatMatchesNothingIsAnError(_ arguments: [String], _ help: String) throws {
    let line = arguments.map { "'\($0)'" }.joined(separator: " ")
    for format in ["svg", "json", "html"] {
      let run = try bench.shell("exec \"$FOLDOUT\" a.onnx -f \(format) \(line)")
      #expect(run.code == 64 && run.errors.contains(help), "\(run.errors)")
    }
    #expect(bench.files() == ["a.onnx", "b.onnx"])
  }

  @Test func dimsAreCheckedInAllVerbs() throws {
    for verb in ["render", "summary", "idioms"] {
      let run = try bench.run(verb, "b.onnx", "--dim", "M=1")
      #expect(run.code == 64 && run.errors.contains("did you mean N? open dims are N"), "\(run.errors)")
      #expect(try bench.run(verb, "b.onnx", "--dim", "N=1").code == 0)
    }
  }

  @Test func whatMatchesIsNoError() throws {
    // A pattern may name what a stack or an idiom hides.
    for arguments in [["--open", "layer1/2"], ["--fold", "Bottleneck"], ["--details", "Bottleneck"]] {
      let run = try bench.run("a.onnx", arguments[0], arguments[1], "-o", "x.svg")
      #expect(run.code == 0 && run.errors.isEmpty, "\(arguments) \(run.errors)")
    }
  }

  @Test func aFolderThatIsThereNeedsNoSlash() throws {
    try bench.put([], "out.d/keep")
    #expect(try bench.run("b.onnx", "-o", "out.d").code == 0)
    #expect(try bench.run("a.onnx", "b.onnx", "-o", "out.d", "-f", "json").code == 0)
    for file in ["out.d/b.svg", "out.d/a.json", "out.d/b.json"] {
      #expect(bench.bytes(file) != nil, "\(file)")
    }
  }

  @Test func foldersAreMade() throws {
    #expect(try bench.run("b.onnx", "-o", "new/er/x.svg").code == 0)
    #expect(try bench.run("b.onnx", "-o", "other/").code == 0)
    #expect(try bench.run("summary", "b.onnx", "-o", "texts/b.txt").code == 0)
    for file in ["new/er/x.svg", "other/b.svg", "texts/b.txt"] {
      #expect(bench.bytes(file) != nil, "\(file)")
    }
    #expect(try bench.run("b.onnx", "-o", "b.onnx/x.svg").code == 73)
  }

  @Test(
    arguments: [
      (["a.onnx", "b.onnx", "-o", "-"], "Standard output takes one model"),
      (["b.onnx", "-o", "x.svg", "-f", "png"], "x.svg names svg and -f says png"),
      (["b.onnx", "--depth", "-1"], "--depth must be 0 or more"),
      (["summary", "b.onnx", "--depth", "-1"], "--depth must be 0 or more"),
      (["b.onnx", "--max-boxes", "-3"], "--max-boxes must be 1 or more"),
      (["b.onnx", "-j", "-1"], "-j must be 0 or more"),
      (["sumary", "b.onnx"], "did you mean summary?"), (["chekc", "b.onnx"], "did you mean check?"),
      (["summary", "b.onnx", "--lines", "--json"], "--json and --lines exclude each other"),
    ] as [([String], String)])
  func contradictionsAreErrors(_ arguments: [String], _ message: String) throws {
    let run = try bench.shell("exec \"$FOLDOUT\" " + arguments.joined(separator: " "))
    #expect(run.code == 64 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("Error: " + message) || run.errors.contains(message), "\(run.errors)")
    #expect(bench.files() == ["a.onnx", "b.onnx"])
  }

  /// An error that shows when the work begins has the usage of its verb, as one in the arguments has.
  @Test func errorsShowTheUsageOfTheVerb() throws {
    for arguments in [
      ["b.onnx", "-o", "x.gif"], ["b.onnx", "--unknown"], ["render", "b.onnx", "-f", "png", "-o", "x.svg"],
    ] {
      let run = try bench.shell("exec \"$FOLDOUT\" " + arguments.joined(separator: " "))
      #expect(run.errors.contains("\nUsage: foldout [render] <models> ..."), "\(run.errors)")
      #expect(run.errors.contains("See 'foldout render --help'"))
    }
    #expect(try bench.run("check").errors.contains("\nUsage: foldout check <models>"))
  }

  /// A file is a file, whatever it is called.
  @Test func aModelMayBeCalledLikeAVerb() throws {
    try bench.putModel("functions_nested", as: "chekc")
    #expect(try bench.run("chekc", "-o", "x.svg").code == 0)
    #expect(try bench.run("nothing").code == 66)
  }

  @Test(
    arguments: [
      (["--scale", "3"], "svg", "SVG has no use for --scale,"), (["--scale", "3"], "html", "--scale"),
      (["--page", "landscape", "--theme", "dark"], "json", "JSON has no use for --page and --theme,"),
      (["--show", "names,plumbing"], "dot", "DOT has no use for --show and --hide of names,"),
      (["--hide", "names,curves"], "mermaid", "Mermaid has no use for --show and --hide of curves,"),
      (["--direction", "right"], "json", "--direction"),
      (["--details", "2", "--page", "column"], "svg", "--details"),
      (["--details", "2", "--depth", "1"], "svg", "--details"), (["--fragment"], "html", "--fragment"),
    ] as [([String], String, String)])
  func anOptionWithoutEffectIsAWarning(_ arguments: [String], _ format: String, _ words: String) throws {
    let line = arguments.joined(separator: " ")
    let run = try bench.shell("exec \"$FOLDOUT\" b.onnx -f \(format) -o - \(line)")
    #expect(run.code == 0 && !run.output.isEmpty)
    #expect(
      run.errors.hasPrefix("b.onnx: warning: ") && run.errors.hasSuffix("[option-ignored]\n"), "\(run.errors)"
    )
    #expect(run.errors.contains(words), "\(run.errors)")
    let check = try bench.shell("exec \"$FOLDOUT\" b.onnx -f \(format) --print-key \(line)")
    #expect(check.errors.isEmpty)
  }

  @Test func helpHasAnExampleAndSaysWhereOptionsAre() throws {
    let run = try bench.run("--help")
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(text.contains("foldout model.onnx") && text.contains("foldout render --help"))
    #expect(text.contains("USAGE: foldout <models>"))
  }

  @Test func aSummarySaysWhatTheFileSays() throws {
    let text = String(decoding: try bench.run("summary", "b.onnx").output, as: UTF8.self)
    #expect(text.contains("\nformat      ONNX, IR version 14, opset 18, my.layers 1\nproducer    handmade\n"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(try bench.run("summary", "b.onnx", "--json").output))
        as? [String: Any])
    let file = try #require(json["file"] as? [String: Any])
    #expect(file["format"] as? String == "ONNX" && file["formatVersion"] as? Int == 14)
    let opsets = try #require(file["opsets"] as? [[String: Any]])
    #expect(
      opsets.map { $0["domain"] as? String } == ["", "my.layers"] && opsets[0]["version"] as? Int == 18)
  }

  /// The lines of git's manual page, as the README has them.
  @Test func gitComparesModels() throws {
    let run = try bench.shell(
      """
      git init -q r && cd r && git config user.email a@b && git config user.name a
      printf '*.onnx diff=foldout\\n' > .gitattributes
      git config diff.foldout.textconv "$FOLDOUT summary --lines"
      cp ../a.onnx m.onnx && git add . && git commit -qm one && cp ../b.onnx m.onnx && git diff
      """)
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(text.contains("\n-parameters: 25,530,472") && text.contains("\n+parameters: 1,120"))
    #expect(text.contains("\n-layer1/0  ") && !text.contains("Binary"))
  }

  /// One line a block, and a change in one is a change of that line alone.
  @Test func linesDoNotDependOnEachOther() throws {
    let lines = String(decoding: try bench.run("summary", "a.onnx", "--lines").output, as: UTF8.self)
      .split(separator: "\n")
    #expect(
      lines.contains("layer1/0  Bottleneck  1×256×56×56  74,368 parameters  231,211,008 MACs"), "\(lines)")
    #expect(!lines.contains { $0.contains("   ") || $0.contains("─") || $0.contains("%") })
    #expect(lines.count > 90)
  }
}
