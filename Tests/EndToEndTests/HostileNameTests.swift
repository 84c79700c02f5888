import Foundation
import TestSupport
import Testing

/// Nothing that misleads a reader leaves the command as it is: no control, no invisible character, none that turns text
/// round, wherever a file or its path holds it.
@Suite struct HostileNameTests {
  /// By properties of Unicode, not by the table that the command uses.
  private static let characters: [Unicode.Scalar] = (1...0x10FFFF as ClosedRange<UInt32>).lazy
    .compactMap(Unicode.Scalar.init)
    .filter { scalar in
      let properties = scalar.properties
      return properties.generalCategory == .control || properties.generalCategory == .lineSeparator
        || properties.generalCategory == .paragraphSeparator || properties.isBidiControl
        || properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
    }

  /// Names of so many characters that none is cut.
  private static let names: [String] = stride(from: 0, to: characters.count, by: 25).map { start in
    var text = String.UnicodeScalarView("n".unicodeScalars)
    for scalar in characters[start..<min(start + 25, characters.count)] {
      text.append(scalar)
      text.append("x")
    }
    return String(text)
  }

  /// A chain of operators in which names, dims and metadata hold all of them, and declared shapes are wrong.
  private static let model: [UInt8] = {
    func typed(_ name: String, _ dims: [(String, Int64)]) -> Wire {
      let shape = Wire.message { wire in
        for (symbol, size) in dims {
          wire.message(1, .message { symbol.isEmpty ? $0.int(1, size) : $0.text(2, symbol) })
        }
      }
      return .message { wire in
        wire.text(1, name)
        wire.message(
          2,
          .message {
            $0.message(
              1,
              .message {
                $0.int(1, 1)
                $0.message(2, shape)
              })
          })
      }
    }
    let graph = Wire.message { wire in
      for (place, name) in names.enumerated() {
        wire.message(1, .node("Relu", name, inputs: ["v\(place)"], outputs: ["v\(place + 1)"]))
      }
      wire.text(2, names[0])
      wire.message(11, typed("v0", [(names[0], 0), ("", 4)]))
      wire.message(12, typed("v\(names.count)", [(names[1], 0)]))
      for (place, name) in names.enumerated().dropFirst() {
        wire.message(13, typed("v\(place)", [(name, 0), ("", Int64(place % 7) + 3)]))
      }
    }
    return Wire.model(graph) { wire in
      wire.text(2, names[0])
      wire.text(3, names[1])
      wire.text(6, names[2])
      for name in names { wire.message(14, .entry(name, name)) }
    }
  }()

  @Test(
    arguments: [
      ["-o", "-"], ["--flat", "-o", "-"], ["--page", "column", "--show", "names,shapes=all", "-o", "-"],
      ["-f", "html", "-o", "-"], ["-f", "json", "-o", "-"], ["-f", "dot", "-o", "-"],
      ["-f", "mermaid", "-o", "-"], ["summary"],
      ["summary", "--markdown"], ["summary", "--lines"], ["summary", "--json", "--values"], ["check"],
      ["idioms"],
      ["idioms", "--json"], ["--dim", "nothing=1"], ["--open", "nothing"], ["-o", "x.gif"],
    ]) func noneLeavesRaw(_ arguments: [String]) throws
  {
    let bench = try Bench()
    let file = "m\u{1B}[31m\u{202E}\u{200B}\u{85}\n\u{7}.onnx"
    try bench.put(Self.model, file)
    let verbs: Set<String> = ["summary", "check", "idioms"]
    let isVerb = verbs.contains(arguments[0])
    let line =
      "exec \"$FOLDOUT\" " + (isVerb ? arguments[0] + " " : "") + "*.onnx "
      + arguments.dropFirst(isVerb ? 1 : 0).map { "'\($0)'" }.joined(separator: " ")
    let run = try bench.shell(line)
    let unsafe = Set(Self.characters).subtracting(["\n"])
    for (text, what) in [(String(decoding: run.output, as: UTF8.self), "output"), (run.errors, "errors")] {
      let raw = Set(text.unicodeScalars).intersection(unsafe)
      #expect(raw.isEmpty, "\(arguments) \(what): \(raw.map(\.value).sorted().prefix(9))")
    }
    #expect(run.output.count + run.errors.utf8.count > 100)
  }

  /// A name can't end its message and begin another one.
  @Test func noMessageIsFaked() throws {
    let bench = try Bench()
    try bench.put(Self.model, "m.onnx")
    let run = try bench.run("m.onnx", "-o", "m.svg")
    #expect(run.errors.contains("[shape-mismatch]"))
    for line in run.errors.split(separator: "\n") {
      #expect(line.hasPrefix("m.onnx: ") || line.hasPrefix("help: "), "\(line)")
    }
  }
}
