import CallInlining
import Diagnostics
import ModelGraph

/// A model whose functions and taken branches are written out: for each choice of branches a process.
final class WrittenModel {
  private let source: RunSource
  private let model: Model
  private let isKept: (String) -> Bool
  private var opened: [Opened] = []
  /// Whether values of all rounds of loops are fetched: not once that has failed.
  private var givesRounds = true

  /// What runs with some branches taken.
  private struct Opened {
    let taken: [String: Bool]
    let choices: [InlinedGraph.Choice]
    let hasRounds: Bool
    let process: ModelProcess
  }

  init(_ source: RunSource, _ model: Model, _ isKept: @escaping (String) -> Bool) {
    (self.source, self.model, self.isKept) = (source, model, isKept)
  }

  var processes: [ModelProcess] { opened.map(\.process) }

  /// Starts the process that each run begins with.
  func start() throws(NotWritten) { _ = try open([:]) }

  /// Runs the model: as long as branches are to be chosen, what chooses them; then all.
  func run(_ inputs: RunInputs) throws(NotWritten) -> ModelRun {
    let start = ContinuousClock.now
    do throws(NotWritten) {
      return try run(inputs, since: start)
    } catch {
      guard givesRounds, hasRounds, error.mayBeOfRounds else { throw error }
      // Rounds may give values of different shapes, or more than there is room for.
      giveRounds(false)
      do throws(NotWritten) {
        return try run(inputs, since: start)
      } catch {
        // The rounds were not why.
        giveRounds(true)
        throw error
      }
    }
  }

  private func giveRounds(_ areGiven: Bool) { (givesRounds, opened) = (areGiven, []) }

  private var hasRounds: Bool { opened.contains { $0.hasRounds } }

  private func run(
    _ inputs: RunInputs, since start: ContinuousClock.Instant
  ) throws(NotWritten) -> ModelRun {
    var taken: [String: Bool] = [:]
    while true {
      let stage = try open(taken)
      let spent = Int(clamping: start.duration(to: .now).components.seconds)
      let run = try run(stage.process, inputs, max(1, source.options.seconds - spent))
      guard !stage.choices.isEmpty else { return run }
      let known = taken.count
      for (choice, tensor) in zip(stage.choices, run.tensors) {
        guard tensor.dataType == .bool, let byte = tensor.bytes.first else { continue }
        taken[choice.path] = byte != 0
      }
      guard taken.count > known else { throw .refused("an If has no condition") }
    }
  }

  private func run(
    _ process: ModelProcess, _ inputs: RunInputs, _ seconds: Int
  ) throws(NotWritten) -> ModelRun {
    do throws(FoldoutError) {
      return try process.run(inputs, seconds: seconds)
    } catch {
      throw error.diagnostic.code == "run-refused" ? .refused(error.diagnostic.message) : .failed(error)
    }
  }

  private func open(_ taken: [String: Bool]) throws(NotWritten) -> Opened {
    if let known = opened.first(where: { $0.taken == taken }) { return known }
    let inlined = InlinedGraph(model, branches: .taken(taken), rounds: givesRounds)
    var changes = try ModelChanges(source.file, model, inlined)
    var values = RunnableValues()
    if inlined.choices.isEmpty {
      values = RunnableValues(of: model, inlined)
      values.keep(where: isKept)
    } else {
      values.outputs = changes.addConditions(of: inlined)
      values.added = Set(values.outputs)
    }
    do throws(FoldoutError) {
      let process = try ModelProcess(source, values, changes)
      // The first, which each run begins with, stays.
      if opened.count == RunTuning.mostProcesses { opened.remove(at: 1) }
      opened.append(
        Opened(
          taken: taken, choices: inlined.choices,
          hasRounds: inlined.operations.contains { !$0.rounds.isEmpty }, process: process))
    } catch {
      throw .failed(error)
    }
    return opened[opened.count - 1]
  }
}
