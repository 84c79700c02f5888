/// The thresholds of a page.
enum HTMLTuning {
  /// Pictures of blocks are added to a page until they take this many bytes: browsers keep a page of that size
  /// responsive, and mail programs still send it.
  static let mostPictureBytes = 16 << 20
  /// Names of copies in stacks are added until they take this many bytes: a quarter of the pictures' is enough for
  /// 100,000 operators, and a page should be pictures.
  static let mostCopyBytes = 4 << 20
  /// Texts of the data are cut to this many scalars: a name that fills a screen is read by nobody.
  static let mostNameLength = 300
  /// The same for one attribute, of which there are many.
  static let mostAttributeLength = 200
  /// Attributes, weights and values of one operator: more fill no list that is read to its end.
  static let mostListed = 64
  /// Entries of the tree as text: a browser has to lay them out, and nobody reads more.
  static let mostOutlineEntries = 3000
}
