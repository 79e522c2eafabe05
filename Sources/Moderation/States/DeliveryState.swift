/// How far the delivery of one event to one webhook has come (moderation 13.6).
public enum DeliveryState: String, Codable, Sendable, CaseIterable {
  case pending
  case delivered
  case failed
}

/// What became of one attempt to deliver.
public enum DeliveryOutcome: Hashable, Sendable {
  /// Any status of the 200s.
  case accepted
  /// No answer in time, no connection, or a redirection, which is never followed.
  case unanswered
  /// Another status; after how many milliseconds the receiver wants the next attempt, if it says.
  case refused(status: Int, retryAfter: Int64?)

  /// Whether another attempt makes sense: not after a 4xx, 408 and 429 apart.
  public var mayRetry: Bool {
    switch self {
    case .accepted: false
    case .unanswered: true
    case .refused(let status, _): !(400..<500).contains(status) || status == 408 || status == 429
    }
  }
}

/// The attempts to deliver one event to one webhook (moderation-api 10.5).
public struct Delivery: Hashable, Codable, Sendable {
  /// Milliseconds from one attempt to the next.
  public static let delays: [Int64] = [10, 30, 90, 300, 1_800, 7_200].map { $0 * 1_000 }

  public private(set) var state: DeliveryState = .pending
  public private(set) var attempts = 0
  public private(set) var lastAttemptAt: Int64?
  public private(set) var deliveredAt: Int64?
  /// When to try next; nil once delivered or failed.
  public private(set) var nextAttemptAt: Int64?

  public init(at now: Int64) { nextAttemptAt = now }

  public struct Settled: Error, Hashable, Sendable {
    public let state: DeliveryState
  }

  /// The delivery after one more attempt.
  ///
  /// - Throws: `Settled` where there was nothing left to try.
  public func after(_ outcome: DeliveryOutcome, at now: Int64) throws(Settled) -> Delivery {
    guard state == .pending else { throw Settled(state: state) }
    var next = self
    next.attempts += 1
    next.lastAttemptAt = now
    next.nextAttemptAt = nil
    if outcome == .accepted {
      next.state = .delivered
      next.deliveredAt = now
    } else if outcome.mayRetry, attempts < Self.delays.count {
      var delay = Self.delays[attempts]
      // The receiver's wish is heard, within the longest delay: it may not keep an event for years.
      if case .refused(429, let wish?) = outcome {
        delay = max(delay, min(wish, Self.delays.max() ?? delay))
      }
      next.nextAttemptAt = now + delay
    } else {
      next.state = .failed
    }
    return next
  }

  /// The delivery given up because a poll has told the host already (the drop rule).
  public func dropped() throws(Settled) -> Delivery {
    guard state == .pending else { throw Settled(state: state) }
    var next = self
    next.state = .failed
    next.nextAttemptAt = nil
    return next
  }
}
