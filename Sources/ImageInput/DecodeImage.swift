import Diagnostics
import Glibc
import InputFiles
import PixbufShim
import TextOutput

extension DecodedImage {
  /// The version of gdk-pixbuf; nil where it is missing.
  public static var libraryVersion: String? {
    var text = [CChar](repeating: 0, count: 64)
    guard foldout_pixbuf_version(&text, text.count) != 0 else { return nil }
    return text.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
  }

  /// Decodes a picture, upright as the file says, on white where it is transparent. Of an animation it is the first frame; 16
  /// bits a level are cut to 8.
  ///
  /// gdk-pixbuf does it in a process of its own that has limits of memory and time.
  ///
  /// - Throws: ``FoldoutError`` of kind `unavailable` where gdk-pixbuf is missing, crashes or comes to no end; of kind `malformed`
  ///   where it refuses the picture, its end is missing, or it has more than ``ImageInputLimits/pixels``.
  public init(_ file: InputFile, _ format: ImageFormat) throws(FoldoutError) {
    guard file.withBytes({ format.isComplete($0) }) else {
      throw FoldoutError(
        .malformed, "cut-image", "the \(format.name) picture is incomplete: its end is missing",
        hint: "Save or fetch it again.")
    }
    var image = foldout_pixbuf_image()
    let result = file.withBytes { bytes in
      foldout_pixbuf_decode(
        bytes.baseAddress, bytes.count, format.rawValue, UInt64(ImageInputLimits.pixels), &image)
    }
    defer { free(image.answer) }
    guard result == Int32(FOLDOUT_PIXBUF_OK.rawValue), let pixels = image.pixels else {
      throw Self.failure(result, image, format)
    }
    let (width, height) = (Int(image.width), Int(image.height))
    self.init(
      width: width, height: height, channels: 3,
      levels: Array(UnsafeBufferPointer(start: pixels, count: 3 * width * height)))
  }

  /// What to do where the library is missing.
  public static let advice = "libgdk-pixbuf-2.0-0"

  private static func failure(
    _ result: Int32, _ image: foldout_pixbuf_image, _ format: ImageFormat
  ) -> FoldoutError {
    switch UInt32(result) {
    case FOLDOUT_PIXBUF_NO_LIBRARY.rawValue:
      return FoldoutError(
        .unavailable, "no-gdk-pixbuf", "pictures are decoded by gdk-pixbuf, which is not installed",
        hint: "Install it (Debian: apt install \(advice)), or save the pixels as .npy.")
    case FOLDOUT_PIXBUF_TOO_LARGE.rawValue:
      return FoldoutError(
        .malformed, "too-large",
        "the picture says that it has \(image.width)×\(image.height) pixels, and at most \(ImageInputLimits.pixels) are read",
        hint: "Scale it down first.")
    case FOLDOUT_PIXBUF_REFUSED.rawValue:
      let message = withUnsafeBytes(of: image.message) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      return FoldoutError(
        .malformed, "bad-image", "the \(format.name) picture can't be decoded: \(terminalText(message))",
        hint: "Where other programs show it, save it again as PNG, or its pixels as .npy.")
    case FOLDOUT_PIXBUF_ENDLESS.rawValue:
      return FoldoutError(
        .unavailable, "image-endless", "decoding the \(format.name) picture took too long and was ended")
    case FOLDOUT_PIXBUF_NO_MEMORY.rawValue:
      return FoldoutError(
        .unavailable, "no-memory", "there is no memory for the picture, or no process to decode it")
    default:
      return FoldoutError(
        .unavailable, "image-crash",
        "gdk-pixbuf crashed over the \(format.name) picture, or ran out of memory",
        hint: "Save it again, or as PNG.")
    }
  }
}
