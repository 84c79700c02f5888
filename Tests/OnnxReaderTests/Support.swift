import Diagnostics
import ModelGraph
import TestSupport

@testable import OnnxReader

/// Reads bytes and checks what has to hold for every model that is read at all.
func read(_ bytes: [UInt8]) throws -> ReadResult {
  let result = try bytes.withUnsafeBytes { bytes in try OnnxFile.read(bytes: bytes) }
  let problems = verify(result.model).filter { $0.code != "unordered" }
  if let problem = problems.first { throw BrokenInvariant(problem: problem) }
  return result
}

/// The reader made a model that breaks its own rules.
struct BrokenInvariant: Error {
  let problem: Diagnostic
}

/// The error that reading ends with, or nil where it does not fail.
func failure(_ bytes: [UInt8]) -> FoldoutError? {
  do {
    _ = try read(bytes)
    return nil
  } catch {
    return error as? FoldoutError
  }
}
