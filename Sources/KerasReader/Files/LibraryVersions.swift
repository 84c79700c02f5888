import ArchiveShim

extension KerasFile {
  /// The versions of libzip (for `.keras`) and HDF5 (for `.h5`); nil where they can't be loaded.
  public static var libraryVersions: (zip: String?, hdf5: String?) {
    (version(foldout_zip_version), version(foldout_h5_version))
  }

  private static func version(_ ask: (UnsafeMutablePointer<CChar>?, Int) -> Int32) -> String? {
    var text = [CChar](repeating: 0, count: 64)
    guard ask(&text, text.count) != 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
