import FoldoutKit

/// Draws one block of a model in the reader's colours, and says what Foldout noticed.
func drawBlock(_ block: String, ofFile path: String) throws -> String {
  let loaded = try Foldout.read(path: path, ReadOptions(dims: [DimSize("batch", 1)]))

  var options = DrawOptions()
  options.fold.only = Glob(block)
  options.compose.direction = .right
  options.theme = .auto
  let drawing = try Foldout.draw(loaded.model, as: .svg, options)

  for problem in loaded.diagnostics + drawing.diagnostics {
    print("\(path): \(problem.severity): \(problem.message) [\(problem.code)]")
  }
  return drawing.text
}

/// The reason why a file can't be drawn, or nil where it can.
func reasonAgainst(_ path: String) -> String? {
  do throws(FoldoutError) {
    _ = try Foldout.draw(try Foldout.read(path: path).model, as: .svg)
    return nil
  } catch {
    switch error.kind {
    case .noInput: return "The file can't be read."
    case .malformed: return "The file is damaged: \(error.diagnostic.message)."
    default: return error.diagnostic.message
    }
  }
}
