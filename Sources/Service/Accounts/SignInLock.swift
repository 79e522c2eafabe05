import Synchronization

/// Back-off after failed sign-ins: from the fifth on, each doubles the wait, from half a minute to an
/// hour. The same for addresses that have an account and for those that have none.
struct SignInLock: Sendable {
  static func lockedUntil(failures: Int, at now: Int64) -> Int64? {
    guard failures >= 5 else { return nil }
    return now + min(3_600_000, 30_000 << min(failures - 5, 10))
  }
}

/// Failed sign-ins to addresses without an account, so that they lock like those with one.
final class UnknownSignIns: Sendable {
  private struct Failures {
    var count = 0
    var lockedUntil: Int64?
  }

  private let failures = Mutex<[[UInt8]: Failures]>([:])

  func isLocked(_ address: [UInt8], at now: Int64) -> Int64? {
    failures.withLock { failures in
      failures[address]?.lockedUntil.flatMap { $0 > now ? $0 : nil }
    }
  }

  func fail(_ address: [UInt8], at now: Int64) {
    failures.withLock { failures in
      if failures.count > 50_000 { failures.removeAll() }
      var entry = failures[address] ?? Failures()
      entry.count += 1
      entry.lockedUntil = SignInLock.lockedUntil(failures: entry.count, at: now)
      failures[address] = entry
    }
  }
}
