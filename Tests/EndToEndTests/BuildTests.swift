import Foundation
import TestSupport
import Testing

/// Options for build tools: depfiles, checks, keys, many models at once.
@Suite struct BuildTests {
  private let bench: Bench

  init() throws { bench = try Bench(models: "functions_nested") }

  private static let hasMake = FileManager.default.isExecutableFile(atPath: "/usr/bin/make")

  /// Draws a model of an awkward name, then lets make decide by the rule that was written.
  @Test(
    .enabled(if: hasMake, "make is not installed"),
    arguments: [
      "plain", "two words", "sharp#1", "cost$5", "a:b", "100%", "back\\slash", "end\\ ing", "star*[x]?",
      "lr=0.01",
      "all # of $ it: 1=2", "über", "(x)", "a'b", "a&b,c", "\\#", "@+^!",
    ])
  func makeUnderstandsTheRule(_ name: String) throws {
    let (model, picture) = ("\(name).onnx", "\(name).svg")
    try bench.putModel("functions_nested", as: model)
    #expect(try bench.run(model, "-o", picture, "--depfile", "rules.d").code == 0)
    #expect(bench.bytes(picture) != nil)
    // The goal's name reaches make by an included file of our own making: only the depfile's escapes are tried.
    try bench.put(Array("include rules.d\n%.svg: ; @echo drawn > log\n".utf8), "Makefile")
    func draws() throws -> Bool {
      try? FileManager.default.removeItem(atPath: bench.path("log"))
      let run = try bench.make(picture)
      #expect(run.code == 0, "\(run.errors) \(String(decoding: bench.bytes("rules.d") ?? [], as: UTF8.self))")
      return bench.bytes("log") != nil
    }
    try bench.age(model, by: -100)
    #expect(try !draws(), "nothing changed")
    try bench.age(model, by: 100)
    #expect(try draws(), "the model is newer")
    try FileManager.default.removeItem(atPath: bench.path(model))
    #expect(try draws(), "the model is gone: no reason to stop")
  }

  @Test(arguments: ["a;b", "a|b", "a\nb", "a\tb", "~a"]) func namesThatNoMakefileHolds(_ name: String) throws
  {
    try bench.putModel("functions_nested", as: "\(name).onnx")
    let run = try bench.run("\(name).onnx", "--depfile", "rules.d")
    #expect(run.code == 64 && run.errors.contains("[make-name]"))
    #expect(bench.bytes("rules.d") == nil)
  }

