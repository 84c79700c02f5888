import Glibc

/// The words of the command line.
struct SoakArguments {
  /// The first number.
  var from: UInt64 = 1
  /// How many drawings; nil for as many as there is time for.
  var count: Int?
  /// How long, in seconds; nil for as long as it takes.
  var seconds: Int?
  /// How many processes draw.
  var jobs = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  /// A drawing that takes this many seconds hangs: it should take some hundredths of one.
  var limit: UInt32 = 60
  /// The one family to draw.
  var only: String?
  /// Families that are left out, by name.
  var without: Set<String> = []
  /// The one drawing to draw.
  var draw: UInt64?
  /// Where its model goes.
  var write: String?
  /// Set for a process that draws every `step`th number: where it keeps note of what it is at.
  var note: String?
  /// How far the worker's numbers lie apart.
  var step: UInt64 = 1

  var isWorker: Bool { note != nil }

  /// Reads the words; ends the process at an invalid one.
  init(_ words: some Collection<String>) {
    var rest = Array(words.reversed())
    var hasFrom = false
    while let word = rest.popLast() {
      let value = rest.popLast() ?? ""
      switch word {
      case "--from":
        from = Self.number(value)
        hasFrom = true
      case "--count": count = Self.number(value)
      case "--seconds": seconds = Self.number(value)
      case "--limit": limit = Self.number(value)
      case "--jobs": jobs = max(1, Self.number(value))
      case "--only": only = value
      case "--without": without = Set(value.split(separator: ",").map(String.init))
      case "--draw": draw = Self.number(value)
      case "--write": write = value
      case "--note": note = value
      case "--step": step = Self.number(value)
      default: Self.fail("no such option: \(word)")
      }
    }
    if draw == nil, count == nil, seconds == nil { Self.fail("say --count, --seconds or --draw") }
    if !hasFrom, seconds != nil { from = UInt64.random(in: 1...(1 << 40)) }
  }

  private static func number<T: FixedWidthInteger>(_ text: String) -> T {
    guard let number = T(text) else { fail("not a number: \(text)") }
    return number
  }

  private static func fail(_ message: String) -> Never {
    tell("soak: \(message)", to: 2)
    exit(64)
  }
}
