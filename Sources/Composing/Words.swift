import Folding
import ModelGraph

/// The words that pictures use, for whoever writes about the same model.
public enum Words {
  /// A block's title with its class: `0 · Bottleneck`. Hostile text without control characters.
  public static func heading(of block: OutlineBlock) -> String { Wording.heading(of: block) }

  /// `8 ops · 74.4K params`.
  public static func counts(of block: OutlineBlock) -> String { Wording.counts(of: block) }

  /// A type as on a picture: the shape, with the element type where that is not float32; empty where nothing
  /// is known. Hostile text.
  public static func type(_ type: ValueType?) -> String { Wording.typed(type) ?? "" }
}
