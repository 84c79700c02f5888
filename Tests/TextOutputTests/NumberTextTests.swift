import Testing
import TextOutput

@Suite struct NumberTextTests {
  @Test func decimals() {
    #expect(NumberText.decimal(125, places: 1) == "12.5")
    #expect(NumberText.decimal(120, places: 1) == "12")
    #expect(NumberText.decimal(120, places: 1, keepsZeros: true) == "12.0")
    #expect(NumberText.decimal(1205, places: 2) == "12.05")
    #expect(NumberText.decimal(1250, places: 2) == "12.5")
    #expect(NumberText.decimal(-5, places: 1) == "-0.5")
    #expect(NumberText.decimal(1_234_567, places: 1, isGrouped: true) == "123,456.7")
    #expect(NumberText.decimal(1_000_004, places: 0, isGrouped: true) == "1,000,004")
    #expect(NumberText.decimal(.min, places: 0) == "-9223372036854775808")
  }

  @Test func rounds() {
    #expect(NumberText.rounded(0.25, places: 2) == "0.25")
    #expect(NumberText.rounded(2, places: 2) == "2")
    #expect(NumberText.rounded(0.005, places: 2) == "0.01")
    #expect(NumberText.rounded(.infinity, places: 1) == "?")
    #expect(NumberText.rounded(.nan, places: 1) == "?")
    #expect(NumberText.rounded(1e300, places: 1) == "?")
    #expect(NumberText.tenths(-3.25) == "-3.3")
  }

  @Test func coordinates() {
    let cases: [(Double, String)] = [
      (0, "0"), (-0.04, "0"), (0.05, "0.1"), (12, "12"), (-3.25, "-3.3"), (1234.56, "1234.6"), (.nan, "0"),
      (1e300, "100000000"),
    ]
    for (value, text) in cases {
      var writer = MarkupWriter()
      writer.number(value)
      #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }
  }

  @Test func counts() {
    #expect(NumberText.grouped(1016) == "1,016")
    #expect(NumberText.grouped(-1_000_000) == "−1,000,000")
    #expect(NumberText.grouped(.min) == "−9,223,372,036,854,775,808")
    #expect(NumberText.short(999) == "999")
    #expect(NumberText.short(1000) == "1.0K")
    #expect(NumberText.short(999_950) == "1.0M")
    #expect(NumberText.short(74_432) == "74.4K")
    #expect(NumberText.short(.max) == "9223372.0T")
    #expect(NumberText.bytes(1023) == "1023 B")
    #expect(NumberText.bytes(102_236_160) == "97.5 MiB")
    #expect(NumberText.bytes(.max) == "8,589,934,592.0 GiB")
    #expect(NumberText.percent(0.1234) == "12.3 %")
    #expect(NumberText.percent(0.1, keepsZeros: false) == "10 %")
    #expect(NumberText.percent(0.1) == "10.0 %")
  }

  @Test func figures() {
    #expect(NumberText.int(-1) == "−1")
    #expect(NumberText.float(1e-5) == "1e−5")
    #expect(NumberText.float(1) == "1")
    #expect(NumberText.float(-0.01) == "−0.01")
    #expect(NumberText.float(-.infinity) == "−∞")
  }
}
