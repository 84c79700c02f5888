/// Keras layer classes, of every version, under the domain `keras`; then the operations on tensors that Keras
/// lists among layers. The columns are those of ``OperatorTable``.
let kerasTable = OperatorTable(domain: "keras", rows: kerasLayerRows + "\n" + kerasOperationRows)

private let kerasLayerRows = """
  # Convolution
  Conv1D                  convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  Conv1DTranspose         convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  Conv2D                  convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  Conv2DTranspose         convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  Conv3D                  convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  Conv3DTranspose         convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  SeparableConv1D         convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  SeparableConv2D         convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  LocallyConnected1D      convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  LocallyConnected2D      convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  DepthwiseConv1D         convolution   -  -  kernel_size:@x strides:/@x dilation_rate:d@x depth_multiplier:×@=×1 padding:@=valid activation:@=linear
  DepthwiseConv2D         convolution   -  -  kernel_size:@x strides:/@x dilation_rate:d@x depth_multiplier:×@=×1 padding:@=valid activation:@=linear
  DepthwiseConv3D         convolution   -  -  kernel_size:@x strides:/@x dilation_rate:d@x depth_multiplier:×@=×1 padding:@=valid activation:@=linear
  ConvLSTM1D              recurrent     -  -  filters:@_· kernel_size:@x strides:/@x padding:@=valid return_sequences?1=sequences
  ConvLSTM2D              recurrent     -  -  filters:@_· kernel_size:@x strides:/@x padding:@=valid return_sequences?1=sequences
  ConvRecurrent2D         recurrent     -  -  filters:@_· kernel_size:@x strides:/@x padding:@=valid return_sequences?1=sequences
  ConvLSTM3D              recurrent     -  -  filters:@_· kernel_size:@x strides:/@x padding:@=valid return_sequences?1=sequences
  # Keras 1's names of them
  Convolution1D           convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  Convolution2D           convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  Convolution3D           convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  Convolution2DTranspose  convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  AtrousConvolution1D     convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  AtrousConvolution2D     convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  AtrousConv2D            convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  Deconvolution2D         convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  Deconvolution3D         convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  SeparableConvolution2D  convolution   -  -  filters:@_· kernel_size:@x strides:/@x dilation_rate:d@x groups:g@=g1 padding:@=valid activation:@=linear
  # Dense
  Dense                   linear        -  -  units:@ activation:@=linear
  EinsumDense             linear        -  -  equation:@ activation:@=linear
  Dot                     linear        -  -  axes:axes_@ normalize?1=normalized
  Highway                 linear        -  -  units:@ activation:@=linear
  MaxoutDense             linear        -  -  units:@ activation:@=linear
  TimeDistributedDense    linear        -  -  units:@ activation:@=linear
  # Attention
  AdditiveAttention       attention     -  -
  Attention               attention     -  -  score_mode:@=dot
  GroupedQueryAttention   attention     -  -  num_query_heads:@_heads num_key_value_heads:/_@ head_dim:·_@
  GroupQueryAttention     attention     -  -  num_query_heads:@_heads num_key_value_heads:/_@ head_dim:·_@
  MultiHeadAttention      attention     -  -  num_heads:@_heads key_dim:·_@
  # Normalization
  BatchNormalization      normalization -  -  renorm?1=renorm
  BatchNormalizationV1    normalization -  -  renorm?1=renorm
  BatchNormalizationV2    normalization -  -  renorm?1=renorm
  SyncBatchNormalization  normalization -  -  renorm?1=renorm
  GroupNormalization      normalization -  -  groups:@_groups
  InstanceNormalization   normalization -  -
  LayerNormalization      normalization -  -  axis:axis_@=axis_−1
  RMSNormalization        normalization -  -  axis:axis_@=axis_−1
  Normalization           normalization -  -
  SpectralNormalization   normalization -  -  filters:@_· kernel_size:@x units:@
  UnitNormalization       normalization -  -  axis:axis_@=axis_−1
  # Activation
  Activation              activation    -  -  activation:@
  ELU                     activation    -  -  alpha:α_@=α_1
  LeakyReLU               activation    -  -  negative_slope:α_@ alpha:α_@
  PReLU                   activation    -  -  shared_axes:shared_@
  ReLU                    activation    -  -  max_value:max_@ negative_slope:α_@=α_0 threshold:from_@=from_0
  Softmax                 activation    -  -  axis:axis_@=axis_−1
  ThresholdedReLU         activation    -  -  theta:θ_@
  ParametricSoftplus      activation    -  -
  SReLU                   activation    -  -
  # Pooling and resampling
  AdaptiveAveragePooling1D pooling       -  -  output_size:@x
  AdaptiveAveragePooling2D pooling       -  -  output_size:@x
  AdaptiveAveragePooling3D pooling       -  -  output_size:@x
  AdaptiveMaxPooling1D    pooling       -  -  output_size:@x
  AdaptiveMaxPooling2D    pooling       -  -  output_size:@x
  AdaptiveMaxPooling3D    pooling       -  -  output_size:@x
  AveragePooling1D        pooling       -  -  pool_size:@x strides:/@x padding:@=valid
  AvgPool1D               pooling       -  -  pool_size:@x strides:/@x padding:@=valid
  AveragePooling2D        pooling       -  -  pool_size:@x strides:/@x padding:@=valid
  AvgPool2D               pooling       -  -  pool_size:@x strides:/@x padding:@=valid
  AveragePooling3D        pooling       -  -  pool_size:@x strides:/@x padding:@=valid
  AvgPool3D               pooling       -  -  pool_size:@x strides:/@x padding:@=valid
  MaxPooling1D            pooling       -  -  pool_size:@x strides:/@x padding:@=valid
  MaxPool1D               pooling       -  -  pool_size:@x strides:/@x padding:@=valid
  MaxPooling2D            pooling       -  -  pool_size:@x strides:/@x padding:@=valid
  MaxPool2D               pooling       -  -  pool_size:@x strides:/@x padding:@=valid
  MaxPooling3D            pooling       -  -  pool_size:@x strides:/@x padding:@=valid
  MaxPool3D               pooling       -  -  pool_size:@x strides:/@x padding:@=valid
  GlobalAveragePooling1D  pooling       -  -  keepdims?1=keep
  GlobalAvgPool1D         pooling       -  -  keepdims?1=keep
  GlobalAveragePooling2D  pooling       -  -  keepdims?1=keep
  GlobalAvgPool2D         pooling       -  -  keepdims?1=keep
  GlobalAveragePooling3D  pooling       -  -  keepdims?1=keep
  GlobalAvgPool3D         pooling       -  -  keepdims?1=keep
  GlobalMaxPooling1D      pooling       -  -  keepdims?1=keep
  GlobalMaxPool1D         pooling       -  -  keepdims?1=keep
  GlobalMaxPooling2D      pooling       -  -  keepdims?1=keep
  GlobalMaxPool2D         pooling       -  -  keepdims?1=keep
  GlobalMaxPooling3D      pooling       -  -  keepdims?1=keep
  GlobalMaxPool3D         pooling       -  -  keepdims?1=keep
  Resizing                pooling       -  -  height:@ width:×_@ interpolation:@=bilinear
  UpSampling1D            pooling       -  -  size:×@x
  UpSampling2D            pooling       -  -  size:×@x interpolation:@=nearest
  UpSampling3D            pooling       -  -  size:×@x
  # Recurrent
  LSTM                    recurrent     -  -  units:@ activation:@=tanh return_sequences?1=sequences go_backwards?1=reverse
  GRU                     recurrent     -  -  units:@ activation:@=tanh return_sequences?1=sequences go_backwards?1=reverse
  SimpleRNN               recurrent     -  -  units:@ activation:@=tanh return_sequences?1=sequences go_backwards?1=reverse
  CuDNNLSTM               recurrent     -  -  units:@ activation:@=tanh return_sequences?1=sequences go_backwards?1=reverse
  CuDNNGRU                recurrent     -  -  units:@ activation:@=tanh return_sequences?1=sequences go_backwards?1=reverse
  LSTMCell                recurrent     -  -  units:@
  GRUCell                 recurrent     -  -  units:@
  SimpleRNNCell           recurrent     -  -  units:@
  Bidirectional           recurrent     -  -  units:@ filters:@_· kernel_size:@x merge_mode:@=concat return_sequences?1=sequences
  RNN                     recurrent     -  -  units:@ return_sequences?1=sequences
  StackedRNNCells         recurrent     -  -  units:@
  TimeDistributed         recurrent     -  -  filters:@_· kernel_size:@x strides:/@x units:@ activation:@=linear
  Wrapper                 control       -  -
  # Indexing
  CategoryEncoding        indexing      -  -  num_tokens:@ output_mode:@
  Embedding               indexing      -  -  input_dim:@ output_dim:→_@ mask_zero?1=masked
  ReversibleEmbedding     indexing      -  -  input_dim:@ output_dim:→_@ reverse?1=reverse
  HashedCrossing          indexing      -  -  num_bins:@_bins output_mode:@=int
  Hashing                 indexing      -  -  num_bins:@_bins output_mode:@=int
  Discretization          indexing      -  -  num_bins:@_bins output_mode:@=int
  IntegerLookup           indexing      -  -  vocabulary_size:@ output_mode:@=int
  IndexLookup             indexing      -  -  vocabulary_size:@ output_mode:@=int
  StringLookup            indexing      -  -  vocabulary_size:@ output_mode:@=int
  # Elementwise
  Add                     elementwise   -  -  constant:@
  Average                 elementwise   -  -  constant:@
  Maximum                 elementwise   -  -  constant:@
  Minimum                 elementwise   -  -  constant:@
  Multiply                elementwise   -  -  constant:@
  Subtract                elementwise   -  -  constant:@
  Merge                   elementwise   -  -  mode:@
  ActivityRegularization  elementwise   -  -  l1:l1_@=l1_0 l2:l2_@=l2_0
  AlphaDropout            elementwise   -  -  rate:@
  Dropout                 elementwise   -  -  rate:@
  GaussianDropout         elementwise   -  -  rate:@
  SpatialDropout1D        elementwise   -  -  rate:@
  SpatialDropout2D        elementwise   -  -  rate:@
  SpatialDropout3D        elementwise   -  -  rate:@
  GaussianNoise           elementwise   -  -  stddev:σ_@
  Identity                elementwise   -  -
  Masking                 elementwise   -  -  mask_value:@=0
  Rescaling               elementwise   -  -  scale:×_@ offset:+_@=+_0
  # Shape
  Concatenate             shape         -  -  axis:axis_@=axis_−1
  Cropping1D              shape         -  -  cropping:@w
  Cropping2D              shape         -  -  cropping:@w
  Cropping3D              shape         -  -  cropping:@w
  Flatten                 shape         -  -
  Permute                 shape         -  -  dims:perm_@
  RepeatVector            shape         -  -  n:×_@
  Reshape                 shape         -  -  target_shape:@x newshape:@x
  ZeroPadding1D           shape         -  -  padding:@w
  ZeroPadding2D           shape         -  -  padding:@w
  ZeroPadding3D           shape         -  -  padding:@w
  # Models, inputs, code
  Functional              control       -  -
  Model                   control       -  -
  Pipeline                control       -  -
  Sequential              control       -  -
  InputLayer              source        -  -
  Lambda                  custom        -  -
  TFOpLambda              custom        -  -  function:@
  SlicingOpLambda         indexing      -  -  function:@
  ClassMethod             custom        -  -  function:@
  InstanceMethod          custom        -  -  function:@
  TensorFlowOpLayer       custom        -  -  function:@
  JaxLayer                custom        -  -
  FlaxLayer               custom        -  -
  TFSMLayer               custom        -  -
  TorchModuleWrapper      custom        -  -
  LayerScale              elementwise   -  -
  CustomScaleLayer        elementwise   -  -  scale:×_@
  StochasticDepth         elementwise   -  -  drop_path_rate:@
  # Image, sound, text
  CenterCrop              signal        -  -  height:@ width:×_@
  RandomCrop              signal        -  -  height:@ width:×_@
  MelSpectrogram          signal        -  -  num_mel_bins:@_bins
  STFTSpectrogram         signal        -  -  mode:@ frame_length:@
  TextVectorization       signal        -  -  max_tokens:@ output_mode:@=int
  RandomFlip              signal        -  -  mode:@
  MaxNumBoundingBoxes     signal        -  -
  AugMix                  signal        -  -  factor:@
  AutoContrast            signal        -  -  factor:@
  ContrastLimitedAdaptiveHistogramEqualization signal        -  -  factor:@
  CutMix                  signal        -  -  factor:@
  Equalization            signal        -  -  factor:@
  MixUp                   signal        -  -  factor:@
  RandAugment             signal        -  -  factor:@
  RandomBrightness        signal        -  -  factor:@
  RandomColorDegeneration signal        -  -  factor:@
  RandomColorJitter       signal        -  -  factor:@
  RandomContrast          signal        -  -  factor:@
  RandomElasticTransform  signal        -  -  factor:@
  RandomErasing           signal        -  -  factor:@
  RandomGaussianBlur      signal        -  -  factor:@
  RandomGrayscale         signal        -  -  factor:@
  RandomHue               signal        -  -  factor:@
  RandomInvert            signal        -  -  factor:@
  RandomPerspective       signal        -  -  factor:@
  RandomPosterization     signal        -  -  factor:@
  RandomRotation          signal        -  -  factor:@
  RandomSaturation        signal        -  -  factor:@
  RandomSharpness         signal        -  -  factor:@
  RandomShear             signal        -  -  factor:@
  RandomTranslation       signal        -  -  factor:@
  RandomZoom              signal        -  -  factor:@
  Solarization            signal        -  -  factor:@
  """
