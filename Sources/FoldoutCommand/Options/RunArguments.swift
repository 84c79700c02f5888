import ArgumentParser
import ModelRunning

/// Which rows a model is run on, and by which library.
struct RunArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Take these rows of each array, from A up to B, as in 0:8.", valueName: "a:b"))
  var rows: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Use this library of ONNX Runtime, or the one in this folder.", valueName: "path"))
  var runtime: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "How levels of pictures become numbers: 0..1 (level/255, unless said), -1..1, 0..255, imagenet, or MEAN,STD for (level/255 − MEAN)/STD, of three colours with / between.",
      valueName: "scale"))
  var image: String?

  func validate() throws {
    if rows != nil, range == nil { throw ValidationError("--rows takes A:B, as in 0:8") }
    if image != nil, scale == nil { throw ValidationError("--image takes \(PixelScale.words)") }
  }

  /// How levels of pictures become numbers; nil where that is not said, or the word is none.
  var scale: PixelScale? { image.flatMap { PixelScale($0) } }

  /// The rows that are named; nil where none are, or the word is no range.
  var range: Range<Int64>? {
    guard let parts = rows?.split(separator: ":", omittingEmptySubsequences: false), parts.count == 2,
      let first = Int64(parts[0].isEmpty ? "0" : parts[0]), let last = Int64(parts[1]), first >= 0,
      first < last
    else { return nil }
    return first..<last
  }
}
