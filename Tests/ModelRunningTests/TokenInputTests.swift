import Diagnostics
import ModelGraph
import Recordings
import TestSupport
import Testing

@testable import ModelRunning

/// Ids of tokens, and what follows from them.
@Suite struct TokenInputTests {
  private let folder: TestFolder
  private let inputs: [ModelInput]

  init() throws {
    folder = try TestFolder()
    try folder.put(Array("[[3, 17, 4], [5, 1, 0]]".utf8), "ids.json")
    inputs = ["input_ids", "attention_mask", "token_type_ids", "position_ids"].map { name in
      ModelInput(
        name: name, dataType: name == "attention_mask" ? .float32 : .int64,
        shape: Shape([.symbol("batch"), .symbol("tokens")]), isOptional: false)
    }
  }

  private func refusal(_ arguments: [String], _ inputs: [ModelInput]) -> FoldoutError? {
    do {
      _ = try RunInputs(arguments, for: inputs)
      return nil
    } catch { return error }
  }

  @Test func masksTypesAndPositionsFollow() throws {
    let read = try RunInputs([folder.path("ids.json")], for: inputs)
    #expect(read.tensors.map(\.dims) == [[2, 3], [2, 3], [2, 3], [2, 3]])
    #expect(read.tensors[0].reals == [3, 17, 4, 5, 1, 0])
    #expect(read.tensors[1].reals == [1, 1, 1, 1, 1, 1] && read.tensors[1].dataType == .float32)
    #expect(read.tensors[2].reals == [0, 0, 0, 0, 0, 0])
    #expect(read.tensors[3].reals == [0, 1, 2, 0, 1, 2])
    #expect(read.diagnostics.map(\.code) == ["tokens-filled"])
    #expect(read.diagnostics[0].message.contains("attention_mask"))
    #expect(read.tokenIDs(1, of: inputs) == [5, 1, 0])
    #expect(read.tokenIDs(2, of: inputs).isEmpty && read.tokenIDs(-1, of: inputs).isEmpty)
  }

  @Test func whatIsNamedStays() throws {
    try folder.put(Array("[[1, 1, 0], [1, 0, 0]]".utf8), "mask.json")
    let read = try RunInputs(
      [folder.path("ids.json"), "attention_mask=" + folder.path("mask.json")], for: inputs)
    #expect(read.tensors[1].reals == [1, 1, 0, 1, 0, 0])
    #expect(read.diagnostics.count == 1 && !read.diagnostics[0].message.contains("attention_mask"))
    var nameless = inputs
    for place in nameless.indices { nameless[place].shape = Shape([.unknown, .symbol("unk__\(place)")]) }
    #expect(
      try RunInputs([folder.path("ids.json")], for: nameless).tensors.map(\.dims) == read.tensors.map(\.dims))
    nameless[2].shape = Shape([.unknown, .symbol("past + tokens")])
    #expect(refusal([folder.path("ids.json")], nameless)?.diagnostic.code == "no-input")
    // Of another shape nothing is guessed.
    var four = inputs
    four[1].shape = Shape([.symbol("batch"), .known(1), .symbol("tokens"), .symbol("tokens")])
    #expect(refusal([folder.path("ids.json")], four)?.diagnostic.code == "no-input")
  }

  /// The embedding has 20 rows; a cast stands before it.
  @Test func idsThatNoTokenHas() throws {
    let model = makeModel(
      """
      in:int32 ids 1×3
      in x 1×3
      weight table 20×8
      weight other 8×20
      Cast ids -> long
      Gather table long -> vectors
      Gather other x -> columns axis=1
      out vectors
      """)
    let all = ModelInput.all(of: model)
    #expect(all.map(\.tokenCount) == [20, nil])
    try folder.put(Array("[3, 19, -20]".utf8), "good.json")
    try folder.put(Array("[3, 20, 4]".utf8), "large.json")
    try folder.put(Array("[3, -21, 4]".utf8), "small.json")
    #expect(refusal([folder.path("good.json"), "x=random"], all) == nil)
    for name in ["large.json", "small.json"] {
      let error = try #require(refusal([folder.path(name), "x=random"], all))
      #expect(error.kind == .usage && error.diagnostic.code == "no-token")
      #expect(error.diagnostic.message.contains(name == "large.json" ? "token 20" : "token -21"))
    }
  }

  @Test func listsThatAreNoIds() throws {
    let texts = [
      ("[[1, 2], [3]]", "ragged-lists"), ("[1, [2]]", "ragged-lists"), ("[[1], 2]", "ragged-lists"),
      (#"["a", "b"]"#, "no-numbers"), ("[[1, null]]", "no-numbers"), ("[1.5, 2, 3]", "wrong-type"),
      (String(repeating: "[", count: 80) + "1" + String(repeating: "]", count: 80), "ragged-lists"),
    ]
    for (text, code) in texts {
      try folder.put(Array(text.utf8), "x.json")
      #expect(refusal([folder.path("x.json")], inputs)?.diagnostic.code == code, "\(text)")
    }
  }

  @Test func idsOfARecording() {
    var recording = Recording()
    recording.arrays = [
      RecordedArray(name: "attention_mask", dataType: .int8, dims: [2, 2], bytes: [1, 1, 1, 1]),
      RecordedArray(name: "input_ids", dataType: .int8, dims: [2, 2], bytes: [4, 5, 6, 7]),
    ]
    #expect(RunInputs(tokensOf: recording, for: inputs).tokenIDs(1, of: inputs) == [6, 7])
  }
}
