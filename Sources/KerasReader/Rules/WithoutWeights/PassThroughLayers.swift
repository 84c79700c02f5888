import ModelGraph

/// Layers whose result has the shape of their input: activations, dropouts, noise, random changes of
/// images.
enum PassThroughLayers {
  static let rules: [LayerRule] = [
    LayerRule(
      "Activation", "ELU", "LeakyReLU", "ReLU", "Softmax", "ThresholdedReLU", "ActivityRegularization",
      "AlphaDropout", "Dropout", "GaussianDropout", "GaussianNoise", "Identity", "Masking",
      "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "ParametricSoftplus", "SReLU", apply: same),
    // Images
    LayerRule(
      "AugMix", "AutoContrast", "ContrastLimitedAdaptiveHistogramEqualization", "CutMix", "Equalization",
      "MixUp", "RandAugment", "RandomBrightness", "RandomColorDegeneration", "RandomColorJitter",
      "RandomContrast", "RandomElasticTransform", "RandomErasing", "RandomFlip", "RandomGaussianBlur",
      "RandomGrayscale", "RandomHue", "RandomInvert", "RandomPerspective", "RandomPosterization",
      "RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear", "RandomTranslation",
      "RandomZoom", "Rescaling", "Solarization", apply: same),
    LayerRule("PReLU", apply: parametric), LayerRule("LayerScale", apply: scaled),
    // Brought along by ConvNeXt and InceptionResNet.
    LayerRule("CustomScaleLayer") { context in
      isOfApplications(context)
        ? LayerResult(MergingLayers.broadcast(context.inputs.map(\.dims)), context.policy.compute) : nil
    },
    LayerRule("StochasticDepth") { context in
      isOfApplications(context, setting: "drop_path_rate")
        ? LayerResult(context.dims, context.policy.compute) : nil
    },
  ]

  private static func same(_ context: LayerContext) -> LayerResult {
    LayerResult([TensorSpec(dims: context.dims, dtype: context.inputs.first?.dtype ?? .undefined)])
  }

  /// A slope for each element, or one for all along shared axes.
  private static func parametric(_ context: LayerContext) -> LayerResult {
    guard let dims = context.dims, !dims.isEmpty else {
      return LayerResult(nil, context.policy.compute, weights: nil)
    }
    var shape = Array(dims.dropFirst())
    for axis in context.config.ints("shared_axes") ?? [] where (1...Int64(max(1, shape.count))).contains(axis)
    {
      if Int(axis) <= shape.count { shape[Int(axis) - 1] = 1 }
    }
    return LayerResult(dims, context.policy.compute, weights: all(context.weight("alpha", shape)))
  }

  private static func scaled(_ context: LayerContext) -> LayerResult? {
    guard isOfApplications(context, setting: "projection_dim") else { return nil }
    return LayerResult(
      context.dims, context.policy.compute,
      weights: all(context.weight("gamma", context.config.int("projection_dim"))))
  }

  /// Whether a class is one that the models in `keras.applications` bring along: others may use its name.
  ///
  /// - Parameter setting: a setting that tells the class where the file names no modules, as before Keras 3.
  private static func isOfApplications(_ context: LayerContext, setting: String? = nil) -> Bool {
    if context.module.isEmpty, let setting { return context.config.value(setting) != nil }
    return context.module.hasPrefix("keras.src.applications.")
      || context.module.hasPrefix("keras.applications.")
  }
}
