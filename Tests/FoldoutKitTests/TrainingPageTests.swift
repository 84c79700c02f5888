import FoldoutKit
import TestSupport
import Testing

/// Pages of training logs.
@Suite struct TrainingPageTests {
  private func page(_ names: String..., change: (inout TrainingOptions) -> Void = { _ in }) throws
    -> XMLElement
  {
    var options = TrainingOptions()
    change(&options)
    let sets = try names.map { (path: $0, set: try readLogs(modelPath("training/" + $0))) }
    let bytes = try Foldout.document(of: LogSet(joining: sets), as: .svg, options).bytes
    #expect(try bytes == Foldout.document(of: LogSet(joining: sets), as: .svg, options).bytes)
    return try parseXML(bytes)
  }

  private func texts(_ element: XMLElement) -> [String] { element.all.map(\.text).filter { !$0.isEmpty } }

  private func charts(_ element: XMLElement, _ kind: String) -> Int {
    element.all.filter { $0.classes.contains("foldout-chart-" + kind) }.count
  }

  @Test func oneRun() throws {
    let page = try page("letters_encoder")
    #expect(charts(page, "line") == 3 && charts(page, "heat-map") == 2 && charts(page, "ridgeline") == 2)
    let texts = texts(page)
    for text in ["letters_encoder", "train", "validation", "learning rate", "best 0.00153", "Histograms"] {
      #expect(texts.contains(text), "\(text)")
    }
  }

  @Test func findingsComeFirst() throws {
    let texts = try texts(page("exploding"))
    #expect(texts.contains("loss/train is NaN from step 50 on; loss/val, too"))
    #expect(texts.contains("diverges") && texts.contains("not finite"))
  }

  @Test func severalRunsAreCompared() throws {
    let page = try page("vanishing", "exploding", "digits_keras_cnn")
    let texts = texts(page)
    #expect(
      texts.contains("3 runs") && texts.contains("Best of each run") && texts.contains("loss, validation"))
    #expect(charts(page, "line") >= 4)
  }

  @Test func axesAndSmoothing() throws {
    let epochs = try page("letters_encoder/trainer_state.json") { $0.axis = .epoch }
    #expect(texts(epochs).contains("epoch") && charts(epochs, "line") == 3)
    let times = try page("letters_encoder") { $0.axis = .time }
    #expect(texts(times).contains("time (min)"))
    let none = try page("letters_encoder") { $0.axis = .epoch }
    #expect(texts(none).contains { $0.contains("have no epochs in the log") } && charts(none, "line") == 0)
    let (plain, smooth) = try (page("vanishing"), page("vanishing") { $0.smoothing = 0.6 })
    // Raw lines stand behind.
    #expect(smooth.all.count > plain.all.count)
  }

  @Test func tagsAreChosen() throws {
    let page = try page("letters_encoder") { $0.only = ["grads/*"] }
    #expect(charts(page, "line") == 0 && charts(page, "ridgeline") == 1)
    #expect(throws: FoldoutError.self) { try self.page("letters_encoder") { $0.only = ["nothing"] } }
  }

  @Test func emptyLogsHaveAPage() throws {
    let folder = try TestFolder()
    try folder.put([], "events.out.tfevents.1")
    let logs = try readLogs(folder.path("events.out.tfevents.1"))
    for format in [ReportFormat.svg, .html, .json, .csv, .text] {
      #expect(try !Foldout.document(of: logs, as: format).bytes.isEmpty)
    }
  }

  @Test func hostileNames() throws {
    let folder = try TestFolder()
    let name = HostileText.name.filter {
      $0 != "\"" && $0 != "\n" && $0 != "\r" && $0 != "\u{0}" && $0 != "\r\n"
    }
    let rows = (0..<30).map { "\($0),\($0 % 4),1e\($0 * 9),nan\n" }.joined()
    try folder.put(Array("step,\"\(name) loss\",\"val \(name) loss\",lr\n\(rows)".utf8), "m.csv")
    let logs = try readLogs(folder.path("m.csv"))
    #expect(try !parseXML(Foldout.document(of: logs, as: .svg).bytes).all.isEmpty)
    let html = try Foldout.document(of: logs, as: .html).text
    #expect(!html.contains("\u{202E}") && !html.contains("\u{1B}") && !html.contains("<b>"))
  }

  /// Parameters stand as the operators of the model read them.
  @Test func modelOrder() throws {
    let folder = try TestFolder()
    try folder.put(
      Array("step,grad_norm/b.weight,grad_norm/a.weight,grad_norm/z.weight\n1,1,2,3\n2,1,2,3\n".utf8), "m.csv"
    )
    var options = TrainingOptions()
    options.model = makeModel(
      """
      in x 1×4
      weight b.weight 4×4
      weight a.weight 4×4
      MatMul x a.weight -> h
      MatMul h b.weight -> y
      out y
      """)
    let text = try Foldout.document(of: readLogs(folder.path("m.csv")), as: .text, options).text
    let names = text.split(separator: "\n").compactMap {
      $0.hasPrefix("  ") ? $0.split(separator: " ").first : nil
    }
    #expect(names == ["a.weight", "b.weight", "z.weight"])
    #expect(text.contains("1 parameter not in the model: z.weight"))
  }
}
