/// The parts of a name, from the outside in: `layers.0/attention` has three. Dots and slashes part; empty parts count for nothing.
///
/// What writers of names add at the end goes: TensorFlow's `:0`, NumPy's `.npy`.
public func nameParts(_ name: String) -> [Substring] {
  var whole = Substring(name)
  if whole.hasSuffix(".npy") { whole = whole.dropLast(4) }
  if let colon = whole.utf8.lastIndex(of: UInt8(ascii: ":")) {
    let number = whole.utf8[colon...].dropFirst()
    if !number.isEmpty, number.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      whole = whole[..<colon]
    }
  }
  return whole.split { $0 == "." || $0 == "/" }
}
