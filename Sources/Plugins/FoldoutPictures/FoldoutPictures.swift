import Foundation
import PackagePlugin

/// Draws the models in a target's DocC catalogue when the target is built.
@main struct FoldoutPictures: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let catalogue = try Catalogue(of: target), !catalogue.models.isEmpty else { return [] }
    let foldout = try context.foldout()
    let folders = catalogue.models.map { context.pluginWorkDirectoryURL.appending(component: $0.folderName) }
    let drawings = zip(catalogue.models, folders).map { model, folder in
      Command.buildCommand(
        displayName: "Drawing \(model.file.lastPathComponent)", executable: foldout,
        arguments: model.arguments(into: folder), inputFiles: model.inputs + [foldout], outputFiles: [folder])
    }
    // SwiftPM makes only what the target needs: this source, which is empty.
    let source = context.pluginWorkDirectoryURL.appending(component: "FoldoutPictures.swift")
    let joining = Command.buildCommand(
      displayName: "Pictures of \(target.name)", executable: try program("touch"),
      arguments: [source.path], inputFiles: folders, outputFiles: [source])
    return drawings + [joining]
  }
}
