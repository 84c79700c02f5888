/// The default operator set, `ai.onnx`, every operator of opsets 1 to 26, the deprecated ones included,
/// and those that only ONNX Runtime still knows in it. The columns are those of ``OperatorTable``.
let onnxTable = OperatorTable(
  domain: "",
  rows: """
    # Convolution
    Conv                    convolution   -    -  %conv@1
    ConvInteger             convolution   -    -  %conv@1
    ConvTranspose           convolution   -    -  %deconv@1
    DeformConv              convolution   -    -  %conv@1
    QLinearConv             convolution   -    -  %conv@3
    CausalConvWithState     convolution   -    -  %conv@1 activation:@=none
    # Matrix products
    MatMul                  linear        -    -
    MatMulInteger           linear        -    -
    QLinearMatMul           linear        -    -
    Gemm                    linear        -    -  alpha:α_@=1 beta:β_@=1
    Einsum                  linear        -    -  equation:@
    Det                     linear        -    -
    # Attention
    Attention               attention     -    -  %heads is_causal?1=causal softcap:cap_@=0
    LinearAttention         attention     -    -  %heads update_rule:@
    RotaryEmbedding         attention     -    -  %heads interleaved?1=interleaved
    # Normalization
    BatchNormalization      normalization -    -
    GroupNormalization      normalization -    -  num_groups:@_groups
    InstanceNormalization   normalization -    -
    LayerNormalization      normalization -    -  axis:axis_@=−1
    RMSNormalization        normalization -    -  axis:axis_@=−1
    SimplifiedLayerNormalization normalization - - axis:axis_@=−1
    LpNormalization         normalization -    -  p:L@=2 axis:axis_@=−1
    LRN                     normalization -    -  size:size_@
    MeanVarianceNormalization normalization -  -  axes:axes_@
    # Activation
    Celu                    activation    -    -  alpha:α_@=1
    Clip                    activation    -    -  min:min_@ max:max_@
    Elu                     activation    -    -  alpha:α_@=1
    Gelu                    activation    -    -  approximate:@=none
    HardSigmoid             activation    -    -  alpha:α_@=0.2 beta:β_@=0.5
    HardSwish               activation    -    -
    Hardmax                 activation    -    -  axis:axis_@
    LeakyRelu               activation    -    -  alpha:α_@
    LogSoftmax              activation    -    -  axis:axis_@
    Mish                    activation    -    -
    PRelu                   activation    -    -
    ParametricSoftplus      activation    -    -  alpha:α_@ beta:β_@
    Relu                    activation    -    -
    ScaledTanh              activation    -    -  alpha:α_@ beta:β_@
    Selu                    activation    -    -
    Shrink                  activation    -    -  lambd:λ_@=0.5 bias:bias_@=0
    Sigmoid                 activation    -    -
    Softmax                 activation    -    -  axis:axis_@
    Softplus                activation    -    -
    Softsign                activation    -    -
    SwiGLU                  activation    -    -  alpha:α_@=1
    Swish                   activation    -    -  alpha:α_@=1
    Tanh                    activation    -    -
    ThresholdedRelu         activation    -    -  alpha:α_@=1
    # Pooling and resampling
    AveragePool             pooling       -    -  %pool
    GlobalAveragePool       pooling       -    -
    GlobalLpPool            pooling       -    -  p:L@=2
    GlobalMaxPool           pooling       -    -
    LpPool                  pooling       -    -  %pool p:L@=2
    MaxPool                 pooling       -    -  %pool
    MaxRoiPool              pooling       -    -  pooled_shape:@x
    MaxUnpool               pooling       2    -  %pool
    RoiAlign                pooling       -    -  output_height:@ output_width:×_@ mode:@=avg
    AffineGrid              pooling       1    -
    GridSample              pooling       -    -  mode:@=linear
    Resize                  pooling       1-3  -  mode:@=nearest
    Upsample                pooling       1    -  mode:@=nearest scales:×@ height_scale:×@
    # Recurrent
    GRU                     recurrent     -    -  %rnn
    GRUUnit                 recurrent     -    -
    LSTM                    recurrent     -    -  %rnn
    RNN                     recurrent     -    -  %rnn
    # Indexing and sorting
    Compress                indexing      -    -  axis:axis_@
    Gather                  indexing      -    p  axis:axis_@=0
    GatherElements          indexing      -    p  axis:axis_@=0
    GatherND                indexing      -    p  batch_dims:batch_@=0
    NonZero                 indexing      -    p
    OneHot                  indexing      1    -  axis:axis_@=−1
    Scatter                 indexing      -    -  axis:axis_@=0
    ScatterElements         indexing      -    -  axis:axis_@=0 reduction:@=none
    ScatterND               indexing      -    p  reduction:@=none
    TensorScatter           indexing      -    -  axis:axis_@=−2 mode:@=linear
    TopK                    indexing      1    -  k:k_@ axis:axis_@=−1 largest?0=smallest
    Unique                  indexing      -    -  axis:axis_@
    # Elementwise arithmetic, comparison and logic
    Abs                     elementwise   -    p
    Acos                    elementwise   -    -
    Acosh                   elementwise   -    -
    Add                     elementwise   -    p
    Affine                  elementwise   -    -  alpha:α_@=1 beta:β_@=0
    And                     elementwise   -    p
    Asin                    elementwise   -    -
    Asinh                   elementwise   -    -
    Atan                    elementwise   -    -
    Atanh                   elementwise   -    -
    BitShift                elementwise   -    -  direction:@
    BitwiseAnd              elementwise   -    -
    BitwiseNot              elementwise   -    -
    BitwiseOr               elementwise   -    -
    BitwiseXor              elementwise   -    -
    Ceil                    elementwise   -    p
    Cos                     elementwise   -    -
    Cosh                    elementwise   -    -
    Div                     elementwise   -    p
    Dropout                 elementwise   1-2  -  ratio:p_@=0.5
    Equal                   elementwise   -    p
    Erf                     elementwise   -    -
    Exp                     elementwise   -    -
    Floor                   elementwise   -    p
    Greater                 elementwise   -    p
    GreaterOrEqual          elementwise   -    p
    Identity                elementwise   -    pw
    IsInf                   elementwise   -    -
    IsNaN                   elementwise   -    -
    Less                    elementwise   -    p
    LessOrEqual             elementwise   -    p
    Log                     elementwise   -    -
    Max                     elementwise   -    p
    Mean                    elementwise   -    -
    Min                     elementwise   -    p
    Mod                     elementwise   -    p  fmod?1=fmod
    Mul                     elementwise   -    p
    Neg                     elementwise   -    p
    Not                     elementwise   -    p
    Or                      elementwise   -    p
    Pow                     elementwise   -    p
    Reciprocal              elementwise   -    p
    Round                   elementwise   -    p
    Scale                   elementwise   -    -  scale:×_@=1
    Sign                    elementwise   -    p
    Sin                     elementwise   -    -
    Sinh                    elementwise   -    -
    Sqrt                    elementwise   -    p
    Sub                     elementwise   -    p
    Sum                     elementwise   -    p
    Tan                     elementwise   -    -
    Where                   elementwise   -    p
    Xor                     elementwise   -    p
    # Reduction
    ArgMax                  reduction     -    -  axis:axis_@=0
    ArgMin                  reduction     -    -  axis:axis_@=0
    CumProd                 reduction     1    -  exclusive?1=exclusive reverse?1=reverse
    CumSum                  reduction     1    -  exclusive?1=exclusive reverse?1=reverse
    ReduceL1                reduction     1    -  %reduce
    ReduceL2                reduction     1    -  %reduce
    ReduceLogSum            reduction     1    -  %reduce
    ReduceLogSumExp         reduction     1    -  %reduce
    ReduceMax               reduction     1    p  %reduce
    ReduceMean              reduction     1    -  %reduce
    ReduceMin               reduction     1    p  %reduce
    ReduceProd              reduction     1    p  %reduce
    ReduceSum               reduction     1    p  %reduce
    ReduceSumSquare         reduction     1    -  %reduce
    # Shape, layout and element type
    BitCast                 shape         -    w  to:→_@t
    Cast                    shape         -    pw to:→_@t
    CastLike                shape         1    pw
    CenterCropPad           shape         1    -  axes:axes_@
    Col2Im                  shape         1-2  -  strides:/@x dilations:d@x
    Concat                  shape         -    pw axis:axis_@
    Crop                    shape         -    -  border:border_@
    DepthToSpace            shape         -    -  blocksize:block_@ mode:@=DCR
    DynamicSlice            shape         1-3  p
    Expand                  shape         1    pw
    Flatten                 shape         -    pw axis:axis_@=1
    Pad                     shape         1+   -  mode:@=constant
    Reshape                 shape         1    pw shape:@x
    ReverseSequence         shape         -    -  time_axis:time_@=0 batch_axis:batch_@=1
    Shape                   shape         -    ps start:from_@=0 end:to_@
    Size                    shape         -    ps
    Slice                   shape         1-4  pw axes:axes_@ starts:from_@ ends:to_@
    SpaceToDepth            shape         -    -  blocksize:block_@
    Split                   shape         1    pw axis:axis_@ split:into_@
    Squeeze                 shape         1    pw axes:axes_@
    Tile                    shape         1+   pw
    Transpose               shape         -    pw perm:perm_@
    Trilu                   shape         1    -  upper?0=lower upper?1=upper
    Unsqueeze               shape         1    pw axes:axes_@
    # Quantization
    DequantizeLinear        quantization  -    w  axis:axis_@=1 block_size:block_@=0
    DynamicQuantizeLinear   quantization  -    -
    QuantizeLinear          quantization  -    w  axis:axis_@=1 block_size:block_@=0
    # Control flow, sequences and optional values
    ConcatFromSequence      control       -    -  axis:axis_@ new_axis?1=new
    If                      control       -    -
    Loop                    control       -    -
    Optional                control       -    -
    OptionalGetElement      control       -    -
    OptionalHasElement      control       -    -
    Scan                    control       -    -  num_scan_inputs:@_scanned
    SequenceAt              control       1    -
    SequenceConstruct       control       -    -
    SequenceEmpty           control       -    -
    SequenceErase           control       1    -
    SequenceInsert          control       2    -
    SequenceLength          control       -    p
    SequenceMap             control       -    -
    SplitToSequence         control       1    -  axis:axis_@=0
    # Constants and generated values
    Bernoulli               source        -    -
    Constant                source        -    pw value:@ value_int:@ value_float:@ value_string:@ value_ints:@ value_floats:@
    ConstantFill            source        -    p  shape:@x value:@
    ConstantOfShape         source        0    p
    EyeLike                 source        -    -  k:k_@=0
    GivenTensorFill         source        -    -  shape:@x
    Multinomial             source        -    -  sample_size:n_@=1
    RandomNormal            source        -    -  shape:@x
    RandomNormalLike        source        -    -
    RandomUniform           source        -    -  shape:@x
    RandomUniformLike       source        -    -
    Range                   source        0+   p
    # Signal, image and text
    BlackmanWindow          signal        0    -
    DFT                     signal        1-2  -  inverse?1=inverse onesided?1=one-sided
    HammingWindow           signal        0    -
    HannWindow              signal        0    -
    ImageDecoder            signal        -    -  pixel_format:@
    ImageScaler             signal        -    -  scale:×_@=1
    MelWeightMatrix         signal        0+   -
    NonMaxSuppression       signal        2-4  -
    RegexFullMatch          signal        -    -  pattern:@
    STFT                    signal        1,3  -
    StringConcat            signal        -    -
    StringNormalizer        signal        -    -  case_change_action:@=NONE
    StringSplit             signal        -    -
    TfIdfVectorizer         signal        -    -  mode:@
    # Training
    NegativeLogLikelihoodLoss training    -    -  reduction:@=mean
    SoftmaxCrossEntropyLoss training      -    -  reduction:@=mean
    # Foreign code
    ATen                    custom        -    -  operator:@
    """)

