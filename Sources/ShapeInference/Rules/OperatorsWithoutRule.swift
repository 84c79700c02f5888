import ModelGraph

extension RuleBook {
  /// The operators of the catalogue that have no rule on purpose: their outputs have the types that the file declares.
  static let operatorsWithoutRule: [OperatorID] = unruled.flatMap { domain, names in
    names.split(whereSeparator: \.isWhitespace).map { OperatorID(domain: domain, type: String($0)) }
  }

  private static let unruled: [(domain: String, names: String)] = [
    // Experimental operators, which ONNX has removed.
    (
      "",
      """
      ParametricSoftplus ScaledTanh GRUUnit Affine Scale Crop DynamicSlice ConstantFill GivenTensorFill
      ImageScaler ATen
      """
    ),
    // Outputs whose dims depend on the data, or on code that is not in the file.
    (
      "com.microsoft",
      """
      CropAndResize MurmurHash3 NGramHashMapping Unique VarlenNGramHashMapping BifurcationDetector
      RemovePadding BeamSearch GreedySearch Sampling WhisperBeamSearch Tokenizer EPContext Snpe
      """
    ),
    // Training: ONNX Runtime makes these at run time, files hardly hold them.
    (
      "com.microsoft",
      """
      BatchNormInternal IsAllFinite SampleOp YieldOp AdamOptimizer AdamWOptimizer BiasGeluGrad_dX
      ConcatTraining ConvGrad DropoutGrad FakeQuant GatherGrad GeluGrad InPlaceAccumulator
      InPlaceAccumulatorV2 LambOptimizer LayerNormalizationGrad ReduceAllL2 ReluGrad SGDOptimizer
      SGDOptimizerV2 SliceGrad SoftmaxCrossEntropyLossInternal SoftmaxCrossEntropyLossInternalGrad
      SoftmaxGrad_13 SoftmaxCrossEntropyGrad
      """
    ),
    // Not needed yet.
    (
      "com.microsoft",
      """
      CausalConvWithState ConvTransposeWithDynamicPads NhwcConv NhwcFusedConv QLinearConvTranspose
      VarlenCausalConvWithState WordConvEmbedding GemmFloat8 MatMulBlockQuantizedFp4Weight
      MatMulBlockQuantizedFp8Weight MatMulNBitsMlp MatMulNBitsQkv QLinearMatMul QOrderedMatMul ShardedMoE
      SparseToDenseMatMul CrossAttention DecoderAttention DecoderMaskedSelfAttention GatedDeltaNet
      LinearAttention LinearAttentionGate MRotaryEmbedding PagedAttention QOrderedAttention
      QOrderedLongformerAttention GatedRMSNorm QOrderedLayerNormalization QOrderedGelu MaxpoolWithMask
      NhwcMaxPool AttnLSTM GatherND TorchEmbedding BitmaskBiasDropout CDist ComplexMul ComplexMulConj
      EngramGate GatedAdd ReduceSumInteger Pad RestorePadding UnfoldTensor DequantizeBFP
      DequantizeWithOrder QuantizeBFP QuantizeWithOrder Range Irfft
      """
    ),
  ]
}
