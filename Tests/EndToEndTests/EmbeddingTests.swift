import Foundation
import TestSupport
import Testing

/// Themes, sizes and ids: what a page needs of a picture.
@Suite struct EmbeddingTests {
  private let bench: Bench

  init() throws { bench = try Bench(models: "functions_nested") }

  private func svg(_ options: String) throws -> String {
    let run = try bench.shell("exec \"$FOLDOUT\" a.onnx -o - \(options)")
    #expect(run.code == 0, "\(run.errors)")
    _ = try parseXML(run.output)
    return String(decoding: run.output, as: UTF8.self)
  }

  private func root(_ options: String) throws -> [String: String] {
    let element = try parseXML(Array(try svg(options).utf8))
    return Dictionary(element.attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func sizes() throws {
    let natural = try root("")
    let sides = try #require(natural["viewBox"]).split(separator: " ").map(String.init)
    #expect(natural["width"] == sides[2] && natural["height"] == sides[3])
    let fluid = try root("--size fluid")
    #expect(fluid["width"] == nil && fluid["height"] == nil && fluid["style"] == "width:100%;height:auto")
    let box = try root("--size 400x300")
    #expect(box["width"] == "400" && box["height"] == "300" && box["viewBox"] == natural["viewBox"])
    let wide = try root("--size 400x")
    let (width, height) = (try #require(Double(sides[2])), try #require(Double(sides[3])))
    #expect(abs((wide["height"].flatMap(Double.init) ?? 0) - 400 * height / width) < 0.1)
  }

  @Test(arguments: ["0x5", "x", "5", "-5x5", "5x5x5", "1e9x2", "axb", "100001x5", "large"])
  func oddSizes(_ size: String) throws {
    #expect(try bench.run("a.onnx", "-o", "-", "--size=\(size)").code == 64)
  }

  @Test func pairs() throws {
    #expect(try bench.run("a.onnx", "--variants", "light,dark").code == 0)
    #expect(bench.files() == ["a.onnx", "a.svg", "a~dark.svg"])
    #expect(String(decoding: bench.bytes("a.svg") ?? [], as: UTF8.self) == (try svg("--theme light")))
    #expect(String(decoding: bench.bytes("a~dark.svg") ?? [], as: UTF8.self) == (try svg("--theme dark")))
    #expect(try bench.run("a.onnx", "-o", "out/x.v2.svg", "--variants", "dark,print").code == 0)
    #expect(bench.bytes("out/x.v2~dark.svg") != nil && bench.bytes("out/x.v2~print.svg") != nil)
  }

  @Test(arguments: [
    "--variants light,light", "--variants auto", "--variants ,", "--variants light,dark -o -",
    "--variants light,dark --theme dark", "--variants light,dark -f json", "--dark-selector 'a{}'",
    "--dark-selector ''", "--dark-selector .a --theme dark", "--id-prefix 1a", "--id-prefix 'a b'",
    "--scale 0", "--background red", "--background ''", "--background '#12'",
    "--scale nan",
  ])
  func contradictions(_ options: String) throws {
    #expect(try bench.shell("exec \"$FOLDOUT\" a.onnx \(options)").code == 64)
    #expect(bench.files() == ["a.onnx"])
  }

  @Test func attributesStayLight() throws {
    let light = try svg("")
    #expect(!light.contains("<style"))
    for options in ["--theme auto", "--dark-selector .night"] {
      let both = try svg(options)
      #expect(both.contains("<style"))
      for attribute in ["fill=\"#ffffff\"", "fill=\"#16191e\""] {
        #expect(light.contains(attribute) && both.contains(attribute))
      }
    }
  }

  @Test func theSitesOwnSwitch() throws {
    let text = try svg("--dark-selector '[data-theme=dark]'")
    #expect(text.contains("\n[data-theme=dark] .foldout-f-card{fill:#232a33}"))
    #expect(!text.contains("prefers-color-scheme"))
    #expect(try svg("--dark-selector '.a, .b'").contains(":is(.a, .b) .foldout-f-card{"))
  }

  @Test func printHasNoColours() throws {
    let text = try svg("--theme print")
    var greys: Set<Substring> = []
    for part in text.components(separatedBy: "\"#").dropFirst() {
      let colour = part.prefix(6)
      #expect(colour.prefix(2) == colour.dropFirst(2).prefix(2) && colour.prefix(2) == colour.suffix(2))
      greys.insert(colour)
    }
    #expect(greys.contains("000000") && greys.contains("ffffff") && greys.count > 3)
  }

  @Test func severalInOnePage() throws {
    let one = try svg("--fragment --theme auto --id-prefix one")
    #expect(one.hasPrefix("<svg ") && !one.contains("\n\n"))
    #expect(
      one.contains(" id=\"one\"") && one.contains("id=\"one-title\"")
        && one.contains("aria-labelledby=\"one-title "))
    let rules = one.components(separatedBy: "\n").filter {
      $0.hasSuffix("}") && $0.contains("{") && !$0.contains("<")
    }
    #expect(!rules.isEmpty)
    for rule in rules { #expect(rule.hasPrefix("#one .foldout-")) }
  }

  @Test func words() throws {
    let text = try svg("--title 'A < B' --desc 'What \"it\" is & does'")
    #expect(text.contains("-title\">A &lt; B</title>"))
    #expect(text.contains("-desc\">What &quot;it&quot; is &amp; does</desc>"))
  }

  @Test func aPageStandsAlone() throws {
    let run = try bench.run("a.onnx", "-f", "html", "-o", "-")
    #expect(run.code == 0 && run.errors.isEmpty)
    let html = String(decoding: run.output, as: UTF8.self)
    #expect(html.hasPrefix("<!DOCTYPE html>"))
    for outside in [" src=", "@import", "url(", "<link", "<iframe", "<object"] {
      #expect(!html.contains(outside), "\(outside)")
    }
    #expect(
      html.components(separatedBy: "http").count == html.components(separatedBy: "http://www.w3.org/2000/svg")
        .count
        + html.components(separatedBy: "http-equiv").count - 1)
    #expect(html.contains("default-src 'none'") && html.contains("prefers-color-scheme"))
    #expect(try bench.run("a.onnx", "-f", "html", "-o", "-").output == run.output)
  }

  @Test func aPageInOneTheme() throws {
    for (theme, colour) in [("light", "#ffffff"), ("dark", "#0f1216")] {
      let run = try bench.run("a.onnx", "-f", "html", "-o", "-", "--theme", theme)
      let html = String(decoding: run.output, as: UTF8.self)
      #expect(!html.contains("prefers-color-scheme") && html.contains("fill=\"\(colour)\""))
    }
  }
}
