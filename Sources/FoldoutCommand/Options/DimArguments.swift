import ArgumentParser
import FoldoutKit

/// Sizes for dims that have a name in the file.
struct DimArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Give dims sizes by name, as in batch=1,seq=128.", valueName: "name=size"))
  var dim: [String] = []

  func validate() throws { _ = try sizes() }

  /// The options of reading with these sizes, of which each must be for a dim that is there.
  func reading() throws -> ReadOptions {
    var options = ReadOptions(dims: try sizes())
    options.checksDims = true
    return options
  }

  /// The sizes, in the order given.
  func sizes() throws -> [DimSize] {
    var sizes: [DimSize] = []
    for pair in dim.flatMap({ $0.split(separator: ",") }) {
      guard let size = DimSize(text: pair) else {
        throw ValidationError("--dim takes name=size, not '\(pair)'")
      }
      sizes.append(size)
    }
    return sizes
  }
}
