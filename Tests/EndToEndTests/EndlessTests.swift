import Foundation
import TestSupport
import Testing

/// Files on which libhdf5 goes round for ever, in a process of its own.
@Suite struct EndlessTests {
  @Test func theReaderHasALimitOfItsOwn() throws {
    let bench = try Bench()
    try bench.put(endlessHDF5(), "m.h5")
    let run = try bench.run("m.h5", "--timeout", "10m")
    #expect(run.code == 65, "\(run.errors)")
    #expect(run.errors.hasPrefix("m.h5: error: the HDF5 file is damaged: "))
    #expect(run.errors.contains("[bad-hdf5]\nhelp: "))
    #expect(bench.files() == ["m.h5"])
  }

  @Test(arguments: [[], ["-j", "2"]]) func nothingIsLeftBehind(_ options: [String]) throws {
    let bench = try Bench()
    for name in ["m.h5", "n.h5"] { try bench.put(endlessHDF5(), name) }
    let files = [bench.path("m.h5"), bench.path("n.h5")]
    let code = try Self.run(files + options + ["--timeout", "500ms", "-o", bench.folder.path + "/out/"])
    #expect(code == 69)
    // Whatever still runs has got the signal and is about to end, and does not go on for seconds.
    while let longest = Self.processorTimes(of: bench.folder.lastPathComponent).max() {
      try #require(longest < 3, "a process goes on after \(longest) s")
    }
  }

  /// Runs the command and gives its exit code as soon as it has ended; Foundation would wait for all that it
  /// has started, too.
  private static func run(_ arguments: [String]) throws -> Int {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
    }
    let words: [UnsafeMutablePointer<CChar>?] = ([Bench.tool.path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    try #require(posix_spawn(&process, Bench.tool.path, &actions, nil, words, environ) == 0)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return Int(status) >> 8
  }

  /// The seconds of processor time that processes have used whose arguments hold some text.
  private static func processorTimes(of text: String) -> [Double] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.filter { Int($0) != nil }.compactMap { process in
      func read(_ file: String) -> String {
        let data = FileManager.default.contents(atPath: "/proc/\(process)/\(file)") ?? Data()
        return String(decoding: data, as: UTF8.self)
      }
      guard read("cmdline").contains(text) else { return nil }
      // Numbers follow the name; the 12th and 13th are clock ticks, of which a second has 100.
      let fields = read("stat").split(separator: ")").last?.split(separator: " ") ?? []
      guard fields.count > 12, let own = Double(fields[11]), let system = Double(fields[12]) else {
        return nil
      }
      return (own + system) / 100
    }
  }
}
