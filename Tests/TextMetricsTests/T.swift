import Testing

@testable import TextMetrics

@Test func placeholder() { #expect(sanitized("a") == "a") }
