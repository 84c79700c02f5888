import Foundation
import PackagePlugin

/// `swift package draw-models [--check] [--target NAME]`: draws the models in DocC catalogues beside themselves, or
/// tells which pictures are stale.
@main struct DrawModels: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    var arguments = ArgumentExtractor(arguments)
    let isCheck = arguments.extractFlag(named: "check") > 0
    let models = try context.package.catalogues(&arguments).flatMap(\.models)
    if let word = arguments.remainingArguments.first {
      throw PictureError("draw-models takes --check and --target NAME; '\(word)' is neither")
    }
    let foldout = try context.foldout()
    var failures = 0
    for model in models {
      let words = model.arguments(into: model.file.deletingLastPathComponent())
      if try !run(foldout, words + (isCheck ? ["--check"] : [])) { failures += 1 }
    }
    if failures > 0 {
      let state = isCheck ? "have no fresh pictures" : "not drawn"
      Diagnostics.error("\(failures) of \(models.count) models \(state)")
    } else {
      print("\(models.count) models \(isCheck ? "have fresh pictures" : "drawn")")
    }
  }
}
