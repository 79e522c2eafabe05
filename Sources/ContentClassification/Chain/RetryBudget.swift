/// How often, and how long, a service is asked about one post before it counts as unavailable. Times
/// are milliseconds since 1970.
public struct RetryBudget: Hashable, Sendable {
  public enum Step: Hashable, Sendable {
    /// Ask again at `at`, and wait at most `patience` milliseconds.
    case ask(at: Int64, patience: Int64)
    case giveUp
  }

  /// Everything together. Moderation 2.2 gives a submission 10 s as a rule.
  public var total: Int64
  /// One question.
  public var patience: Int64
  public var attempts: Int
  /// Of the attempts, how many may be repeats after an answer that could not be read.
  public var unreadableAnswers: Int
  /// Before the second attempt; twice as long before each later one.
  public var firstDelay: Int64
  /// With less time than this left, nothing is asked.
  public var leastPatience: Int64

  public init(
    total: Int64 = 9_000, patience: Int64 = 5_000, attempts: Int = 3, unreadableAnswers: Int = 2,
    firstDelay: Int64 = 500, leastPatience: Int64 = 1_000
  ) {
    self.total = total
    self.patience = patience
    self.attempts = attempts
    self.unreadableAnswers = unreadableAnswers
    self.firstDelay = firstDelay
    self.leastPatience = leastPatience
  }

  public func first(startedAt: Int64) -> Step { ask(at: startedAt, startedAt: startedAt) }

  /// What to do after failures, the first first. `retryAfter`: how long the service asks to be left
  /// alone, in milliseconds. `jitter`, 0 to 1, spreads the delay over its second half.
  public func next(
    after failures: [ClassifierFailure.Kind], startedAt: Int64, at now: Int64,
    retryAfter: Int64? = nil, jitter: Double
  ) -> Step {
    guard let last = failures.last, failures.count < attempts else { return .giveUp }
    switch last {
    case .unexpected: return .giveUp
    case .unreadable where failures.count(where: { $0 == .unreadable }) > unreadableAnswers:
      return .giveUp
    case .unreadable: return ask(at: now, startedAt: startedAt)
    case .timeout, .transport, .limited:
      let full = firstDelay << Int64(min(failures.count - 1, 20))
      let share = 0.5 + 0.5 * min(max(jitter.isNaN ? 0 : jitter, 0), 1)
      let delay = max(Int64(Double(full) * share), retryAfter ?? 0)
      guard delay <= total else { return .giveUp }
      return ask(at: now + delay, startedAt: startedAt)
    }
  }

  private func ask(at time: Int64, startedAt: Int64) -> Step {
    let left = startedAt + total - time
    return left < leastPatience ? .giveUp : .ask(at: time, patience: min(patience, left))
  }
}

/// When a post whose classification failed is classified again in the background: 1, 5, 15, 60 and
/// 240 minutes after the failure before (moderation 2.2).
public enum BackgroundRetries {
  public static let delays: [Int64] = [1, 5, 15, 60, 240].map { $0 * 60_000 }

  /// Nil after the fifth; `failures` counts the first attempt as one.
  public static func next(afterFailures failures: Int, failedAt: Int64) -> Int64? {
    guard (1...delays.count).contains(failures) else { return nil }
    return failedAt + delays[failures - 1]
  }
}
