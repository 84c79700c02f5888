import Diagnostics
import ModelGraph
import TestSupport

@testable import OnnxReader

/// Reads bytes and checks what has to hold for every model that is read at all.
func read(_ bytes: [UInt8]) throws -> ReadResult {
  try verified(bytes.withUnsafeBytes { bytes in try OnnxFile.read(bytes: bytes) }, excused: ["unordered"])
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
