/// ONNX Runtime's contributed operators, `com.microsoft`: those of its ContribOperators page and the ones
/// that only its optimisers and its training build write. The columns are those of ``OperatorTable``.
let microsoftTable = OperatorTable(
  domain: "com.microsoft",
  rows: """
    # Convolution
    CausalConvWithState     convolution   -    -  %conv@1 activation:@=none
    ConvTransposeWithDynamicPads convolution 2 -  %deconv@1
    FusedConv               convolution   -    -  %conv@1 activation:@
    NhwcConv                convolution   -    -  %conv
    NhwcFusedConv           convolution   -    -  %conv activation:@
    QLinearConv             convolution   -    -  %conv@3
    QLinearConvTranspose    convolution   -    -  %deconv@3
    VarlenCausalConvWithState convolution -    -  %conv@1 activation:@=none
    WordConvEmbedding       convolution   -    -  conv_window_size:@ embedding_size:e@
    # Matrix products
    DynamicQuantizeMatMul   linear        -    -
    FusedGemm               linear        -    -  activation:@ alpha:α_@=1 beta:β_@=1
    FusedMatMul             linear        -    -  alpha:α_@=1 transA?1=Aᵀ transB?1=Bᵀ
    FusedMatMulActivation   linear        -    -  activation:@ alpha:α_@=1
    GemmFastGelu            linear        -    -
    GemmFloat8              linear        -    -  activation:@=NONE
    Inverse                 linear        -    -
    MatMulBlockQuantizedFp4Weight linear  -    -
    MatMulBlockQuantizedFp8Weight linear  -    -
    MatMulBnb4              linear        -    -  K:K_@ N:N_@
    MatMulFpQ4              linear        -    -
    MatMulInteger16         linear        -    -
    MatMulIntegerToFloat    linear        -    -
    MatMulNBits             linear        -    -  bits:@_bit K:K_@ N:N_@
    MatMulNBitsMlp          linear        -    -  bits:@_bit activation:@
    MatMulNBitsQkv          linear        -    -  bits:@_bit
    MoE                     linear        -    -  k:top_@ activation_type:@
    QGemm                   linear        -    -
    QLinearMatMul           linear        -    -
    QMoE                    linear        -    -  expert_weight_bits:@_bit k:top_@ activation_type:@
    QOrderedMatMul          linear        -    -
    ShardedMoE              linear        -    -  k:top_@ activation_type:@
    SparseToDenseMatMul     linear        -    -
    TransposeMatMul         linear        -    -  transA?1=Aᵀ transB?1=Bᵀ
    # Attention
    Attention               attention     -    -  %heads unidirectional?1=causal
    CrossAttention          attention     -    -  %heads
    DecoderAttention        attention     -    -  %heads
    DecoderMaskedMultiHeadAttention attention - - %heads
    DecoderMaskedSelfAttention attention  -    -  %heads
    GatedDeltaNet           attention     -    -  %heads
    GatedRelativePositionBias attention   -    -  %heads
    GemmaRotaryEmbedding    attention     -    -
    GroupQueryAttention     attention     5-6  -  %heads do_rotary?1=rotary
    LinearAttention         attention     -    -  %heads update_rule:@
    LinearAttentionGate     attention     -    -
    LongformerAttention     attention     -    -  %heads window:window_@
    MRotaryEmbedding        attention     -    -  %heads
    MultiHeadAttention      attention     -    -  %heads unidirectional?1=causal
    PackedAttention         attention     -    -  %heads
    PackedMultiHeadAttention attention    -    -  %heads
    PagedAttention          attention     -    -  %heads
    QAttention              attention     -    -  %heads unidirectional?1=causal
    QOrderedAttention       attention     -    -  %heads unidirectional?1=causal
    QOrderedLongformerAttention attention -    -  %heads window:window_@
    RelativePositionBias    attention     -    -  max_distance:max_@
    RotaryEmbedding         attention     -    -  %heads interleaved?1=interleaved
    SparseAttention         attention     -    -  %heads
    # Normalization
    NhwcInstanceNormalization normalization -    -
    BatchNormInternal       normalization -    -
    EmbedLayerNormalization normalization -    -
    GatedRMSNorm            normalization -    -  activation:@
    GroupNorm               normalization -    -  groups:@_groups
    LayerNormalization      normalization -    -  axis:axis_@=−1
    QEmbedLayerNormalization normalization -   -
    QOrderedLayerNormalization normalization - -  axis:axis_@=−1
    SimplifiedLayerNormalization normalization - - axis:axis_@=−1
    SkipGroupNorm           normalization -    -  groups:@_groups
    SkipLayerNormalization  normalization -    -
    SkipSimplifiedLayerNormalization normalization - -
    # Activation
    BiasGelu                activation    -    -
    BiasSoftmax             activation    -    -  axis:axis_@=1
    BiasSplitGelu           activation    -    -
    FastGelu                activation    -    -
    Gelu                    activation    -    -
    FusedGelu               activation    -    -
    Softmax                 activation    -    -  axis:axis_@
    QLinearLeakyRelu        activation    -    -  alpha:α_@=0.01
    QLinearSigmoid          activation    -    -
    QLinearSoftmax          activation    -    -  axis:axis_@=−1
    QOrderedGelu            activation    -    -
    QuickGelu               activation    -    -  alpha:α_@=1.702
    # Pooling and resampling
    CropAndResize           pooling       3    -  mode:@=bilinear
    GridSample              pooling       -    -  mode:@=bilinear
    MaxpoolWithMask         pooling       -    -  %pool
    NhwcMaxPool             pooling       -    -  %pool
    QLinearAveragePool      pooling       -    -  %pool
    QLinearGlobalAveragePool pooling      -    -
    # Recurrent
    AttnLSTM                recurrent     -    -  %rnn
    DynamicQuantizeLSTM     recurrent     -    -  %rnn
    # Indexing and sorting
    GatherBlockQuantized    indexing      -    -  bits:@_bit=4_bit
    GatherND                indexing      -    p
    MurmurHash3             indexing      -    -
    NGramHashMapping        indexing      -    -
    NGramRepeatBlock        indexing      -    -  ngram_size:@
    TorchEmbedding          indexing      -    -
    Unique                  indexing      -    -
    VarlenNGramHashMapping  indexing      -    -
    # Elementwise
    BiasAdd                 elementwise   -    -
    BiasDropout             elementwise   3-4  -
    BitmaskBiasDropout      elementwise   3-4  -
    BitmaskDropout          elementwise   1-2  -
    BifurcationDetector     elementwise   -    -
    CDist                   elementwise   -    -  metric:@
    ComplexMul              elementwise   -    -
    ComplexMulConj          elementwise   -    -
    EngramGate              elementwise   -    -
    GatedAdd                elementwise   -    -
    IsAllFinite             elementwise   -    -
    MulInteger              elementwise   -    -
    QLinearAdd              elementwise   -    -
    QLinearMul              elementwise   -    -
    QLinearWhere            elementwise   -    -
    SampleOp                elementwise   -    -
    # Reduction
    QLinearReduceMean       reduction     -    -  %reduce
    ReduceSumInteger        reduction     -    -  %reduce
    # Shape and layout
    ExpandDims              shape         1    pw
    Pad                     shape         1+   -  mode:@=constant
    QLinearConcat           shape         -    -  axis:axis_@
    RemovePadding           shape         -    -
    RestorePadding          shape         -    -
    Trilu                   shape         1    -  upper?0=lower upper?1=upper
    UnfoldTensor            shape         -    -  dim:axis_@=−1 size:size_@ step:/@=1
    # Quantization
    DequantizeBFP           quantization  -    w
    DequantizeLinear        quantization  -    w  axis:axis_@=1 block_size:block_@=0
    DequantizeWithOrder     quantization  -    w
    QuantizeBFP             quantization  -    w
    QuantizeLinear          quantization  -    w  axis:axis_@=1 block_size:block_@=0
    QuantizeWithOrder       quantization  -    w
    # Control and generation
    BeamSearch              control       1-6  -
    GreedySearch            control       1-3  -
    Sampling                control       1-3  -
    WhisperBeamSearch       control       1-6  -
    YieldOp                 control       -    -
    # Generated values
    Range                   source        0+   p
    # Signal, image and text
    DynamicTimeWarping      signal        -    -
    Irfft                   signal        -    -
    Rfft                    signal        -    -
    Tokenizer               signal        -    -
    # Training
    AdamOptimizer           training      -    -
    AdamWOptimizer          training      -    -
    BiasGeluGrad_dX         training      -    -
    ConcatTraining          shape         -    -  axis:axis_@
    ConvGrad                training      -    -
    DropoutGrad             training      -    -
    FakeQuant               quantization  -    -
    GatherGrad              training      -    -  axis:axis_@
    GeluGrad                training      -    -
    InPlaceAccumulator      training      -    -
    InPlaceAccumulatorV2    training      -    -
    LambOptimizer           training      -    -
    LayerNormalizationGrad  training      -    -  axis:axis_@=−1
    ReduceAllL2             training      -    -
    ReluGrad                training      -    -
    SGDOptimizer            training      -    -
    SGDOptimizerV2          training      -    -
    SliceGrad               training      -    -
    SoftmaxCrossEntropyLossInternal training - - reduction:@=mean
    SoftmaxCrossEntropyLossInternalGrad training - -
    SoftmaxGrad_13          training      -    -  axis:axis_@=−1
    SoftmaxCrossEntropyGrad training      -    -
    # Foreign code
    EPContext               custom        -    -
    Snpe                    custom        -    -
    """)

/// ONNX Runtime's blocked-layout operators, which its optimiser writes.
let microsoftNchwcTable = OperatorTable(
  domain: "com.microsoft.nchwc",
  rows: """
    AveragePool        pooling      -  -  %pool
    Conv               convolution  -  -  %conv@1 activation:@
    GlobalAveragePool  pooling      -  -
    GlobalMaxPool      pooling      -  -
    MaxPool            pooling      -  -  %pool
    ReorderInput       shape        -  w
    ReorderOutput      shape        -  w
    Upsample           pooling      -  -  mode:@=nearest
    """)
