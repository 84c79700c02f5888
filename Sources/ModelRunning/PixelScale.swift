/// How levels of a picture, from 0 to 255, become the numbers that a model takes.
public enum PixelScale: Sendable, Equatable {
  /// From 0 to 1: level / 255.
  case unit
  /// From −1 to 1: level / 127.5 − 1.
  case signed
  /// From 0 to 255: the level itself.
  case levels
  /// As networks trained on ImageNet take them: (level / 255 − mean) / deviation of each colour, of the middle 224 of 256 pixels.
  case imageNet
  /// (level / 255 − mean) / deviation, with one of each for all colours, or one for each.
  case normalised(means: [Double], deviations: [Double])

  /// Means and deviations of the colours in ImageNet, as torchvision's models have them.
  private static let imageNetMeans = [0.485, 0.456, 0.406]
  private static let imageNetDeviations = [0.229, 0.224, 0.225]

  /// What ``init(_:)`` takes, for messages.
  public static let words = "imagenet, 0..1, -1..1, 0..255 or MEAN,STD"

  /// Reads a word, or `MEAN,STD` with one number each or three with `/` between them.
  public init?(_ text: String) {
    switch text {
    case "imagenet": self = .imageNet
    case "0..1": self = .unit
    case "-1..1": self = .signed
    case "0..255": self = .levels
    default:
      let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
        part.split(separator: "/", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
      }
      guard parts.count == 2, parts[0].count == parts[1].count, [1, 3].contains(parts[0].count),
        parts.joined().allSatisfy(\.isFinite), parts[1].allSatisfy({ $0 > 0 })
      else { return nil }
      self = .normalised(means: parts[0], deviations: parts[1])
    }
  }

  /// The share of each side that is scaled away with the rest.
  var margin: Double { self == .imageNet ? RunTuning.imageNetMargin : 0 }

  /// Numbers of colours that it is for.
  func fits(channels: Int) -> Bool {
    switch self {
    case .unit, .signed, .levels: true
    case .imageNet: channels == 3
    case .normalised(let means, _): means.count == 1 || means.count == channels
    }
  }

  /// The number for a level.
  func number(_ level: UInt8, channel: Int) -> Double {
    let share = Double(level) / 255
    switch self {
    case .unit: return share
    case .signed: return Double(level) / 127.5 - 1
    case .levels: return Double(level)
    case .imageNet: return (share - Self.imageNetMeans[channel]) / Self.imageNetDeviations[channel]
    case .normalised(let means, let deviations):
      let place = means.count == 1 ? 0 : channel
      return (share - means[place]) / deviations[place]
    }
  }
}
