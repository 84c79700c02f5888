import Lettering
import Testing

/// The numbers of well-known networks, each lettered as its paper writes it.
@Suite struct NetworkTests {
  /// The first bottlenecks of ResNet-50's stages.
  @Test func bottlenecks() throws {
    let slots = [
      Slot(.side, [56, 56, 28, 14]), Slot(.inputChannels, [64, 256, 512, 1024]),
      Slot(.kernel, [1, 1, 1, 1]), Slot(.channels, [64, 128, 256, 512]), Slot(.stride, [1, 2, 2, 2]),
      Slot(.kernel, [3, 3, 3, 3]), Slot(.side, [56, 28, 14, 7]), Slot(.channels, [256, 512, 1024, 2048]),
    ]
    let lettering = try #require(Lettering(of: slots, rows: 4))
    #expect(lettering.drawnTerms == ["h", "n", "1", "c", "s", "3", "h/s", "4c"])
    #expect(
      lettering.table == ["h 56 56 28 14", "n 64 256 512 1024", "c 64 128 256 512", "s 1 2 2 2"])
    #expect(lettering.faults(slots).isEmpty)
  }

  /// The first blocks of EfficientNet-B0's stages: the first does not expand, so it has no such convolution.
  @Test func invertedResiduals() throws {
    let slots = [
      Slot(.inputChannels, [32, 16, 24, 40, 80, 112, 192]),
      Slot(.channels, [nil, 96, 144, 240, 480, 672, 1152]),
      Slot(.kernel, [3, 3, 5, 3, 5, 5, 3]), Slot(.stride, [1, 2, 2, 2, 1, 2, 1]),
      Slot(.channels, [32, 96, 144, 240, 480, 672, 1152]),
      Slot(.channels, [8, 4, 6, 10, 20, 28, 48]),
      Slot(.channels, [16, 24, 40, 80, 112, 192, 320]),
      Slot(.side, [112, 112, 56, 28, 14, 14, 7]), Slot(.side, [112, 56, 28, 14, 14, 7, 7]),
      Slot(.channels, [16, 24, 40, 80, 112, 192, 320]),
    ]
    let lettering = try #require(Lettering(of: slots, rows: 7))
    #expect(lettering.drawnTerms == ["n", "e·n", "k", "s", "e·n", "n/4", "c", "h", "h/s", "c"])
    #expect(lettering.letters.map(\.name) == ["n", "e", "k", "s", "c", "h"])
    #expect(lettering.letters[1].values == [1, 6, 6, 6, 6, 6, 6])
    #expect(lettering.faults(slots).isEmpty)
    #expect(lettering.drawn(lettering.condition(for: [false] + Array(repeating: true, count: 6))) == "e > 1")
  }

  /// The stages of Swin-T; tokens are the square of the side, windows are seven wide.
  @Test func windowAttention() throws {
    let slots = [
      Slot(.channels, [96, 192, 384, 768]), Slot(.heads, [3, 6, 12, 24]), Slot(.side, [56, 28, 14, 7]),
      Slot(.windows, [64, 16, 4, 1]), Slot(.channels, [288, 576, 1152, 2304]),
      Slot(.channels, [384, 768, 1536, 3072]), Slot(.length, [49, 49, 49, 49]),
      Slot(.length, [3136, 784, 196, 49]), Slot(.channels, [96, 192, 384, 768]),
    ]
    let lettering = try #require(Lettering(of: slots, rows: 4))
    #expect(lettering.drawnTerms == ["c", "a", "h", "w", "3c", "4c", "49", "h·h", "c"])
    #expect(lettering.faults(slots).isEmpty)
  }

  /// PVTv2-B0's layers: the hidden width is 8 or 4 times the width, and the kernel that shortens the keys is its stride.
  @Test func pyramids() throws {
    let slots = [
      Slot(.inputChannels, [32, 64, 160, 256]), Slot(.kernel, [8, 4, 2, 1]), Slot(.stride, [8, 4, 2, 1]),
      Slot(.side, [56, 28, 14, 7]), Slot(.side, [7, 7, 7, 7]), Slot(.heads, [1, 2, 5, 8]),
      Slot(.channels, [256, 512, 640, 1024]), Slot(.channels, [32, 64, 160, 256]),
    ]
    let lettering = try #require(Lettering(of: slots, rows: 4))
    #expect(lettering.drawnTerms == ["n", "k", "k", "h", "7", "a", "e·n", "n"])
    #expect(lettering.faults(slots).isEmpty)
  }

  /// ResNet-18: the output is 1 or 2 times the input, but its width is what the paper calls it.
  @Test func basicBlocks() throws {
    let slots = [
      Slot(.inputChannels, [64, 64, 128, 256]), Slot(.stride, [1, 2, 2, 2]),
      Slot(.channels, [64, 128, 256, 512]), Slot(.stride, [nil, 2, 2, 2]),
      Slot(.channels, [nil, 128, 256, 512]),
    ]
    let lettering = try #require(Lettering(of: slots, rows: 4))
    #expect(lettering.drawnTerms == ["n", "s", "c", "2", "c"])
    #expect(lettering.faults(slots).isEmpty)
    #expect(lettering.drawn(lettering.condition(for: [false, true, true, true])) == "s > 1")
  }
}