/// `ai.onnx.ml`: classic machine learning.
let onnxMLTable = OperatorTable(
  domain: "ai.onnx.ml",
  rows: """
    ArrayFeatureExtractor   ml  -  -
    Binarizer               ml  -  -  threshold:>_@=0
    CastMap                 ml  -  -  cast_to:→_@=TO_FLOAT
    CategoryMapper          ml  -  -
    DictVectorizer          ml  -  -
    FeatureVectorizer       ml  -  -
    Imputer                 ml  -  -
    LabelEncoder            ml  -  -
    LinearClassifier        ml  -  -  post_transform:@=NONE
    LinearRegressor         ml  -  -  post_transform:@=NONE
    Normalizer              ml  -  -  norm:@
    OneHotEncoder           ml  -  -
    SVMClassifier           ml  -  -  kernel_type:@=LINEAR post_transform:@=NONE
    SVMRegressor            ml  -  -  kernel_type:@=LINEAR post_transform:@=NONE
    Scaler                  ml  -  -
    TreeEnsemble            ml  -  -
    TreeEnsembleClassifier  ml  -  -  post_transform:@=NONE
    TreeEnsembleRegressor   ml  -  -  post_transform:@=NONE
    ZipMap                  ml  -  -
    """)

/// `ai.onnx.preview` and `ai.onnx.preview.training`.
let onnxPreviewTables = [
  OperatorTable(
    domain: "ai.onnx.preview",
    rows: """
      FlexAttention  attention  -  -
      """),
  OperatorTable(
    domain: "ai.onnx.preview.training",
    rows: """
      Adagrad   training  -  -
      Adam      training  -  -  alpha:α_@=0.9 beta:β_@=0.999
      Gradient  training  -  -
      Momentum  training  -  -  mode:@
      """),
]
