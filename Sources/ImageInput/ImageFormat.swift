/// A format of pictures, told by the first bytes.
public enum ImageFormat: String, Sendable, CaseIterable {
  case png, jpeg, gif, bmp, tiff, webp

  /// The format whose mark the bytes begin with; nil where they are no picture.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    func has(_ mark: [UInt8], at place: Int = 0) -> Bool {
      bytes.count >= place + mark.count && bytes[place..<(place + mark.count)].elementsEqual(mark)
    }
    if has([0x89] + Array("PNG\r\n".utf8) + [0x1A, 0x0A]) {
      self = .png
    } else if has([0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if has(Array("GIF87a".utf8)) || has(Array("GIF89a".utf8)) {
      self = .gif
    } else if has(Array("II*\0".utf8)) || has(Array("MM\0*".utf8)) {
      self = .tiff
    } else if has(Array("RIFF".utf8)), has(Array("WEBP".utf8), at: 8) {
      self = .webp
    } else if has(Array("BM".utf8)), bytes.count > 17, [12, 40, 52, 56, 64, 108, 124].contains(bytes[14]),
      has([0, 0, 0], at: 15)
    {
      // Two letters may begin a text, too: the length of the second header tells.
      self = .bmp
    } else {
      return nil
    }
  }

  /// The name for people.
  var name: String { self == .webp ? "WebP" : rawValue.uppercased() }
}
