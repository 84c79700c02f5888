import ModelGraph

/// Layers that give what they take in the same shape: activations, dropouts, noise, random changes of
/// images.
enum PassThrough {
  private static let classes: Set<String> = [
    "Activation", "ELU", "LeakyReLU", "ReLU", "Softmax", "ThresholdedReLU", "ActivityRegularization",
    "AlphaDropout",
    "Dropout", "GaussianDropout", "GaussianNoise", "Identity", "Masking", "SpatialDropout1D",
    "SpatialDropout2D",
    "SpatialDropout3D", "ParametricSoftplus", "SReLU",
    // Images
    "AugMix", "AutoContrast", "ContrastLimitedAdaptiveHistogramEqualization", "CutMix", "Equalization",
    "MixUp",
    "RandAugment", "RandomBrightness", "RandomColorDegeneration", "RandomColorJitter", "RandomContrast",
    "RandomElasticTransform", "RandomErasing", "RandomFlip", "RandomGaussianBlur", "RandomGrayscale",
    "RandomHue",
    "RandomInvert", "RandomPerspective", "RandomPosterization", "RandomRotation", "RandomSaturation",
    "RandomSharpness", "RandomShear", "RandomTranslation", "RandomZoom", "Rescaling", "Solarization",
  ]

  static func effect(_ at: Situation) -> Effect? {
    if at.className == "PReLU" {
      guard let dims = at.dims, !dims.isEmpty else { return Effect(nil, at.policy.compute, weights: nil) }
      var shape = Array(dims.dropFirst())
      for axis in at.config.ints("shared_axes") ?? [] where (1...Int64(max(1, shape.count))).contains(axis) {
        if Int(axis) <= shape.count { shape[Int(axis) - 1] = 1 }
      }
      return Effect(dims, at.policy.compute, weights: all(at.weight("alpha", shape)))
    }
    if at.module.hasPrefix("keras.src.applications.") || at.module.hasPrefix("keras.applications.") {
      // Classes that ConvNeXt and InceptionResNet bring along.
      switch at.className {
      case "LayerScale":
        return Effect(
          at.dims, at.policy.compute, weights: all(at.weight("gamma", at.config.int("projection_dim"))))
      case "CustomScaleLayer": return Effect(Merging.broadcast(at.inputs.map(\.dims)), at.policy.compute)
      case "StochasticDepth": return Effect(at.dims, at.policy.compute)
      default: break
      }
    }
    guard classes.contains(at.className) else { return nil }
    return Effect([Spec(dims: at.dims, dtype: at.inputs.first?.dtype ?? .undefined)])
  }
}