  @Test func everyOutputIsNamed() throws {
    try bench.putModel("external_data_small", as: "b.onnx")
    #expect(try bench.run("a.onnx", "b.onnx", "--variants", "light,dark", "--depfile", "rules.d").code == 0)
    #expect(
      String(decoding: bench.bytes("rules.d") ?? [], as: UTF8.self)
        == "a.svg a~dark.svg: a.onnx\nb.svg b~dark.svg: b.onnx\na.onnx:\nb.onnx:\n")
  }

  @Test func noDepfileWithoutSuccess() throws {
    try bench.put([1, 2, 3], "bad.onnx")
    #expect(try bench.run("a.onnx", "bad.onnx", "--depfile", "rules.d").code == 65)
    #expect(bench.bytes("rules.d") == nil)
    let run = try bench.run("a.onnx", "-o", "-", "--depfile", "rules.d")
    #expect(run.code == 64 && run.output.isEmpty)
    #expect(bench.files() == ["a.onnx", "a.svg", "bad.onnx"])
  }

  @Test func checkWritesNothing() throws {
    let missing = try bench.run("a.onnx", "--check")
    #expect(
      missing.code == 1 && missing.errors.contains("a.svg: error: ") && missing.errors.contains("is missing"))
    #expect(bench.files() == ["a.onnx"])
    #expect(try bench.run("a.onnx").code == 0)
    let fresh = try bench.run("a.onnx", "--check")
    #expect(fresh.code == 0 && fresh.errors.isEmpty && fresh.output.isEmpty)
    let other = try bench.run("a.onnx", "--depth", "0", "--title", "it's new", "--check")
    #expect(other.code == 1 && other.errors.contains("[stale]"))
    let picture = bench.bytes("a.svg")
    #expect(try bench.run("a.onnx", "--variants", "light,dark", "--check").code == 1)
    #expect(bench.bytes("a.svg") == picture && bench.bytes("a~dark.svg") == nil)
    // The help is a line that a shell can run.
    let line = try #require(other.errors.components(separatedBy: "with: ").last).trimmingCharacters(
      in: .newlines)
    #expect(line.hasPrefix("foldout "))
    #expect(try bench.shell("\"$FOLDOUT\" " + line.dropFirst("foldout ".count)).code == 0)
    #expect(try bench.run("a.onnx", "--depth", "0", "--title", "it's new", "--check").code == 0)
  }

  @Test(arguments: [
    "--check -o -", "--watch -o -", "--check --watch", "--check --print-key", "--check --depfile d", "-j -1",
  ])
  func contradictions(_ options: String) throws {
    #expect(try bench.shell("exec \"$FOLDOUT\" a.onnx \(options)").code == 64)
    #expect(bench.files() == ["a.onnx"])
  }

  @Test func theKeyFollowsWhatDecides() throws {
    func key(_ options: String) throws -> String {
      let run = try bench.shell("exec \"$FOLDOUT\" \(options) --print-key")
      #expect(run.code == 0 && run.errors.isEmpty)
      return String(decoding: run.output, as: UTF8.self)
    }
    let plain = try key("a.onnx")
    #expect(plain.count == 33 && plain.allSatisfy { $0.isHexDigit || $0 == "\n" })
    #expect(try key("a.onnx") == plain)
    #expect(try key("a.onnx -o elsewhere.svg") == plain, "where to is the caller's business")
    #expect(bench.files() == ["a.onnx"])
    var keys: Set<String> = [plain]
    let others = [
      "--depth 1", "--theme dark", "--variants light,dark", "-f json", "--title x", "--desc x",
      "--size fluid",
      "--open x", "--fold x", "--hide legend", "--fragment", "--id-prefix x", "--dark-selector .x",
      "--scale 3",
    ]
    for option in others { keys.insert(try key("a.onnx \(option)")) }
    #expect(keys.count == others.count + 1)
    try bench.put(try modelBytes("functions_nested.onnx") + [0x72, 0], "b.onnx")
    #expect(try key("b.onnx") != plain)
    try bench.putModel("functions_nested", as: "folder/a.onnx")
    #expect(try key("folder/a.onnx") == plain, "the folder decides nothing")
    try bench.putModel("functions_nested", as: "copy.onnx")
    #expect(try key("copy.onnx") != plain, "the name of the file may be that of the picture")
    #expect(try bench.run("none.onnx", "--print-key").code == 66)
  }

  @Test func timeIsUp() throws {
    try bench.put(Array("old".utf8), "a.svg")
    // Nobody ever writes into the pipe, so that no machine is fast enough.
    let run = try bench.shell("mkfifo m; exec \"$FOLDOUT\" m -o a.svg --timeout 200ms")
    #expect(run.code == 69)
    #expect(run.errors.contains("m: error: gave up after 200 ms [timeout]\nhelp: "), "\(run.errors)")
    #expect(bench.bytes("a.svg") == Array("old".utf8))
    #expect(try bench.run("a.onnx", "--timeout", "2m").code == 0)
    #expect(try bench.run("a.onnx", "--timeout", "soon").code == 64)
  }

  @Test func manyAtOnce() throws {
    var names: [String] = []
    for number in 0..<12 {
      names.append("m\(number)")
      try bench.putModel(number % 2 == 0 ? "functions_nested" : "external_data_small", as: "m\(number).onnx")
    }
    try bench.put([9], "bad.onnx")
    let models = names.map { $0 + ".onnx" }.joined(separator: " ")
    try bench.put([], "one/keep")
    try bench.put([], "four/keep")
    #expect(try bench.shell("exec \"$FOLDOUT\" \(models) -o one/").code == 0)
    let run = try bench.shell("exec \"$FOLDOUT\" \(models) bad.onnx -j 4 -o four/")
    #expect(run.code == 65 && run.errors.components(separatedBy: "error:").count == 2)
    for name in names {
      let one = try #require(bench.bytes("one/\(name).svg"))
      #expect(one == bench.bytes("four/\(name).svg"))
    }
  }

  @Test(.timeLimit(.minutes(10))) func watching() throws {
    let run = try bench.shell(
      """
      mkfifo log
      "$FOLDOUT" a.onnx --watch 2> log & watcher=$!
      exec 3< log
      # Waits for as long as the command lives: there is nothing to poll.
      wait_for() { while read -r line <&3; do case $line in *"$1"*) return ;; esac; done; echo "no $1"; }
      wait_for watching
      rm a.svg
      cp a.onnx b.onnx; mv b.onnx a.onnx
      wait_for 'drew a.svg'
      echo broken > a.onnx
      wait_for error:
      kill -0 $watcher && echo alive
      kill -9 $watcher
      """)
    #expect(String(decoding: run.output, as: UTF8.self) == "alive\n")
    #expect(bench.bytes("a.svg") != nil)
  }
}

extension Bench {
  /// Sets a file's time of change to some seconds from now.
  func age(_ name: String, by seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: seconds)], ofItemAtPath: path(name))
  }

  /// Runs make for a goal given as a plain name.
  func make(_ goal: String) throws -> Run {
    try put(Array(goal.utf8), "goal")
    return try shell("make -s -- \"$(cat goal)\"")
  }
}
