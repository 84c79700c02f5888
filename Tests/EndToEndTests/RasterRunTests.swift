import FoldoutKit
import Foundation
import TestSupport
import Testing

@testable import FoldoutCommand

/// Whether librsvg and cairo are here; where they are not, what needs them is skipped.
private let canRaster = !Libraries.findings.contains { $0.name == "librsvg" && $0.state == nil }

/// PNG and PDF.
@Suite(.enabled(if: canRaster, "librsvg is not installed")) struct RasterRunTests {
  private let bench: Bench

  init() throws { bench = try Bench(models: "external_data_small") }

  /// The size in the head of a PNG file.
  private func size(ofPNG name: String) throws -> (width: Int, height: Int) {
    let bytes = try #require(bench.bytes(name))
    try #require(bytes.count > 24 && bytes[0..<8].elementsEqual([137, 80, 78, 71, 13, 10, 26, 10]))
    func number(_ at: Int) -> Int { bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
    return (number(16), number(20))
  }

  private func size(ofSVG name: String) throws -> (width: Double, height: Double) {
    let svg = try parseXML(try #require(bench.bytes(name)))
    func side(_ name: String) throws -> Double {
      try #require(svg.attributes.first { $0.name == name }.flatMap { Double($0.value) })
    }
    return (try side("width"), try side("height"))
  }

  @Test(arguments: [("", 2.0), ("--scale 1", 1), ("--scale 3.5", 3.5)])
  func pixelsFollowTheScale(_ options: String, _ scale: Double) throws {
    #expect(try bench.shell("\"$FOLDOUT\" a.onnx && \"$FOLDOUT\" a.onnx -f png \(options)").code == 0)
    let (png, svg) = (try size(ofPNG: "a.png"), try size(ofSVG: "a.svg"))
    #expect(abs(Double(png.width) - svg.width * scale) <= 1)
    #expect(abs(Double(png.height) - svg.height * scale) <= 1)
  }

  @Test func aBoxOfPixels() throws {
    #expect(try bench.run("a.onnx", "-o", "a.png", "--size", "300x200", "--scale", "1").code == 0)
    #expect(try size(ofPNG: "a.png") == (300, 200))
    #expect(try bench.run("a.onnx", "-o", "b.png", "--size", "300x", "--scale", "2").code == 0)
    #expect(try size(ofPNG: "b.png").width == 600)
  }

  @Test func tooManyPixelsAreSaid() throws {
    let run = try bench.run("a.onnx", "-o", "a.png", "--size", "100000x10")
    #expect(run.code == 0 && run.errors.contains("[scaled-down]"), "\(run.errors)")
    #expect(try size(ofPNG: "a.png").width == 32767)
  }

  @Test func themesDiffer() throws {
    var files: Set<[UInt8]> = []
    for theme in ["light", "dark", "print"] {
      #expect(try bench.run("a.onnx", "-o", "\(theme).png", "--theme", theme).code == 0)
      files.insert(try #require(bench.bytes("\(theme).png")))
    }
    #expect(files.count == 3)
    #expect(try bench.run("a.onnx", "-o", "auto.png", "--theme", "auto").code == 0)
    #expect(bench.bytes("auto.png") == bench.bytes("light.png"))
  }

  @Test(arguments: ["png", "pdf"]) func sameBytesTwice(_ format: String) throws {
    #expect(try bench.run("a.onnx", "-o", "1.\(format)").code == 0)
    // A date by the clock would differ by now.
    Thread.sleep(forTimeInterval: 1.1)
    #expect(try bench.run("a.onnx", "-o", "2.\(format)").code == 0)
    #expect(bench.bytes("1.\(format)") == bench.bytes("2.\(format)"))
  }

  @Test func onePageCutToThePicture() throws {
    #expect(try bench.run("a.onnx", "-o", "a.pdf").code == 0)
    #expect(try bench.run("a.onnx").code == 0)
    let bytes = try #require(bench.bytes("a.pdf"))
    #expect(bytes.starts(with: "%PDF-1.".utf8))
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    #expect(text.contains("/Count 1"))
    let box = try #require(text.range(of: "/MediaBox [ 0 0 "))
    let sides = text[box.upperBound...].prefix { $0 != "]" }.split(separator: " ").compactMap { Double($0) }
    let svg = try size(ofSVG: "a.svg")
    try #require(sides.count == 2)
    #expect(abs(sides[0] - svg.width * 0.75) < 0.1 && abs(sides[1] - svg.height * 0.75) < 0.1)
  }

  @Test func datedOnlyWhenAsked() throws {
    #expect(try bench.run("a.onnx", "-o", "a.pdf").code == 0)
    #expect(
      try bench.run("a.onnx", "-o", "b.pdf", environment: ["SOURCE_DATE_EPOCH": "1700000000"]).code == 0)
    func text(_ name: String) -> String { String(decoding: bench.bytes(name) ?? [], as: Unicode.ASCII.self) }
    #expect(!text("a.pdf").contains("Date"))
    #expect(text("b.pdf").contains("CreationDate (20231114221320Z)"))
  }
}

/// The machine as the doctor sees it.
@Suite struct DoctorTests {
  @Test func namesWhatIsThere() throws {
    let run = try Bench().run("doctor")
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(text.hasPrefix("foldout \(Foldout.version)\n"))
    for finding in Libraries.findings {
      let advice = finding.isOptional ? "to get it: " : "Debian package "
      #expect(text.contains(finding.state.map { "\(finding.name) \($0)" } ?? advice + finding.package))
    }
    #expect(run.code == (Libraries.findings.contains { $0.state == nil && !$0.isOptional } ? 1 : 0))
  }
}
