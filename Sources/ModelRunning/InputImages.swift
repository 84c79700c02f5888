import Diagnostics
import ImageInput
import InputFiles
import ModelGraph

/// Pictures for one input, in the order in which they were named.
struct InputImages {
  let input: ModelInput
  let layout: ImageLayout
  /// How levels become numbers; nil where nothing was said.
  let scale: PixelScale?
  private(set) var pictures: [InputPicture] = []

  /// - Throws: ``FoldoutError`` of kind `usage` where the input takes no pictures, or not such numbers.
  init(for input: ModelInput, scale: PixelScale?) throws(FoldoutError) {
    guard let layout = ImageLayout(input) else { throw Self.noPictures(input) }
    (self.input, self.layout, self.scale) = (input, layout, scale)
    if let scale, !scale.fits(channels: layout.channels) {
      throw FoldoutError(
        .usage, "wrong-scale",
        "--image names numbers for 3 colours, and input \(quoted(input.name)) takes \(layout.channels): \(input.text)",
        hint: "--image takes \(PixelScale.words).")
    }
    if let scale, scale != .levels, !input.dataType.isFloatingPoint {
      throw FoldoutError(
        .usage, "wrong-scale",
        "input \(quoted(input.name)) takes whole numbers (\(input.text)), and --image asks for others",
        hint: "--image 0..255 gives it the levels of the picture, and is what it gets where nothing is said.")
    }
  }

  static func noPictures(_ input: ModelInput) -> FoldoutError {
    FoldoutError(
      .usage, "no-image-input",
      "input \(quoted(input.name)) (\(input.text)) takes no picture: one has axes of rows, columns, and 1 or 3 colours",
      hint: "Save the numbers as .npy, or name open sizes with --dim.")
  }

  /// Whether another one has a place.
  var hasRoom: Bool { if case .exactly(let count) = layout.batch { pictures.count < count } else { true } }

  /// Adds one, in the size and colours that the input takes.
  mutating func add(_ image: DecodedImage, from source: String) throws(FoldoutError) {
    guard hasRoom else {
      throw FoldoutError(
        .usage, "more-images",
        "input \(quoted(input.name)) takes \(input.text), and \(quoted(source)) is one picture more",
        hint: "Pictures are given together where the first axis is open.")
    }
    let size = try size(for: image, from: source)
    // As pictures are usually prepared: first grey, then the size.
    let image = layout.channels == 1 ? image.grey : image
    let fitted =
      size.isFixed
      ? image.cover(width: size.width, height: size.height, margin: (scale ?? .unit).margin)
      : image.resized(width: size.width, height: size.height)
    pictures.append(InputPicture(name: input.name, row: pictures.count, source: source, fitted))
  }

  /// The size for a picture: the model's; its own where that is open, by its proportions where one side is.
  private func size(
    for image: DecodedImage, from source: String
  ) throws(FoldoutError) -> (width: Int, height: Int, isFixed: Bool) {
    let size: (width: Int, height: Int)
    func scaled(_ side: Int, _ known: Int, _ own: Int) -> Int {
      let (product, overflow) = side.multipliedReportingOverflow(by: known)
      return overflow ? .max : max(1, (product + own / 2) / own)
    }
    switch (layout.width, layout.height) {
    case (let width?, let height?): size = (width, height)
    case (let width?, nil): size = (width, scaled(image.height, width, image.width))
    case (nil, let height?): size = (scaled(image.width, height, image.height), height)
    case (nil, nil): size = pictures.first.map { ($0.width, $0.height) } ?? (image.width, image.height)
    }
    let (pixels, overflow) = size.width.multipliedReportingOverflow(by: size.height)
    guard !overflow, pixels <= RunTuning.imagePixels else {
      throw FoldoutError(
        .usage, "too-large",
        "input \(quoted(input.name)) would take \(quoted(source)) at \(size.width)×\(size.height) pixels, and more than \(RunTuning.imagePixels) are not given",
        hint: "Scale it down, or name a size with --dim.")
    }
    let isOwn = layout.width == nil && layout.height == nil
    let differs = isOwn && (image.width != size.width || image.height != size.height)
    guard !differs, pictures.first.map({ ($0.width, $0.height) == size }) ?? true else {
      throw FoldoutError(
        .usage, "image-sizes",
        "\(quoted(source)) has \(image.width)×\(image.height) pixels, and the pictures before it have others",
        hint: "Name one size for all: --dim takes the names in \(input.text).")
    }
    return (size.width, size.height, layout.width != nil && layout.height != nil)
  }

  /// All of them as a tensor. Cost: linear in the pixels.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where the input takes more.
  func tensor() throws(FoldoutError) -> RunTensor {
    if case .exactly(let count) = layout.batch, pictures.count != count {
      throw FoldoutError(
        .usage, "few-images",
        "input \(quoted(input.name)) takes \(input.text), and \(pictures.count) of \(count) pictures are named",
        hint: "Name as many pictures; one may be named again.")
    }
    guard let code = ElementCode(input.dataType), let first = pictures.first else {
      throw Self.noPictures(input)
    }
    let numbers = try table(code)
    let plane = first.width * first.height
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pictures.count * plane * layout.channels * code.width)
    for picture in pictures {
      for outer in 0..<(layout.isInterleaved ? plane : layout.channels) {
        for inner in 0..<(layout.isInterleaved ? layout.channels : plane) {
          let (pixel, channel) = layout.isInterleaved ? (outer, inner) : (inner, outer)
          let start = (channel * 256 + Int(picture.levels[pixel * layout.channels + channel])) * code.width
          bytes += numbers[start..<(start + code.width)]
        }
      }
    }
    return RunTensor(
      name: input.name, dataType: input.dataType,
      dims: layout.dims(count: pictures.count, height: first.height, width: first.width), bytes: bytes)
  }

  /// By colour and level, the bytes of its number.
  private func table(_ code: ElementCode) throws(FoldoutError) -> [UInt8] {
    var bytes: [UInt8] = []
    for channel in 0..<layout.channels {
      for level in UInt8.min...UInt8.max {
        if input.dataType.isFloatingPoint {
          code.append(real: (scale ?? .unit).number(level, channel: channel), to: &bytes)
        } else if code.fits(Int64(level)) {
          code.append(whole: Int64(level), to: &bytes)
        } else {
          throw FoldoutError(
            .usage, "wrong-type",
            "input \(quoted(input.name)) takes \(input.dataType.name), which has not all levels from 0 to 255",
            hint: "Save the numbers in that type, as .npy.")
        }
      }
    }
    return bytes
  }
}

extension DecodedImage {
  /// Reads a picture by what its file begins with; nil where it is none.
  ///
  /// - Throws: ``FoldoutError`` where it is one that can't be decoded.
  init?(input path: String) throws(FoldoutError) {
    let file = try InputFile(path: path)
    guard let format = file.withBytes({ ImageFormat($0) }) else { return nil }
    try self.init(file, format)
  }
}
