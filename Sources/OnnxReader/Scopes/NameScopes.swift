import COnnx
import Glibc
import ModelGraph

/// How a graph's node names hold scopes, if they do.
enum NameConvention {
  /// Names are just names.
  case none
  /// `/layer1/layer1.0/conv1/Conv`: every name starts with a slash, those of the model itself too.
  case torchScript
  /// `model/block/op`, and values that end in `:0`; helper nodes such as `Cast__12` have no slash.
  case tensorFlow
  /// Some names are paths. Others may be names of the model itself.
  case plain

  /// Judges by all names of a graph: a few slashes in a thousand names are no convention.
  init(_ nodes: [UnsafeMutablePointer<Onnx__NodeProto>]) {
    var (named, leading, inner, numbered) = (0, 0, 0, 0)
    for node in nodes {
      guard let name = node.pointee.name, name.pointee != 0 else { continue }
      named += 1
      guard !NamePath(name).scopePath.isEmpty || name.pointee == slash else { continue }
      if name.pointee == slash { leading += 1 } else { inner += 1 }
      if let output = elements(node.pointee.output, node.pointee.n_output).first ?? nil,
        NamePath(output).isNumbered
      {
        numbered += 1
      }
    }
    if (leading + inner) * 20 < named || leading + inner == 0 {
      self = .none
    } else if leading >= inner {
      self = .torchScript
    } else {
      self = numbered * 2 >= inner ? .tensorFlow : .plain
    }
  }

  /// Whether a node whose name has no slash was added by a tool, rather than written by the model's author
  /// outside of any block. Tools number what they add: `Cast_12`, `Gather__6984`.
  func isForeign(_ name: Text?, _ type: String) -> Bool {
    guard case .plain = self, let name, name.pointee != 0 else { return true }
    if ["Constant", "QuantizeLinear", "DequantizeLinear"].contains(type) { return true }
    guard strncmp(name, type, type.utf8.count) == 0 else { return false }
    let rest = string(name).utf8.dropFirst(type.utf8.count)
    return rest.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }
  }
}

private let slash = CChar(bitPattern: UInt8(ascii: "/"))

/// A name split at its slashes. Nothing is copied until asked for.
struct NamePath {
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ name: Text) {
    var bytes = UnsafeBufferPointer(
      start: UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self), count: strlen(name))
    for prefix in ["StatefulPartitionedCall/", "PartitionedCall/"] {
      while bytes.starts(with: prefix.utf8) {
        bytes = UnsafeBufferPointer(rebasing: bytes.dropFirst(prefix.utf8.count))
      }
    }
    // TensorFlow Lite joins the names of fused operators; the first one stands for them.
    if let end = bytes.firstIndex(of: UInt8(ascii: ";")), bytes[..<end].contains(UInt8(ascii: "/")) {
      bytes = UnsafeBufferPointer(rebasing: bytes[..<end])
    }
    self.bytes = bytes
  }

  /// The bytes before the last slash: the scope's path. Empty for a name without one, and for an address.
  var scopePath: UnsafeBufferPointer<UInt8> {
    guard let end = bytes.lastIndex(of: UInt8(ascii: "/")) else {
      return UnsafeBufferPointer(rebasing: bytes[..<0])
    }
    let path = UnsafeBufferPointer(rebasing: bytes[..<end])
    return isAddress ? UnsafeBufferPointer(rebasing: bytes[..<0]) : path
  }

  var hasSlash: Bool { !isAddress && bytes.contains(UInt8(ascii: "/")) }

  /// `name:0`, as TensorFlow names what a node makes.
  var isNumbered: Bool {
    guard let last = bytes.last, (0x30...0x39).contains(last) else { return false }
    let digits = bytes.reversed().prefix { (0x30...0x39).contains($0) }.count
    return digits < bytes.count && bytes[bytes.count - digits - 1] == UInt8(ascii: ":")
  }

  /// The parts of the scope's path, without empty ones.
  var parts: [String] {
    scopePath.split(separator: UInt8(ascii: "/")).lazy.filter { part in part.contains { $0 > 0x20 } }
      .prefix(OnnxLimits.scopeDepth).map { String(decoding: $0, as: UTF8.self) }
  }

  private var isAddress: Bool {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return bytes[colon...].starts(with: "://".utf8)
  }
}
