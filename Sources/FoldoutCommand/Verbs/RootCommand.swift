import ArgumentParser
import FoldoutKit

/// The command: one verb a file.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "foldout",
    abstract: "Draw a model file (ONNX, Keras) as a diagram that folds into its blocks.",
    usage: """
      foldout <models> ... [<options>]
      foldout <subcommand> ...
      """,
    discussion: """
      Example: `foldout model.onnx` writes model.svg beside the model, `foldout model.onnx -o page.html` a page to \
      walk through. It says nothing when all went well. `foldout render --help` lists the options of drawing.

      Models: ONNX, binary, as text (.onnxtxt) or as JSON; Keras as .keras, .h5 or JSON. A file's content says what it \
      is. For models of other frameworks, the error names the command that makes ONNX of them.

      Exit codes: 0 done; 1 the answer is no (check found errors, --check a stale picture, doctor a missing \
      library); 64 invalid usage; 65 the file is malformed; 66 the file can't be read; 69 a library failed or \
      time ran out; 70 internal error; 73 the output can't be written. With several files, all are tried and \
      the first failure's code wins.
      """,
    version: "foldout \(Foldout.version)",
    subcommands: [
      Render.self, Check.self, Summary.self, WeightsVerb.self, ActivityVerb.self, RunVerb.self,
      ExplainVerb.self,
      TrainingVerb.self,
      IdiomsVerb.self,
      FunctionsVerb.self,
      Values.self,
      Doctor.self,
    ],
    defaultSubcommand: Render.self)
}
