/// Keras layer classes, under the domain `keras`. The columns are those of ``OperatorTable``.
let kerasTable = OperatorTable(
  domain: "keras",
  rows: """
    # Convolution
    Conv1D                  convolution   -  -  filters:@ kernel_size:@x strides:/@x padding:@=valid
    Conv1DTranspose         convolution   -  -  filters:@ kernel_size:@x strides:/@x padding:@=valid
    Conv2D                  convolution   -  -  filters:@ kernel_size:@x strides:/@x padding:@=valid
    Conv2DTranspose         convolution   -  -  filters:@ kernel_size:@x strides:/@x padding:@=valid
    Conv3D                  convolution   -  -  filters:@ kernel_size:@x strides:/@x padding:@=valid
    Conv3DTranspose         convolution   -  -  filters:@ kernel_size:@x strides:/@x padding:@=valid
    ConvLSTM1D              recurrent     -  -  filters:@ kernel_size:@x
    ConvLSTM2D              recurrent     -  -  filters:@ kernel_size:@x
    ConvLSTM3D              recurrent     -  -  filters:@ kernel_size:@x
    DepthwiseConv1D         convolution   -  -  kernel_size:@x strides:/@x padding:@=valid
    DepthwiseConv2D         convolution   -  -  kernel_size:@x strides:/@x padding:@=valid
    LocallyConnected1D      convolution   -  -  filters:@ kernel_size:@x
    LocallyConnected2D      convolution   -  -  filters:@ kernel_size:@x
    SeparableConv1D         convolution   -  -  filters:@ kernel_size:@x strides:/@x padding:@=valid
    SeparableConv2D         convolution   -  -  filters:@ kernel_size:@x strides:/@x padding:@=valid
    # Dense
    Dense                   linear        -  -  units:@ activation:@=linear
    EinsumDense             linear        -  -  equation:@
    Dot                     linear        -  -  axes:axes_@
    # Attention
    AdditiveAttention       attention     -  -
    Attention               attention     -  -
    GroupedQueryAttention   attention     -  -  num_query_heads:@_heads
    GroupQueryAttention     attention     -  -  num_query_heads:@_heads
    MultiHeadAttention      attention     -  -  num_heads:@_heads
    # Normalization
    BatchNormalization      normalization -  -
    GroupNormalization      normalization -  -  groups:@_groups
    LayerNormalization      normalization -  -
    RMSNormalization        normalization -  -
    SpectralNormalization   normalization -  -
    UnitNormalization       normalization -  -
    # Activation
    Activation              activation    -  -  activation:@
    ELU                     activation    -  -  alpha:α_@=1
    LeakyReLU               activation    -  -  negative_slope:α_@ alpha:α_@
    PReLU                   activation    -  -
    ReLU                    activation    -  -  max_value:max_@
    Softmax                 activation    -  -  axis:axis_@=−1
    ThresholdedReLU         activation    -  -  theta:θ_@
    # Pooling and resampling
    AdaptiveAveragePooling1D pooling      -  -  output_size:@x
    AdaptiveAveragePooling2D pooling      -  -  output_size:@x
    AdaptiveAveragePooling3D pooling      -  -  output_size:@x
    AdaptiveMaxPooling1D    pooling       -  -  output_size:@x
    AdaptiveMaxPooling2D    pooling       -  -  output_size:@x
    AdaptiveMaxPooling3D    pooling       -  -  output_size:@x
    AveragePooling1D        pooling       -  -  pool_size:@x strides:/@x padding:@=valid
    AveragePooling2D        pooling       -  -  pool_size:@x strides:/@x padding:@=valid
    AveragePooling3D        pooling       -  -  pool_size:@x strides:/@x padding:@=valid
    GlobalAveragePooling1D  pooling       -  -
    GlobalAveragePooling2D  pooling       -  -
    GlobalAveragePooling3D  pooling       -  -
    GlobalMaxPooling1D      pooling       -  -
    GlobalMaxPooling2D      pooling       -  -
    GlobalMaxPooling3D      pooling       -  -
    MaxPooling1D            pooling       -  -  pool_size:@x strides:/@x padding:@=valid
    MaxPooling2D            pooling       -  -  pool_size:@x strides:/@x padding:@=valid
    MaxPooling3D            pooling       -  -  pool_size:@x strides:/@x padding:@=valid
    Resizing                pooling       -  -  height:@ width:×_@
    UpSampling1D            pooling       -  -  size:×@x
    UpSampling2D            pooling       -  -  size:×@x interpolation:@=nearest
    UpSampling3D            pooling       -  -  size:×@x
    # Recurrent
    Bidirectional           recurrent     -  -  merge_mode:@=concat
    GRU                     recurrent     -  -  units:h@
    GRUCell                 recurrent     -  -  units:h@
    LSTM                    recurrent     -  -  units:h@
    LSTMCell                recurrent     -  -  units:h@
    RNN                     recurrent     -  -
    SimpleRNN               recurrent     -  -  units:h@
    SimpleRNNCell           recurrent     -  -  units:h@
    StackedRNNCells         recurrent     -  -
    TimeDistributed         recurrent     -  -
    # Indexing
    CategoryEncoding        indexing      -  -  output_mode:@
    Embedding               indexing      -  -  input_dim:@ output_dim:→_@
    HashedCrossing          indexing      -  -
    Hashing                 indexing      -  -
    IntegerLookup           indexing      -  -
    StringLookup            indexing      -  -
    # Elementwise
    ActivityRegularization  elementwise   -  -
    Add                     elementwise   -  -
    AlphaDropout            elementwise   -  -  rate:p_@
    Average                 elementwise   -  -
    Discretization          elementwise   -  -
    Dropout                 elementwise   -  -  rate:p_@
    GaussianDropout         elementwise   -  -  rate:p_@
    GaussianNoise           elementwise   -  -  stddev:σ_@
    Identity                elementwise   -  -
    Lambda                  custom        -  -
    Masking                 elementwise   -  -  mask_value:@=0
    Maximum                 elementwise   -  -
    Minimum                 elementwise   -  -
    Multiply                elementwise   -  -
    Normalization           normalization -  -
    Rescaling               elementwise   -  -  scale:×_@
    SpatialDropout1D        elementwise   -  -  rate:p_@
    SpatialDropout2D        elementwise   -  -  rate:p_@
    SpatialDropout3D        elementwise   -  -  rate:p_@
    Subtract                elementwise   -  -
    # Shape
    Concatenate             shape         -  -  axis:axis_@=−1
    Cropping1D              shape         -  -
    Cropping2D              shape         -  -
    Cropping3D              shape         -  -
    Flatten                 shape         -  -
    Permute                 shape         -  -  dims:perm_@
    RepeatVector            shape         -  -  n:×_@
    Reshape                 shape         -  -  target_shape:@x
    ZeroPadding1D           shape         -  -
    ZeroPadding2D           shape         -  -
    ZeroPadding3D           shape         -  -
    # Models and inputs
    Functional              control       -  -
    InputLayer              source        -  -
    Sequential              control       -  -
    # Image, audio and text
    CenterCrop              signal        -  -  height:@ width:×_@
    MelSpectrogram          signal        -  -
    RandomBrightness        signal        -  -
    RandomContrast          signal        -  -
    RandomCrop              signal        -  -
    RandomFlip              signal        -  -  mode:@
    RandomRotation          signal        -  -
    RandomTranslation       signal        -  -
    RandomZoom              signal        -  -
    STFTSpectrogram         signal        -  -
    TextVectorization       signal        -  -
    """)
