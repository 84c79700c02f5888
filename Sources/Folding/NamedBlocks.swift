import Diagnostics
import TextOutput

/// Patterns of options that have to name a block.
extension BlockTree {
  /// Says which pattern of the options names no block.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` with the names that come near.
  ///
  /// Cost: linear in blocks for each pattern.
  func checkPatterns(_ options: FoldOptions, _ idioms: FoundIdioms?) throws(FoldoutError) {
    let asked =
      options.open.map { ("--open", $0) } + options.fold.map { ("--fold", $0) }
      + options.named.map { ("--details", $0) }
    for (option, glob) in asked where firstBlock(matching: glob, idioms) == nil {
      throw noBlock(option, glob, idioms)
    }
  }

  /// The error for a pattern that names no block.
  func noBlock(_ option: String, _ glob: Glob, _ idioms: FoundIdioms?) -> FoldoutError {
    var names: [String] = []
    for block in blocks.indices.dropFirst() {
      if glob.isPath {
        names.append(path(of: block))
      } else {
        names +=
          [title(of: block), blocks[block].name]
          + [blocks[block].className, idiomTitle(of: block, idioms)].compactMap(\.self)
      }
    }
    if option == "--details" { names += ["auto", "none"] }
    let near = NearestNames.question(glob.pattern, among: names)
    let advice = "`foldout summary` lists the blocks; patterns may use * and **"
    return FoldoutError(
      .usage, "no-such-block", "no block matches \(option) \(glob.pattern)",
      hint: near.map { $0 + " " + advice } ?? advice)
  }
}
