extension LayerRules {
  /// The classes of the catalogue that have no rule on purpose: their results have the types that the file records.
  static let classesWithoutRule: [String] = unruled.flatMap { names in
    names.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private static let unruled = [
    // Models and their inputs: they are written out, see `Building/`.
    """
    Functional Model Pipeline Sequential InputLayer
    """,
    // Code of TensorFlow, JAX and PyTorch, which the file names but does not hold.
    """
    TFOpLambda SlicingOpLambda ClassMethod InstanceMethod TensorFlowOpLayer JaxLayer FlaxLayer TFSMLayer
    TorchModuleWrapper
    """,
    // Operations that have not been needed yet. Files of Keras 3 mostly record their results' shapes.
    """
    MaxNumBoundingBoxes AllClose Angle BitwiseInvert BitwiseNot BitwiseLeftShift LeftShift
    BitwiseRightShift RightShift Conjugate Conj Imag IsIn Isreal Real Signbit Where Select Polar Cross
    Einsum Inner Kron Outer Tensordot Vdot Cholesky CholeskyInverse Det Eig Eigh Inv LuFactor Lstsq
    Logdet MatrixRank Pinv Qr Slogdet Solve SolveTriangular SVD CDist Conv ConvTranspose DepthwiseConv
    SeparableConv Unfold Fold AdaptiveAveragePool AdaptiveMaxPool AveragePool MaxPool Resize
    ScaleAndTranslate Glu DotProductAttention Moments Bincount Corrcoef Correlate Diff Histogram
    Nanargmax Nanargmin Nanmax Nanmean Nanmedian Nanmin Nanpercentile Nanprod Nanquantile Nanstd Nansum
    Nanvar Norm Percentile Ptp Quantile SegmentMax SegmentMin SegmentProd SegmentReduction SegmentSum
    Trace Trapezoid Argpartition Argsort Choose Digitize InTopK MultiHot Nonzero OneHot Repeat Scatter
    ScatterUpdate SearchSorted Slice SliceUpdate Take TakeAlongAxis TopK Unique UnravelIndex
    ExtractSequences Append Array ArraySplit BroadcastTo ConvertToTensor DepthToSpace Diag Diagflat
    Diagonal Dsplit Dstack Hsplit Hstack Meshgrid Moveaxis Ndim Pad Ravel Rearrange Rot90 Size
    SpaceToDepth Split Swapaxes Tile Unstack View ViewAsComplex ViewAsReal Vsplit Vstack Arange Full
    Geomspace Linspace Logspace Vander AssociativeScan Cond ForiLoop JVP Map Scan Switch VectorizedMap
    WhileLoop AffineTransform CropImages ElasticTransform ExtractPatches FFT FFT2 GaussianBlur HSVToRGB
    IFFT2 IRFFT ISTFT MapCoordinates PadImages PerspectiveTransform PSNR RFFT RGBToGrayscale RGBToHSV
    SobelEdges SSIM STFT BinaryCrossentropy CategoricalCrossentropy CTCDecode CTCLoss
    SparseCategoricalCrossentropy
    """,
  ]
}
