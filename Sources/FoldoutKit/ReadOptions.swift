import ShapeInference

/// The options of reading a model.
public struct ReadOptions: Sendable, Equatable {
  /// Sizes for dims that have a name in the file. Shapes are inferred with them, so that a shape computed from a
  /// dim becomes known too.
  public var dims: [DimSize]
  /// Whether libhdf5 may read HDF5 data (`.h5` files, and the weights in `.keras` archives) in a child process.
  ///
  /// Damaged files make libhdf5 crash, loop and fill the memory, so it never runs in the calling process.
  /// The child is made by fork(2), has limits of memory (1 GB) and time (5 s of processor time, 30 s in all),
  /// ends with the thread that reads, and is waited for: ``Foldout/read(path:_:)`` blocks meanwhile. Programs that
  /// must not fork, or that reap their children with `wait()` or ignore `SIGCHLD`, set this to false: then an `.h5`
  /// file is refused with an error of kind `unavailable` and code `no-child-process`, and a `.keras` archive is read
  /// without its weights, with a diagnostic.
  public var allowsChildProcess: Bool

  /// Whether a size for a name that no dim has is an error, of kind `usage` and code `no-such-dim`, rather than of no
  /// effect.
  public var checksDims = false

  /// Makes options.
  public init(dims: [DimSize] = [], allowsChildProcess: Bool = true) {
    self.dims = dims
    self.allowsChildProcess = allowsChildProcess
  }
}
