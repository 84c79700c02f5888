import Foundation
import PackagePlugin

/// `swift package generate-model-documentation [--target NAME] [options of docc convert]`: documentation of the targets
/// that have a DocC catalogue, with pictures of the models in it. Nothing is written into the sources.
@main struct GenerateModelDocumentation: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    var arguments = ArgumentExtractor(arguments)
    let catalogues = try context.package.catalogues(&arguments)
    let output = arguments.extractOption(named: "output-path").last
    for catalogue in catalogues {
      let name = catalogue.target.name
      // Builds the target, and draws its models where it has the plugin for that.
      let symbols = try packageManager.getSymbolGraph(
        for: catalogue.target, options: .init(minimumAccessLevel: .public, includeSynthesized: true))
      let illustrated = try illustrate(catalogue, context)
      var archive = output.map { URL(filePath: $0) } ?? context.pluginWorkDirectoryURL
      // A folder that was named is the archive itself, unless there are several.
      if output == nil || catalogues.count > 1 { archive.append(component: name + ".doccarchive") }
      let words =
        ["convert", illustrated.path, "--additional-symbol-graph-dir", symbols.directoryURL.path]
        + ["--fallback-display-name", name, "--fallback-bundle-identifier", name]
        + ["--output-path", archive.path] + arguments.remainingArguments
      if try run(docc(context), words) {
        print("Documentation of \(name): \(archive.path)")
      } else {
        Diagnostics.error("docc can't make the documentation of \(name)")
      }
    }
  }

  /// A copy of a catalogue in which each model has its pictures beside it.
  private func illustrate(_ catalogue: Catalogue, _ context: PluginContext) throws -> URL {
    let copy = context.pluginWorkDirectoryURL.appending(components: "catalogues", catalogue.target.name)
      .appending(component: catalogue.folder.lastPathComponent)
    if fileManager.fileExists(atPath: copy.path) { try fileManager.removeItem(at: copy) }
    for file in try Catalogue.files(in: catalogue.folder) {
      let place = catalogue.place(of: file, in: copy)
      try fileManager.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      // Relative links would lead elsewhere from here.
      try fileManager.copyItem(at: file.resolvingSymlinksInPath(), to: place)
    }
    let foldout = try context.foldout()
    let drawn = context.pictures(of: catalogue.target)
    for model in catalogue.models {
      let folder = catalogue.place(of: model.file, in: copy).deletingLastPathComponent()
      let pair = model.pictures.map { drawn.appending(components: model.folderName, $0) }
      if pair.allSatisfy({ isFresh($0, against: model.inputs + [foldout]) }) {
        for picture in pair {
          let place = folder.appending(component: picture.lastPathComponent)
          if fileManager.fileExists(atPath: place.path) { try fileManager.removeItem(at: place) }
          try fileManager.copyItem(at: picture, to: place)
        }
      } else if try !run(foldout, model.arguments(into: folder)) {
        throw PictureError("there is no documentation of \(catalogue.target.name): a model can't be drawn")
      }
    }
    return copy
  }

  /// Whether a file is there and newer than what it was made of.
  private func isFresh(_ file: URL, against inputs: [URL]) -> Bool {
    func date(_ file: URL) -> Date? {
      let path = file.resolvingSymlinksInPath().path
      return try? fileManager.attributesOfItem(atPath: path)[.modificationDate] as? Date
    }
    guard let made = date(file) else { return false }
    return inputs.allSatisfy { input in date(input).map { $0 < made } ?? false }
  }

  private func docc(_ context: PluginContext) throws -> URL {
    // As for DocC's own plugin.
    if let path = ProcessInfo.processInfo.environment["DOCC_EXEC"] { return URL(filePath: path) }
    return try context.tool(named: "docc").url
  }

  private var fileManager: FileManager { .default }
}

extension PluginContext {
  /// Where SwiftPM lets FoldoutPictures draw the models of a target; where it does not, there is nothing.
  fileprivate func pictures(of target: any SourceModuleTarget) -> URL {
    // From <scratch>/plugins/<this plugin>/outputs.
    pluginWorkDirectoryURL.deletingLastPathComponent().deletingLastPathComponent()
      .appending(components: "outputs", package.id, target.name, "destination", "FoldoutPictures")
  }
}

extension Catalogue {
  /// The place that a file of this catalogue has in a copy.
  fileprivate func place(of file: URL, in copy: URL) -> URL {
    copy.appending(path: String(file.path.dropFirst(folder.path.count)))
  }
}
