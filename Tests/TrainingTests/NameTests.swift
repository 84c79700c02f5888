import Testing
import TrainingLogs

@testable import Training

/// What tags and names of runs say.
@Suite struct NameTests {
  @Test(arguments: [
    ("loss", "loss", MetricName.Part.unsaid, MetricName.Grain.unsaid),
    ("val_loss", "loss", .validation, .unsaid),
    ("loss/train", "loss", .train, .unsaid), ("Loss/val", "loss", .validation, .unsaid),
    ("train/epoch_loss", "loss", .train, .epoch), ("epoch_acc", "accuracy", .unsaid, .epoch),
    ("validation/evaluation_loss_vs_iterations", "loss", .validation, .step),
    ("eval_f1", "f1", .validation, .unsaid),
    ("train_loss_step", "loss", .train, .step), ("test/top1", "top1", .test, .unsaid),
    ("loss/generator", "loss generator", .unsaid, .unsaid), ("train", "train", .train, .unsaid),
    ("", "", .unsaid, .unsaid),
  ])
  func metrics(_ tag: String, _ key: String, _ part: MetricName.Part, _ grain: MetricName.Grain) {
    let name = MetricName(tag)
    #expect(name.key == key && name.part == part && name.grain == grain)
  }

  @Test func kinds() {
    for tag in ["lr", "learning_rate", "train/epoch_learning_rate", "lr-Adam"] {
      #expect(MetricName(tag).kind == .learningRate, "\(tag)")
    }
    for tag in ["epoch", "eval_runtime", "eval_steps_per_second", "total_flos", "train_samples_per_second"] {
      #expect(MetricName(tag).kind == .bookkeeping, "\(tag)")
    }
  }

  @Test func whatIsBetter() {
    for tag in ["val_loss", "mae", "perplexity", "wer", "loss/generator"] {
      #expect(MetricName(tag).better == .lower)
    }
    for tag in ["acc", "val_accuracy", "f1", "mean_iou", "reward"] {
      #expect(MetricName(tag).better == .higher)
    }
    for tag in ["grad_norm", "x", "temperature"] { #expect(MetricName(tag).better == nil) }
  }

  @Test(arguments: [
    ("grads/conv1.weight", TensorTag.Kind.gradient, "conv1.weight"),
    ("conv1.weight/grad", .gradient, "conv1.weight"),
    ("conv1.weight.grad", .gradient, "conv1.weight"), ("dense/kernel_0_grad", .gradient, "dense/kernel_0"),
    ("gradients/a/b", .gradient, "a/b"), ("weights/fc.bias", .weight, "fc.bias"),
    ("train/cnn/conv_a/kernel/histogram", .weight, "cnn/conv_a/kernel"), ("fc.weight", .weight, "fc.weight"),
    ("activations/relu", .other, "relu"),
  ])
  func tensors(_ tag: String, _ kind: TensorTag.Kind, _ name: String) {
    let found = TensorTag(histogram: tag)
    #expect(found.kind == kind && found.name == name)
  }

  @Test func norms() {
    #expect(
      TensorTag(norm: "grad_norm/a.b")?.name == "a.b" && TensorTag(norm: "grad_2.0_norm/a")?.name == "a")
    #expect(TensorTag(norm: "train/grad_norm") == nil && TensorTag(norm: "grad_2.0_norm/total") == nil)
    #expect(TensorTag.layer(of: "a.b.weight") == "a.b" && TensorTag.layer(of: "weight") == "weight")
  }

  @Test(arguments: [
    ("resnet_seed3", "resnet"), ("exp-1", "exp"), ("lightning_logs/version_0", "lightning_logs"),
    ("run2", ""),
    ("a/seed=12", "a"), ("b4/metrics.csv", "b"),
  ])
  func stems(_ name: String, _ stem: String) { #expect(RunGroup.stem(of: name) == stem) }

  @Test func groups() {
    func groups(_ names: [String]) -> [String: [Int]] {
      Dictionary(
        uniqueKeysWithValues: RunGroup.groups(names.map { TrainingRun(name: $0) }).map { ($0.name, $0.runs) })
    }
    #expect(groups(["a_1", "b", "a_2", "a_3"]) == ["a": [0, 2, 3], "b": [1]])
    #expect(groups(["a_1", "a_2"]) == ["a_1": [0], "a_2": [1]])
    #expect(groups(["run1", "run2", "run3"]) == ["all runs": [0, 1, 2]])
  }
}
