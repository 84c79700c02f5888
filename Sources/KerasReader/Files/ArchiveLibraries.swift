import ArchiveShim

/// The libraries that read archives, loaded to ask for their versions.
public enum ArchiveLibraries {
  /// libzip's version, or nil where it can't be loaded.
  public static var zip: String? { foldout_zip_version().map { String(cString: $0) } }

  /// libhdf5's version, or nil where it can't be loaded.
  public static var hdf5: String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 40) { text in
      guard foldout_h5_version(text.baseAddress, text.count) != 0 else { return nil }
      return text.baseAddress.map { String(cString: $0) }
    }
  }
}
