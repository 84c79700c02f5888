import Diagnostics
import ModelGraph

/// A reader made a model that breaks the rules of ``verify(_:)``.
public struct BrokenInvariant: Error {
  /// What is wrong with it.
  public let problem: Diagnostic
}

/// What a reader returned, checked for what has to hold for every model that is read at all.
///
/// - Parameter excused: codes of problems that the file itself may have.
public func verified(_ result: ReadResult, excused: Set<String> = []) throws -> ReadResult {
  let problems = verify(result.model).filter { !excused.contains($0.code) }
  if let problem = problems.first { throw BrokenInvariant(problem: problem) }
  return result
}
