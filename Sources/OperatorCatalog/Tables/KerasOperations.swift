/// Operations on tensors that Keras 3 lists among layers by class, where no layer has the same name.
let kerasOperationRows = """
  # Elementwise
  Absolute                elementwise   -  -
  Abs                     elementwise   -  -
  Fabs                    elementwise   -  -
  AllClose                elementwise   -  -
  Angle                   elementwise   -  -
  Arccos                  elementwise   -  -
  Arccosh                 elementwise   -  -
  Arcsin                  elementwise   -  -
  Arcsinh                 elementwise   -  -
  Arctan                  elementwise   -  -
  Arctan2                 elementwise   -  -
  Arctanh                 elementwise   -  -
  BitwiseAnd              elementwise   -  -
  BitwiseInvert           elementwise   -  -
  BitwiseNot              elementwise   -  -
  BitwiseOr               elementwise   -  -
  BitwiseXor              elementwise   -  -
  BitwiseLeftShift        elementwise   -  -
  LeftShift               elementwise   -  -
  BitwiseRightShift       elementwise   -  -
  RightShift              elementwise   -  -
  Cbrt                    elementwise   -  -
  Ceil                    elementwise   -  -
  Clip                    elementwise   -  -  x_min:min_@ x_max:max_@
  Conjugate               elementwise   -  -
  Conj                    elementwise   -  -
  Copy                    elementwise   -  -
  Cos                     elementwise   -  -
  Cosh                    elementwise   -  -
  Deg2rad                 elementwise   -  -
  Rad2deg                 elementwise   -  -
  Divide                  elementwise   -  -  constant:@
  DivideNoNan             elementwise   -  -
  TrueDivide              elementwise   -  -  constant:@
  Equal                   elementwise   -  -  constant:@
  Exp                     elementwise   -  -
  Exp2                    elementwise   -  -
  Expm1                   elementwise   -  -
  Floor                   elementwise   -  -
  FloorDivide             elementwise   -  -  constant:@
  Fmax                    elementwise   -  -
  Fmin                    elementwise   -  -
  Fmod                    elementwise   -  -
  Gcd                     elementwise   -  -
  Greater                 elementwise   -  -  constant:@
  GreaterEqual            elementwise   -  -  constant:@
  Heaviside               elementwise   -  -
  Hypot                   elementwise   -  -
  Imag                    elementwise   -  -
  I0                      elementwise   -  -
  Isclose                 elementwise   -  -
  Isfinite                elementwise   -  -
  IsIn                    elementwise   -  -
  Isinf                   elementwise   -  -
  Isnan                   elementwise   -  -
  Isneginf                elementwise   -  -
  Isposinf                elementwise   -  -
  Isreal                  elementwise   -  -
  Lcm                     elementwise   -  -
  Ldexp                   elementwise   -  -
  Less                    elementwise   -  -  constant:@
  LessEqual               elementwise   -  -  constant:@
  Log                     elementwise   -  -
  Log10                   elementwise   -  -
  Log1p                   elementwise   -  -
  Log2                    elementwise   -  -
  Logaddexp               elementwise   -  -
  Logaddexp2              elementwise   -  -
  LogicalAnd              elementwise   -  -
  LogicalNot              elementwise   -  -
  LogicalOr               elementwise   -  -
  LogicalXor              elementwise   -  -
  Mod                     elementwise   -  -  constant:@
  NanToNum                elementwise   -  -
  Negative                elementwise   -  -
  Nextafter               elementwise   -  -
  NotEqual                elementwise   -  -  constant:@
  Power                   elementwise   -  -  constant:@
  Real                    elementwise   -  -
  Reciprocal              elementwise   -  -
  Round                   elementwise   -  -
  Rsqrt                   elementwise   -  -
  Sign                    elementwise   -  -
  Signbit                 elementwise   -  -
  Sin                     elementwise   -  -
  Sinc                    elementwise   -  -
  Sinh                    elementwise   -  -
  Sqrt                    elementwise   -  -
  Square                  elementwise   -  -
  Tan                     elementwise   -  -
  Trunc                   elementwise   -  -
  Where                   elementwise   -  -
  Select                  elementwise   -  -
  Erf                     elementwise   -  -
  Erfc                    elementwise   -  -
  Erfinv                  elementwise   -  -
  StopGradient            elementwise   -  -
  Polar                   elementwise   -  -
  # Matrix products
  Cross                   linear        -  -
  Einsum                  linear        -  -  subscripts:@
  Inner                   linear        -  -
  Kron                    linear        -  -
  Matmul                  linear        -  -
  Outer                   linear        -  -
  Tensordot               linear        -  -
  Vdot                    linear        -  -
  Cholesky                linear        -  -
  CholeskyInverse         linear        -  -
  Det                     linear        -  -
  Eig                     linear        -  -
  Eigh                    linear        -  -
  Inv                     linear        -  -
  LuFactor                linear        -  -
  Lstsq                   linear        -  -
  Logdet                  linear        -  -
  MatrixRank              linear        -  -
  Pinv                    linear        -  -
  Qr                      linear        -  -
  Slogdet                 linear        -  -
  Solve                   linear        -  -
  SolveTriangular         linear        -  -
  SVD                     linear        -  -
  CDist                   linear        -  -
  # Convolution
  Conv                    convolution   -  -  strides:/@x padding:@=valid
  ConvTranspose           convolution   -  -
  DepthwiseConv           convolution   -  -
  SeparableConv           convolution   -  -
  Unfold                  convolution   -  -
  Fold                    convolution   -  -
  # Pooling
  AdaptiveAveragePool     pooling       -  -
  AdaptiveMaxPool         pooling       -  -
  AveragePool             pooling       -  -  pool_size:@x strides:/@x
  MaxPool                 pooling       -  -  pool_size:@x strides:/@x
  Resize                  pooling       -  -  size:@x
  ScaleAndTranslate       pooling       -  -
  # Activation
  Celu                    activation    -  -
  Elu                     activation    -  -
  Gelu                    activation    -  -
  Glu                     activation    -  -
  HardSigmoid             activation    -  -
  HardSilu                activation    -  -
  HardShrink              activation    -  -
  HardTanh                activation    -  -
  LeakyRelu               activation    -  -
  LogSigmoid              activation    -  -
  LogSoftmax              activation    -  -  axis:axis_@=axis_−1
  Relu                    activation    -  -
  Relu6                   activation    -  -
  Selu                    activation    -  -
  Sigmoid                 activation    -  -
  Silu                    activation    -  -
  SoftShrink              activation    -  -
  Softplus                activation    -  -
  Softsign                activation    -  -
  SparsePlus              activation    -  -
  SparseSigmoid           activation    -  -
  Sparsemax               activation    -  -
  Squareplus              activation    -  -
  Tanh                    activation    -  -
  TanhShrink              activation    -  -
  Threshold               activation    -  -
  # Attention
  DotProductAttention     attention     -  -
  # Normalization
  BatchNorm               normalization -  -
  LayerNorm               normalization -  -
  Normalize               normalization -  -
  RMSNorm                 normalization -  -
  Moments                 normalization -  -
  # Reduction
  All                     reduction     -  -  axis:axis_@ keepdims?1=keep
  Amax                    reduction     -  -  axis:axis_@ keepdims?1=keep
  Amin                    reduction     -  -  axis:axis_@ keepdims?1=keep
  Any                     reduction     -  -  axis:axis_@ keepdims?1=keep
  Argmax                  reduction     -  -  axis:axis_@ keepdims?1=keep
  Argmin                  reduction     -  -  axis:axis_@ keepdims?1=keep
  Bincount                reduction     -  -  axis:axis_@ keepdims?1=keep
  Corrcoef                reduction     -  -  axis:axis_@ keepdims?1=keep
  Correlate               reduction     -  -  axis:axis_@ keepdims?1=keep
  CountNonzero            reduction     -  -  axis:axis_@ keepdims?1=keep
  Cumprod                 reduction     -  -  axis:axis_@ keepdims?1=keep
  Cumsum                  reduction     -  -  axis:axis_@ keepdims?1=keep
  Diff                    reduction     -  -  axis:axis_@ keepdims?1=keep
  Histogram               reduction     -  -  axis:axis_@ keepdims?1=keep
  Logsumexp               reduction     -  -  axis:axis_@ keepdims?1=keep
  Max                     reduction     -  -  axis:axis_@ keepdims?1=keep
  Mean                    reduction     -  -  axis:axis_@ keepdims?1=keep
  Median                  reduction     -  -  axis:axis_@ keepdims?1=keep
  Min                     reduction     -  -  axis:axis_@ keepdims?1=keep
  Nanargmax               reduction     -  -  axis:axis_@ keepdims?1=keep
  Nanargmin               reduction     -  -  axis:axis_@ keepdims?1=keep
  Nancumprod              reduction     -  -  axis:axis_@ keepdims?1=keep
  Nancumsum               reduction     -  -  axis:axis_@ keepdims?1=keep
  Nanmax                  reduction     -  -  axis:axis_@ keepdims?1=keep
  Nanmean                 reduction     -  -  axis:axis_@ keepdims?1=keep
  Nanmedian               reduction     -  -  axis:axis_@ keepdims?1=keep
  Nanmin                  reduction     -  -  axis:axis_@ keepdims?1=keep
  Nanpercentile           reduction     -  -  axis:axis_@ keepdims?1=keep
  Nanprod                 reduction     -  -  axis:axis_@ keepdims?1=keep
  Nanquantile             reduction     -  -  axis:axis_@ keepdims?1=keep
  Nanstd                  reduction     -  -  axis:axis_@ keepdims?1=keep
  Nansum                  reduction     -  -  axis:axis_@ keepdims?1=keep
  Nanvar                  reduction     -  -  axis:axis_@ keepdims?1=keep
  Norm                    reduction     -  -  axis:axis_@ keepdims?1=keep
  Percentile              reduction     -  -  axis:axis_@ keepdims?1=keep
  Prod                    reduction     -  -  axis:axis_@ keepdims?1=keep
  Ptp                     reduction     -  -  axis:axis_@ keepdims?1=keep
  Quantile                reduction     -  -  axis:axis_@ keepdims?1=keep
  SegmentMax              reduction     -  -  axis:axis_@ keepdims?1=keep
  SegmentMin              reduction     -  -  axis:axis_@ keepdims?1=keep
  SegmentProd             reduction     -  -  axis:axis_@ keepdims?1=keep
  SegmentReduction        reduction     -  -  axis:axis_@ keepdims?1=keep
  SegmentSum              reduction     -  -  axis:axis_@ keepdims?1=keep
  Std                     reduction     -  -  axis:axis_@ keepdims?1=keep
  Sum                     reduction     -  -  axis:axis_@ keepdims?1=keep
  Trace                   reduction     -  -  axis:axis_@ keepdims?1=keep
  Trapezoid               reduction     -  -  axis:axis_@ keepdims?1=keep
  Var                     reduction     -  -  axis:axis_@ keepdims?1=keep
  # Indexing
  Argpartition            indexing      -  -
  Argsort                 indexing      -  -
  Choose                  indexing      -  -
  Digitize                indexing      -  -
  GetItem                 indexing      -  -  key:@
  InTopK                  indexing      -  -
  MultiHot                indexing      -  -
  Nonzero                 indexing      -  -
  OneHot                  indexing      -  -  num_classes:@
  Repeat                  indexing      -  -
  Scatter                 indexing      -  -
  ScatterUpdate           indexing      -  -
  SearchSorted            indexing      -  -
  Slice                   indexing      -  -
  SliceUpdate             indexing      -  -
  Sort                    indexing      -  -
  Take                    indexing      -  -
  TakeAlongAxis           indexing      -  -
  TopK                    indexing      -  -  k:@
  Unique                  indexing      -  -
  UnravelIndex            indexing      -  -
  ExtractSequences        indexing      -  -
  # Shape
  Append                  shape         -  -
  Array                   shape         -  -
  ArraySplit              shape         -  -
  BroadcastTo             shape         -  -  shape:@x
  Cast                    shape         -  -  dtype:→_@
  ConvertToTensor         shape         -  -
  DepthToSpace            shape         -  -
  Diag                    shape         -  -
  Diagflat                shape         -  -
  Diagonal                shape         -  -
  Dsplit                  shape         -  -
  Dstack                  shape         -  -
  ExpandDims              shape         -  -  axis:axis_@
  Flip                    shape         -  -
  Fliplr                  shape         -  -
  Flipud                  shape         -  -
  Hsplit                  shape         -  -
  Hstack                  shape         -  -
  Meshgrid                shape         -  -
  Moveaxis                shape         -  -  source:@ destination:→_@
  Ndim                    shape         -  -
  Pad                     shape         -  -  pad_width:@
  Ravel                   shape         -  -
  Rearrange               shape         -  -  pattern:@
  Roll                    shape         -  -
  Rot90                   shape         -  -
  SaturateCast            shape         -  -
  Size                    shape         -  -
  SpaceToDepth            shape         -  -
  Split                   shape         -  -  axis:axis_@
  Squeeze                 shape         -  -  axis:axis_@
  Stack                   shape         -  -  axis:axis_@
  Swapaxes                shape         -  -  axis1:@ axis2:↔_@
  Tile                    shape         -  -  repeats:@
  Transpose               shape         -  -  axes:perm_@
  Tril                    shape         -  -
  Triu                    shape         -  -
  Unstack                 shape         -  -
  View                    shape         -  -
  ViewAsComplex           shape         -  -
  ViewAsReal              shape         -  -
  Vsplit                  shape         -  -
  Vstack                  shape         -  -
  # Constants
  Arange                  source        -  -
  EmptyLike               source        -  -
  Full                    source        -  -
  FullLike                source        -  -
  Geomspace               source        -  -
  Linspace                source        -  -
  Logspace                source        -  -
  OnesLike                source        -  -
  Vander                  source        -  -
  ZerosLike               source        -  -
  # Control
  AssociativeScan         control       -  -
  Cond                    control       -  -
  ForiLoop                control       -  -
  JVP                     control       -  -
  Map                     control       -  -
  Scan                    control       -  -
  Switch                  control       -  -
  VectorizedMap           control       -  -
  WhileLoop               control       -  -
  # Signal
  AffineTransform         signal        -  -
  CropImages              signal        -  -
  ElasticTransform        signal        -  -
  ExtractPatches          signal        -  -
  FFT                     signal        -  -
  FFT2                    signal        -  -
  GaussianBlur            signal        -  -
  HSVToRGB                signal        -  -
  IFFT2                   signal        -  -
  IRFFT                   signal        -  -
  ISTFT                   signal        -  -
  MapCoordinates          signal        -  -
  PadImages               signal        -  -
  PerspectiveTransform    signal        -  -
  PSNR                    signal        -  -
  RFFT                    signal        -  -
  RGBToGrayscale          signal        -  -
  RGBToHSV                signal        -  -
  SobelEdges              signal        -  -
  SSIM                    signal        -  -
  STFT                    signal        -  -
  # Losses
  BinaryCrossentropy      training      -  -
  CategoricalCrossentropy training      -  -
  CTCDecode               training      -  -
  CTCLoss                 training      -  -
  SparseCategoricalCrossentropy training      -  -
  """
