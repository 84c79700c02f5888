import ArgumentParser
import Diagnostics
import Folding
import FoldoutKit
import ModelGraph

/// A value on the way to a picture to be printed as text: a stage of the pipeline, or folding after one of its passes.
package enum DumpRequest: Sendable, Equatable {
  /// A stage of the pipeline: `model`, `outline` and so on.
  case stage(Stage)
  /// The passes of folding, each with its changes: `passes`.
  case passes
  /// The tree of blocks, or the flat graph, after the last run of a pass: `tree:group-turns`, `flat:hide-plumbing`.
  case after(pass: String)

  /// Prints it for a model.
  ///
  /// - Throws: ``FoldoutError`` as drawing does.
  package func text(of model: Model, _ options: DrawOptions = DrawOptions()) throws(FoldoutError) -> String {
    switch self {
    case .stage(let stage): try stage.text(of: model, options)
    case .passes: PassDump.list(of: model, options.fold)
    case .after(let pass): PassDump.after(pass, of: model, options.fold) ?? ""
    }
  }
}

extension DumpRequest: ExpressibleByArgument {
  package init?(argument: String) {
    if argument == "passes" {
      self = .passes
    } else if let stage = Stage(rawValue: argument) {
      self = .stage(stage)
    } else if PassDump.names.contains(argument) {
      self = .after(pass: argument)
    } else {
      return nil
    }
  }

  package static var allValueStrings: [String] {
    Stage.allCases.map(\.rawValue) + ["passes"] + PassDump.names
  }
}
