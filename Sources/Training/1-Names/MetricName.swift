/// What a tag says: `val_loss` is the loss on validation data, `train/epoch_loss` that on training data, an epoch a point.
public struct MetricName: Sendable, Equatable {
  /// What is measured, by which tags belong together: `loss`.
  public var key: String
  /// On which data.
  public var part: Part
  /// What a point stands for.
  public var grain: Grain
  /// What kind of number it is.
  public var kind: Kind

  /// The data that a number is about.
  public enum Part: Int, Sendable, Comparable {
    case train, validation, test, unsaid

    /// In the order of the cases.
    public static func < (a: Part, b: Part) -> Bool { a.rawValue < b.rawValue }
  }

  /// What a point stands for.
  public enum Grain: Sendable, Equatable {
    case epoch, step, unsaid
  }

  /// What kind of number it is.
  public enum Kind: Sendable, Equatable {
    /// Something that training is to make better.
    case metric
    case learningRate
    /// Epochs, times and speeds.
    case bookkeeping
  }

  private static let parts: [String: Part] = [
    "train": .train, "training": .train, "trn": .train, "val": .validation, "valid": .validation,
    "validation": .validation, "eval": .validation, "evaluation": .validation, "dev": .validation,
    "test": .test,
    "testing": .test,
  ]
  private static let grains: [String: Grain] = [
    "epoch": .epoch, "epochs": .epoch, "step": .step, "steps": .step, "batch": .step, "iter": .step,
    "iteration": .step, "iterations": .step,
  ]
  /// Words that belong together though they are written in several ways.
  private static let abbreviations = ["lr": ["learning", "rate"], "acc": ["accuracy"]]
  private static let bookkeeping: Set<String> = [
    "runtime", "second", "seconds", "flos", "time", "timestamp", "samples", "speed", "throughput",
  ]

  /// Reads a tag. Linear in it.
  public init(_ tag: String) {
    (part, grain, kind) = (.unsaid, .unsaid, .metric)
    let words = Self.words(tag)
    var left: [String] = []
    for word in words {
      if let part = Self.parts[word], self.part == .unsaid || self.part == part {
        self.part = part
      } else if grain == .unsaid, let grain = Self.grains[word] {
        self.grain = grain
      } else if let whole = Self.abbreviations[word] {
        left += whole
      } else if word != "vs" {
        left.append(word)
      }
    }
    key = left.joined(separator: " ")
    if zip(left, left.dropFirst()).contains(where: { $0 == "learning" && $1 == "rate" }) {
      // It is one for all data, whoever wrote it.
      (kind, part) = (.learningRate, .unsaid)
    } else if left.isEmpty || left.contains(where: Self.bookkeeping.contains) {
      kind = .bookkeeping
    }
    if key.isEmpty { key = words.joined(separator: " ") }
  }

  /// The parts of a text, in small letters.
  static func words(_ text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  // MARK: What is better

  private static let lower: Set<String> = [
    "loss", "losses", "error", "err", "mae", "mse", "rmse", "mape", "msle", "perplexity", "ppl", "wer", "cer",
    "nll",
    "crossentropy", "entropy", "bce", "ce", "fid", "kl", "divergence", "regret", "cost", "eer",
  ]
  private static let higher: Set<String> = [
    "acc", "accuracy", "auc", "auroc", "f1", "precision", "recall", "iou", "miou", "map", "dice", "bleu",
    "rouge", "r2",
    "psnr", "ssim", "reward", "rewards", "return", "score", "top1", "top5", "mcc", "ap", "sensitivity",
    "specificity",
  ]

  /// Whether less is better, or more; nil where the name does not say which.
  public var better: Better? {
    let words = key.split(separator: " ").map(String.init)
    for word in words.reversed() {
      if Self.lower.contains(word) { return .lower }
      if Self.higher.contains(word) { return .higher }
    }
    return nil
  }

  /// Which numbers are better.
  public enum Better: Sendable, Equatable {
    case lower, higher
  }

  /// Whether it is a loss, which is what training makes smaller.
  public var isLoss: Bool {
    kind == .metric && better == .lower && key.split(separator: " ").contains("loss")
  }
}
