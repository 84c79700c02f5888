import Composing
import Diagnostics
import Ensembles
import InputFiles
import ModelGraph
import TensorReading
import Weights

extension Foldout {
  /// The paths of files beside a model that hold its weights, in the order met.
  ///
  /// - Throws: as ``read(path:_:)``.
  public static func externalFiles(of path: String) throws(FoldoutError) -> [String] {
    let model = try read(path: path).model
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
    var found: [String] = []
    var seen: Set<String> = []
    for tensor in storedTensors(of: model) {
      guard case .external(let file, _, _) = tensor.tensor.location, seen.insert(file).inserted else {
        continue
      }
      found.append(folder + file)
    }
    return found
  }
}

/// A model's file that is kept open, so that its stored tensors can be read.
public struct WeightFile: Sendable {
  /// The model.
  public let model: Model
  /// The problems met in reading it.
  public let diagnostics: [Diagnostic]
  private let files: TensorFiles

  /// Opens the model at a path, whose external data is looked for beside it.
  ///
  /// - Throws: as ``Foldout/read(path:_:)``.
  public init(path: String, _ options: ReadOptions = ReadOptions()) throws(FoldoutError) {
    try self.init(InputFile.model(path: path), path: path, options)
  }

  /// Opens the model that a descriptor gives, such as standard input, to its end. It has no external data.
  ///
  /// - Throws: as ``Foldout/read(descriptor:_:)``.
  public init(descriptor: Int32, _ options: ReadOptions = ReadOptions()) throws(FoldoutError) {
    try self.init(InputFile.model(descriptor: descriptor), path: nil, options)
  }

  private init(_ file: InputFile, path: String?, _ options: ReadOptions) throws(FoldoutError) {
    let result = try Foldout.read(file, options)
    (model, diagnostics) = (result.model, result.diagnostics)
    file.release(before: file.count)
    files = TensorFiles(file, path: path)
  }

  /// The weights behind the cards of a diagram, read once.
  var marks: WeightMarks {
    var scan = ScanOptions()
    scan.includes = { $0.isWeight }
    return WeightMarks(scanWeights(model, files, scan))
  }

  /// Trees and linear models, which have their numbers in operators rather than in tensors.
  var classicModels: ClassicModels {
    ClassicModels(of: model) { $0.elements ?? files.numbers(of: $0, limit: 2 * EnsembleLimits.mostNodes) }
  }

  /// Reads tensors again for pictures of them.
  var pictures: TensorPictures { TensorPictures(model, files) }

  /// Looks at the stored tensors, and says what is worth knowing of them.
  ///
  /// Cost: linear in their bytes, which are read once; memory does not depend on them.
  public func report(_ options: ScanOptions = ScanOptions()) -> WeightReport {
    var report = scanWeights(model, files, options)
    report.addFindings(model, files)
    return report
  }
}
