extension Lettering {
  /// What a number on a drawing counts.
  ///
  /// Letters are made in this order: attributes come before what they explain, so that an output's side becomes `h/s`.
  public enum Role: Sendable, Hashable, CaseIterable {
    /// A side of a kernel, `k`.
    case kernel
    /// A step of a sliding window, `s`.
    case stride
    /// Heads of an attention, `a`.
    case heads
    /// Windows of an attention, `w`.
    case windows
    /// How many times as wide something is, `e`.
    case ratio
    /// Channels or features of the block's input, `n`.
    case inputChannels
    /// Other channels or features, `c`; groups of a convolution too.
    case channels
    /// Height or width of an image, `h`.
    case side
    /// Length of a sequence, `l`.
    case length
    /// Anything else.
    case other
  }
}

/// Which roles may explain each other. A coincidence of numbers is likely: most are small, or powers of two. So these
/// are ruled out whatever the numbers are:
///
/// - a kernel, a stride or a side as a factor of channels: 3·64 and 2·96 are nobody's reason;
/// - channels times or by channels: with powers of two it fits always;
/// - heads, windows, strides, kernels and ratios made of other letters: they are what explains;
/// - a letter for an unrelated role, as strides 1 2 2 2 and ratios 1 2 2 2.
extension Lettering.Role {
  /// Whether numbers of both roles are multiples of each other for a reason. Related roles are related to the same ones.
  func isRelated(to other: Self) -> Bool {
    self == other || isWidth && other.isWidth || isExtent && other.isExtent
  }

  /// Whether a letter of the other role may stand for a number of this one. A layer that cuts patches has its kernel as
  /// its stride.
  func mayEqual(_ other: Self) -> Bool {
    isRelated(to: other) || self == .kernel && other == .stride || self == .stride && other == .kernel
  }

  /// Whether a number of this role may be a related letter times or by a letter of another role.
  func takesFactor(_ other: Self) -> Bool {
    switch other {
    case .ratio, .heads: isWidth
    case .stride, .kernel, .windows: isExtent
    default: false
    }
  }

  /// Whether it counts channels.
  var isWidth: Bool { self == .inputChannels || self == .channels }

  /// Whether it counts places.
  var isExtent: Bool { self == .side || self == .length }
}
