import FoldoutKit
import Testing

@testable import FoldoutCommand

/// The words of `--details`.
@Suite struct DetailArgumentTests {
  @Test func words() {
    #expect(DetailRequest(argument: "auto") == .automatic)
    #expect(
      DetailRequest(argument: "none") == DetailRequest.none
        && DetailRequest(argument: "0") == DetailRequest.none)
    #expect(DetailRequest(argument: "3") == .atMost(3))
    #expect(DetailRequest(argument: "MLP,layer*/attn") == .matching([Glob("MLP"), Glob("layer*/attn")]))
    #expect(DetailRequest(argument: "") == nil && DetailRequest(argument: "-1") == nil)
  }
}
