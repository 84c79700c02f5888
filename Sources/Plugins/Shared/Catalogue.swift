import Foundation
import PackagePlugin

/// The DocC catalogue of a target, and the models in it.
struct Catalogue {
  let target: any SourceModuleTarget
  let folder: URL
  /// In the order of their paths.
  let models: [CatalogueModel]

  /// Extensions of files that are models whatever stands in them. JSON is not among them: DocC has JSON of its own.
  static let modelExtensions: Set = ["onnx", "onnxtxt", "keras", "h5"]
  /// In the catalogue's folder: options for all its models.
  static let optionsName = "foldout.options"

  /// Nil for a target without a catalogue.
  ///
  /// - Throws: `PictureError` where two pictures would have one name for DocC.
  init?(of target: any Target) throws {
    guard let target = target.sourceModule,
      // As DocC's own plugin finds it.
      let folder = target.sourceFiles.first(where: { $0.url.pathExtension.lowercased() == "docc" })?.url
    else { return nil }
    self.target = target
    self.folder = folder
    let files = try Self.files(in: folder)
    let shared = files.filter { $0.path == folder.appending(component: Self.optionsName).path }
    models = files.filter { Self.modelExtensions.contains($0.pathExtension.lowercased()) }.map { file in
      CatalogueModel(file: file, options: shared + files.filter { $0.path == file.path + ".options" })
    }
    try checkNames()
  }

  /// The files below a folder, hidden ones aside, in the order of their paths.
  static func files(in folder: URL) throws -> [URL] {
    guard let paths = FileManager.default.enumerator(atPath: folder.path) else {
      throw PictureError("can't list \(folder.path)")
    }
    return paths.compactMap { $0 as? String }.filter { path in
      !path.split(separator: "/").contains { $0.hasPrefix(".") }
    }.sorted().map { folder.appending(path: $0) }.filter { file in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }

  /// DocC knows an image by its name, whatever folder it is in.
  private func checkNames() throws {
    var seen: [String: URL] = [:]
    for model in models {
      if let part = model.variantMark {
        throw PictureError(
          "DocC takes \(part) in a name for a variant of a picture: rename \(model.file.path)")
      }
      if let other = seen.updateValue(model.file, forKey: model.name.lowercased()) {
        throw PictureError(
          "pictures in a catalogue need names of their own, whatever folder they are in: rename "
            + "\(other.path) or \(model.file.path)")
      }
    }
  }
}

/// A model in a catalogue, whose pair of pictures stands beside it.
struct CatalogueModel {
  let file: URL
  /// Files with options, the catalogue's before the model's own.
  let options: [URL]

  /// By this name an article refers to the pair.
  var name: String { file.deletingPathExtension().lastPathComponent }

  /// What the pair depends on.
  var inputs: [URL] { [file] + options }

  /// The folder of the pair among what a build makes. SwiftPM takes pictures for resources of the target, which go with
  /// users' programs; what has this extension it leaves alone.
  var folderName: String { name + ".docc" }

  /// The names of the pair, as DocC wants them.
  var pictures: [String] { [name + ".svg", name + "~dark.svg"] }

  /// The words that make the command draw the pair into a folder.
  func arguments(into folder: URL) -> [String] {
    options.map { "@" + $0.path }
      + [file.path, "--variants", "light,dark", "-o", folder.appending(component: name + ".svg").path]
  }

  /// What in the name would be a trait for DocC, as in `name~dark` and `name@2x`.
  var variantMark: String? {
    ["~dark", "~light", "@1x", "@2x", "@3x"].first { name.lowercased().contains($0) }
  }
}
