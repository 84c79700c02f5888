import ModelRunning
import Testing

@Suite struct OutputTailTests {
  /// As onnx.ModelProto(graph=GraphProto(output=[ValueInfoProto(name=…)])).SerializeToString() writes it.
  @Test func isAModelOfOutputs() {
    #expect(
      outputTail(["a", "/b"]) == [
        0x3A, 0x0B, 0x62, 0x03, 0x0A, 0x01, 0x61, 0x62, 0x04, 0x0A, 0x02, 0x2F, 0x62,
      ])
    #expect(outputTail([]).isEmpty)
  }
}
