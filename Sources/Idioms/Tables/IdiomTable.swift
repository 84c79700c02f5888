/// The built-in idioms of structure, in the order in which they are looked for: what a row is made of stands above it.
///
/// ``PatternParser`` explains the language. Facts about what exporters write come from some 300 real files.
public enum IdiomTable {
  /// The rows of ``text``. They are read once; the text is ours and covered by a test.
  static let patterns = (try? PatternParser.table(text)) ?? PatternTable()

  /// The rows as ``PatternParser`` reads them, with their helpers.
  public static let text = """
    activation(x) = Relu/Relu6/Silu/Gelu/HardSwish/Sigmoid/LeakyRelu/HardSigmoid/Mish/Elu/Selu/QuickGelu/Softplus/Tanh
      /HardTanh/SquaredRelu/PRelu/Activation/ReLU/LeakyReLU(x, ..)
    cut(x) = Split/Slice/Gather(x, ..)

    # A product with a stored matrix, with or without a bias. torch.nn.Linear
    Linear(x) linear = Reshape(Gemm(Reshape(x, _), W2, ..), _)
      | Reshape(Gemm(x, W2, ..), _)
      | Add(Reshape(MatMul(Reshape(x, _), W2), _), B1) | Reshape(Add(MatMul(Reshape(x, _), W2), B1), _)
      | Add(MatMul(x, W2), B1) | Gemm(x, W2, ..) | MatMul(x, W2)
      | Add(Mul(MatMulInteger(DynamicQuantizeLinear(x), W2, ..), Mul(DynamicQuantizeLinear(x), _)), B1)
      | Mul(MatMulInteger(DynamicQuantizeLinear(x), W2, ..), Mul(DynamicQuantizeLinear(x), _))

    # Rows of a stored table, by index. torch.nn.Embedding
    Embedding(i) indexing = Gather[axis=0](W2, i)

    # Normalisation of groups of channels, with scale and bias. Wu and He 2018
    GroupNorm(x) normalization = Add(Mul(Reshape(InstanceNormalization(Reshape(x, _), ..), _), W), B)
      | Reshape(InstanceNormalization(Reshape(x, _), ..), _)

    # LayerNorm over the channels of a picture: ConvNeXt's. Liu et al. 2022
    LayerNorm2d(x) "LayerNorm 2d" normalization =
      Transpose[perm=0 3 1 2](LayerNorm/LayerNormalization(Transpose[perm=0 2 3 1](x), ..))

    # A rotary position embedding: each pair of channels is turned by an angle that grows with the position. Su et al. 2021
    RoPE(x, c, s) attention =
      Add(Mul(x, c), Mul(Concat(Neg(Slice(x, ..)), Slice(x, ..)), s))
      | Concat(Add(Mul(Slice(x, ..), c), Mul(Concat(Neg(Slice(_, ..)), Slice(_, ..)), s)), Slice(x, ..))
      | Concat(Sub(Mul(cut(x), c), Mul(cut(x), s)), Add(Mul(cut(x), c), Mul(cut(x), s)))
      | Concat(Sub(Mul(cut(x), c), Mul(cut(x), s)), Add(Mul(cut(x), s), Mul(cut(x), c)))
      | Reshape(Concat(Unsqueeze(Sub(Mul(cut(x), c), Mul(cut(x), s)), _),
        Unsqueeze(Add(Mul(cut(x), c), Mul(cut(x), s)) | Add(Mul(cut(x), s), Mul(cut(x), c)), _)), _)
      | Add(Mul(x, c), Mul(Reshape(Concat(Unsqueeze(Neg(Slice(x, ..)), _), Unsqueeze(Slice(x, ..), _)), _), s))

    # Keys and values of few heads, repeated for all queries. Ainslie et al. 2023
    RepeatHeads(x) "Repeat heads" shape = Reshape(Expand(Unsqueeze(x, _), _), _)

    # Features of each token cut into heads. Vaswani et al. 2017
    SplitHeads(x) "Split heads" shape = Transpose[perm=0 2 1 3](Reshape(x, _)) | Transpose[perm=0 2 3 1](Reshape(x, _))

    scaled(x) = Mul(x, #) | Div(x, #) | Mul(x, W) | Mul(x, Exp(Min/Clip(W, ..))) | x
    capped(s) = Mul(Tanh(scaled(s)), #) | s
    moved(s, b) = Add(s, b) | Sub(s, b) | Where(b, s, #) | Where(b, #, s) | s
    reshaped(s) = Reshape(s, _) | s
    scores(s) = reshaped(Max?(moved(scaled(reshaped(moved(capped(scaled(reshaped(s))), a))), m), #))
    safe(p) = Where(IsNaN(p), #, p) | p
    shares(s) = reshaped(reshaped(safe(Mul?(Softmax[axis=-1](scores(s)), #))))
    keys(k) = Transpose(RepeatHeads?(k)) | Reshape(Transpose(Reshape(RepeatHeads?(k), _)), _)
      | Reshape(Transpose(RepeatHeads(k)), _) | k

    match(q, k) = MatMul(scaled(q), scaled(keys(k))) | Einsum[scores](scaled(q), scaled(k))

    # Scaled dot-product attention: values, weighted by how well keys match queries. Vaswani et al. 2017
    Attention(q, k, v, a, m) attention = MatMul(shares(match(q, k)), RepeatHeads?(v))
      | MatMul(v, Transpose(shares(match(q, k)))) | Einsum[weighted](shares(match(q, k)), v)

    # Heads put together again. Vaswani et al. 2017
    MergeHeads(x) "Merge heads" shape = Reshape(Transpose[perm=0 2 1 3](x), _)

    # A picture cut into windows, or windows put together again. Liu et al. 2021, Swin
    Windows(x) "Windows" shape = Reshape(Transpose[perm=0 1 3 2 4 5](Reshape(x, _)), _)

    # The end of an axis put in front of it. torch.roll
    Roll(x) "Cyclic shift" shape = Concat(Slice(x, ..), Slice(x, ..))

    # Windows moved along both axes of a picture. Liu et al. 2021, Swin
    CyclicShift(x) "Cyclic shift" shape = Roll(Roll(x))

    quarter(x) = Slice(Slice(Slice(x, ..), ..), ..) | Slice(Slice(x, ..), ..) | Slice(x, ..)

    # Each square of four pixels made one with four times the channels. Liu et al. 2021, Swin's patch merging
    SpaceToDepth(x) "Space to depth" shape = Concat(quarter(x), quarter(x), quarter(x), quarter(x))

    # Channels dealt out anew among groups. Zhang et al. 2017, ShuffleNet
    ChannelShuffle(x) "Channel shuffle" shape = Reshape(Transpose[perm=0 2 1 3 4](Reshape(x, _)), _)

    # Channels laid out as pixels. Shi et al. 2016
    PixelShuffle(x) "Pixel shuffle" shape = Reshape(Transpose[perm=0 1 4 2 5 3](Reshape(x, _)), _)

    # An MLP whose hidden layer is gated by a SiLU. Shazeer 2020
    SwiGLU(x) linear = Linear(Mul(Silu(Linear(x)), Linear(x))) | Linear(Mul(Silu(cut(Linear(x))), cut(Linear(x))))

    # An MLP whose hidden layer is gated by a GELU. Shazeer 2020
    GeGLU(x) linear = Linear(Mul(Gelu(Linear(x)), Linear(x))) | Linear(Mul(Gelu(cut(Linear(x))), cut(Linear(x))))

    # Two products with an activation between them. Vaswani et al. 2017
    MLP(x) linear = Linear(activation(Linear(x)))

    pool(x) = GlobalAveragePool/ReduceMean(x, ..)
    gate(x) = Sigmoid/HardSigmoid(x)
    flat(x) = Reshape(x, _) | Flatten(x) | Squeeze(x, _) | x
    picture(x) = Reshape(x, _) | Unsqueeze(Unsqueeze(x, _), _) | Unsqueeze(x, _) | x
    spread(x) = Expand(x, _) | x

    # Channels weighted by a small network that sees their means. Hu et al. 2017
    SqueezeExcite(x) "Squeeze-excite" attention = Mul(x, gate(Conv(activation(Conv(pool(x), ..)), ..)))
      | Mul(x, spread(picture(gate(Linear(activation(Linear(flat(pool(x)))))))))

    # A stored scale and bias for each channel: what a normalisation with stored statistics comes to. Touvron et al. 2021,
    # ResMLP; torchvision's FrozenBatchNorm2d
    Affine(x) normalization = Add(Mul(x, W4), B4)

    norm(x) = BatchNormalization/GroupNorm/InstanceNormalization/LayerNorm2d/Affine(x, ..)

    # A convolution of whole numbers, whose input is quantised as it comes. onnxruntime.quantization.quantize_dynamic
    QuantizedConv(x) "Conv" convolution =
      Add(Mul(ConvInteger(DynamicQuantizeLinear(x), W, ..), Mul(DynamicQuantizeLinear(x), _)), _)
      | Mul(ConvInteger(DynamicQuantizeLinear(x), W, ..), Mul(DynamicQuantizeLinear(x), _))

    conv(x) = Conv/ConvTranspose/Conv2D/DepthwiseConv2D/SeparableConv2D/QuantizedConv(x, ..)

    # A convolution with the normalisation and the activation behind it. torchvision.ops.Conv2dNormActivation
    ConvBlock(x) "Conv" convolution = activation(norm(conv(x))) | activation(conv(x)) | norm(conv(x))

    pointwise(x) = ConvBlock/Conv/Conv2D[kernel=1, group=1](x, ..)
    channelwise(x) = ConvBlock/Conv/DepthwiseConv2D[depthwise](x, ..)

    # A wide layer between narrow ones: a pointwise convolution, one for each channel, a pointwise one.
    # Sandler et al. 2018, MobileNetV2
    InvertedResidual(x) "Inverted residual" convolution =
      Add(x, pointwise(SqueezeExcite?(channelwise(pointwise(x))))) | pointwise(SqueezeExcite?(channelwise(pointwise(x))))

    # A convolution for each channel, and a pointwise one behind it. Howard et al. 2017, MobileNets
    DepthwiseSeparable(x) "Depthwise separable" convolution =
      Add(x, pointwise(SqueezeExcite?(channelwise(x)))) | pointwise(SqueezeExcite?(channelwise(x)))

    # A picture cut into patches, each made a token by one product. Dosovitskiy et al. 2020, ViT
    PatchEmbed(x) "Patch embedding" convolution = Transpose[perm=0 2 1](Reshape(Conv[patch](x, ..), _))
      | Transpose[perm=0 2 1](Flatten(Conv[patch](x, ..))) | Transpose[perm=0 2 3 1](Conv[patch](x, ..))

    # A learned token put in front of all others. Devlin et al. 2018, BERT
    ClassToken(x) "Class token" indexing = Concat[axis=1](Expand(W3, _), x) | Concat[axis=1](W3, x)

    # A learned row for each position, added to each token. Vaswani et al. 2017
    PositionEmbedding(x) "Position embedding" indexing = Add(x, W3)

    # What a layer adds to the channels of all layers before it. Huang et al. 2016, DenseNet
    DenseLayer(x) "Dense layer" convolution =
      Conv/ConvBlock/Conv2D[kernel=3](ConvBlock[kernel=1](activation(norm(x)), ..), ..)

    # Fewer channels and a smaller picture, between dense blocks. Huang et al. 2016, DenseNet
    Transition(x) "Transition" convolution =
      AveragePool/AveragePooling2D(Conv/ConvBlock/Conv2D[kernel=1](activation(norm(x)), ..), ..)

    # Two convolutions on one side of a skip that joins. Ronneberger et al. 2015, U-Net
    DoubleConv(x) "Double convolution" convolution = ConvBlock[kernel=3](ConvBlock[kernel=3](x))

    # Experts chosen for each token, and their shares. Shazeer et al. 2017
    Routing(x) "Top-k routing" indexing = Div(TopK^(Softmax(Linear(x)), ..), ReduceSum(TopK^(Softmax(Linear(x)), ..), ..))
      | Softmax(TopK^(Linear(x), ..))

    gates(x, h) = Add(Linear(x), Linear(h))

    # One step of a recurrent layer with a memory. Hochreiter and Schmidhuber 1997
    LSTMCell(x, h, c) "LSTM cell" recurrent = Mul(Sigmoid(cut(gates(x, h))), Tanh(Add^(Mul(Sigmoid(cut(gates(x, h))), c),
      Mul(Sigmoid(cut(gates(x, h))), Tanh(cut(gates(x, h)))))))

    update(x, h) = Sigmoid(Add(cut(Linear(x)), cut(Linear(h))))
    new(x, h) = Tanh(Add(cut(Linear(x)), Mul(update(x, h), cut(Linear(h)))))

    # One step of a gated recurrent layer. Cho et al. 2014
    GRUCell(x, h) "GRU cell" recurrent = Add(new(x, h), Mul(update(x, h), Sub(h, new(x, h))))
      | Add(Mul(Sub(1, update(x, h)), new(x, h)), Mul(update(x, h), h))

    picked(n) = Squeeze(Gather(n, _), _) | Gather(n, _) | Squeeze(Slice(n, ..), _) | Reshape(Slice(n, ..), _) | n
    single(s) = Unsqueeze(Unsqueeze(s, _), _) | Unsqueeze(s, _)

    # The best boxes of each class: classes are moved apart, so that only boxes of one class compete.
    # torchvision.ops.batched_nms
    BatchedNMS(b, s, i) "NMS by class" indexing = picked(NonMaxSuppression(
      Unsqueeze(Add(b, Unsqueeze(Slice?(Mul(i, Add(ReduceMax(b, ..), #)), ..), _)), _), single(s), ..))
    """
}
