import FoldoutKit
import Foundation
import TestSupport
import TextOutput

@testable import Weights

/// What is in a model of `Tests/Models/weights`.
func weights(_ file: String, width: Int? = nil) throws -> WeightReport {
  try weights(at: modelPath("weights/" + file), width: width)
}

/// What is in a model at a path.
func weights(at path: String, width: Int? = nil) throws -> WeightReport {
  var options = ScanOptions()
  if let width { options.width = width }
  return try WeightFile(path: path).report(options)
}

/// What is in a model whose bytes are given.
func weights(_ bytes: [UInt8], width: Int? = nil) throws -> WeightReport {
  let folder = try TestFolder()
  defer { withExtendedLifetime(folder) {} }
  try folder.put(bytes, "model")
  return try weights(at: folder.path("model"), width: width)
}

extension String {
  /// Characters that mislead readers or break formats.
  var unsafe: [Unicode.Scalar] { unicodeScalars.filter { UnsafeCharacter($0) != nil } }
}
