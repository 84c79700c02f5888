import Diagnostics
import Glibc
import InputFiles
import ModelGraph
import TensorReading

/// The folder that ONNX Runtime is to look for external data in; nil where the model has none.
///
/// Each tensor is looked at before the library is: its data must lie in the model's folder, in a real file, and be whole.
/// Cost: opens a file for each such tensor.
///
/// - Throws: ``FoldoutError`` of kind `malformed` where one lies elsewhere or is not there.
public func externalFolder(
  of model: Model, _ file: InputFile, path: String?
) throws(FoldoutError) -> String? {
  let files = TensorFiles(file, path: path)
  var folder: String?
  for tensor in tensors(of: model) {
    guard case .external(let name, _, _) = tensor.location else { continue }
    do throws(UnreadTensor) {
      _ = try files.open(tensor)
    } catch {
      throw FoldoutError(
        .malformed, error.code, "tensor \(quoted(tensor.name)): \(error.text)",
        hint: "A model runs only with the whole of its weights.")
    }
    if folder == nil, let path { folder = folderWith(name, besideModel: path) }
  }
  return folder
}

private func tensors(of model: Model) -> [TensorRef] {
  var found: [TensorRef] = []
  for graph in model.graphs {
    found += graph.values.compactMap(\.constant)
    for node in graph.nodes {
      for attribute in node.attributes {
        switch attribute.value {
        case .tensor(let tensor), .sparseTensor(let tensor): found.append(tensor)
        case .tensors(let tensors), .sparseTensors(let tensors): found += tensors
        default: break
        }
      }
    }
  }
  return found
}

/// The model's folder; where the model is a link and the file is not beside it, the folder that the link leads to.
private func folderWith(_ name: String, besideModel path: String) -> String {
  let named = folder(of: path)
  guard access(named + "/" + name, R_OK) != 0, let real = realpath(path, nil) else { return named }
  defer { free(real) }
  return folder(of: String(cString: real))
}

private func folder(of path: String) -> String {
  path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "."
}
