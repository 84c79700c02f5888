import ElementaryFunctions

/// The coalitions that KernelSHAP tries, without nothing and all, each with its weight.
struct WeightedCoalitions: Sendable {
  /// By coalition, then by player: whether it is there.
  private(set) var members: [[Bool]] = []
  private(set) var weights: [Double] = []

  /// - Parameter most: no more coalitions than that.
  init(players: Int, most: Int) {
    guard players > 1 else { return }
    var left = most
    var smallest = 1
    while smallest <= players - smallest {
      let count = Self.choices(smallest, of: players) * (smallest * 2 == players ? 1 : 2)
      guard count <= Double(left) else { break }
      addAll(smallest, of: players)
      left -= Int(count)
      smallest += 1
    }
    if smallest <= players - smallest { draw(left / 2, of: players, from: smallest) }
  }

  /// What all coalitions of a size weigh together, up to a common factor.
  private static func mass(_ size: Int, of players: Int) -> Double {
    Double(players - 1) / (Double(size) * Double(players - size))
  }

  private static func choices(_ size: Int, of players: Int) -> Double {
    (0..<size).reduce(1.0) { ($0 * Double(players - $1) / Double($1 + 1)).rounded() }
  }

  /// All coalitions of a size, each with what it leaves, in the order of their players' numbers.
  private mutating func addAll(_ size: Int, of players: Int) {
    let weight = Self.mass(size, of: players) / Self.choices(size, of: players)
    var chosen = Array(0..<size)
    while true {
      add(chosen, of: players, weight, withRest: size * 2 != players)
      guard let place = chosen.indices.last(where: { chosen[$0] < players - size + $0 }) else { return }
      chosen[place] += 1
      for next in chosen.indices where next > place { chosen[next] = chosen[next - 1] + 1 }
    }
  }

  private mutating func add(_ chosen: [Int], of players: Int, _ weight: Double, withRest: Bool) {
    var member = [Bool](repeating: false, count: players)
    for player in chosen { member[player] = true }
    members.append(member)
    weights.append(weight)
    if withRest {
      members.append(member.map { !$0 })
      weights.append(weight)
    }
  }

  /// Pairs of a coalition and what it leaves, of the sizes that were not tried whole; they share the weight of these.
  private mutating func draw(_ pairs: Int, of players: Int, from smallest: Int) {
    var random = SplitMix(seed: ExplainingTuning.seed)
    let masses = (smallest...(players - smallest)).map { Self.mass($0, of: players) }
    let whole = masses.reduce(0, +)
    for _ in 0..<pairs {
      var at = random.unit() * whole
      var size = smallest
      for mass in masses.dropLast() where at >= mass {
        at -= mass
        size += 1
      }
      let chosen = random.order(players).prefix(size)
      add(Array(chosen), of: players, whole / Double(2 * pairs), withRest: true)
    }
  }
}
