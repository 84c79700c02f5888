extension RuleBook {
  /// Every family's rules. The order does not matter.
  static let families: [[Rule]] = [
    Elementwise.rules, Mapping.rules, Arithmetic.rules, Comparing.rules, Casting.rules, Reducing.rules,
    Multiplying.rules,
    Einsum.rules, Convolving.rules, Pooling.rules, RegionPooling.rules, Normalizing.rules, Measuring.rules,
    Reshaping.rules, Arranging.rules, Joining.rules, Slicing.rules, Gathering.rules, Scattering.rules,
    Padding.rules, Resizing.rules, Selecting.rules, Constants.rules, Generating.rules, Recurrent.rules,
    Quantizing.rules, Sequences.rules, SequenceJoining.rules, Optionals.rules, Branching.rules, Looping.rules,
    Scanning.rules,
    Texts.rules, Signals.rules, Losses.rules, Attending.rules, Training.rules, Classic.rules,
    MicrosoftRules.rules, MicrosoftAttention.rules, MicrosoftQuantized.rules, BlockedLayout.rules,
  ]
}
