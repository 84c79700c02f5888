import Glibc

/// Our end of the line to a process that holds a model: inputs go out on it, answers come in.
final class SessionLine {
  private let descriptor: Int32
  /// When the run has to be done, in milliseconds of the monotonic clock.
  private var deadline: Int64 = 0
  /// Bytes that came and are not taken yet: small records come many at a time.
  private let waiting = UnsafeMutableRawBufferPointer.allocate(byteCount: SessionLine.room, alignment: 64)
  private var taken = 0
  private var filled = 0

  private static let room = 1 << 16

  init(_ descriptor: Int32, seconds: Int) {
    self.descriptor = descriptor
    allow(seconds)
  }

  /// Sets the deadline anew: this many seconds from now.
  func allow(_ seconds: Int) {
    let (milliseconds, overflow) = Int64(clamping: seconds).multipliedReportingOverflow(by: 1000)
    deadline = overflow ? .max : Self.now.addingReportingOverflow(milliseconds).partialValue
    if deadline < 0 { deadline = .max }
  }

  deinit { waiting.deallocate() }

  // MARK: In

  /// The next bytes.
  ///
  /// - Throws: where fewer come, or not in time.
  func take(_ count: Int) throws(RunAnswer.Problem) -> [UInt8] {
    var problem: RunAnswer.Problem?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      do throws(RunAnswer.Problem) {
        while done < count {
          if taken == filled, count - done < Self.room { (taken, filled) = (0, try receive(waiting)) }
          let rest = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[done...])
          if taken < filled {
            let part = min(filled - taken, count - done)
            rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: waiting[taken..<(taken + part)]))
            taken += part
            done += part
          } else {
            done += try receive(rest)
          }
        }
      } catch {
        problem = error
      }
    }
    if let problem { throw problem }
    return bytes
  }

  /// Waits for bytes, and gives how many of them there were.
  private func receive(_ buffer: UnsafeMutableRawBufferPointer) throws(RunAnswer.Problem) -> Int {
    while true {
      try wait(for: POLLIN)
      let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if got > 0 { return got }
      guard got < 0, errno == EINTR || errno == EAGAIN else { throw .ended }
    }
  }

  // MARK: Out

  /// Sends bytes, and waits no longer than there is time.
  ///
  /// - Returns: whether the process took them; not where it has ended, or has said why it does.
  func put(_ bytes: UnsafeRawBufferPointer) throws(RunAnswer.Problem) -> Bool {
    var done = 0
    let flags = Int32(truncatingIfNeeded: MSG_NOSIGNAL) | Int32(truncatingIfNeeded: MSG_DONTWAIT)
    while done < bytes.count {
      let sent = send(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, flags)
      if sent >= 0 {
        done += sent
      } else if errno == EAGAIN {
        try wait(for: POLLOUT)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  private func wait(for events: Int32) throws(RunAnswer.Problem) {
    while true {
      let left = deadline - Self.now
      guard left > 0 else { throw .late }
      var ready = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      let state = poll(&ready, 1, Int32(clamping: left))
      if state > 0 { return }
      if state < 0, errno != EINTR { throw .ended }
    }
  }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
