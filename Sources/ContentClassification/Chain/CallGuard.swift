/// Decides whether a service may be asked now: its circuit breaker, its rate and its cost together. A
/// value, to be kept by who sends; times are milliseconds since 1970.
public struct CallGuard: Hashable, Sendable {
  /// A question that may be sent, to be handed back with its outcome.
  public struct Permit: Hashable, Sendable {
    public let estimate: Int64
    public let askedAt: Int64
  }

  public struct Refusal: Error, Hashable, Sendable {
    public enum Reason: String, Sendable, CaseIterable {
      case resting
      /// The service asked for it.
      case leftAlone = "left_alone"
      case rate, cost
    }

    public let reason: Reason
    /// `Int64.max`: never, as things are.
    public let until: Int64

    /// What the classification of a post is for which nobody was asked.
    public var failure: ClassifierFailure {
      switch reason {
      case .resting: ClassifierFailure(.transport, detail: "the service rests after failures")
      case .leftAlone: ClassifierFailure(.limited, detail: "the service asked to be left alone")
      case .rate: ClassifierFailure(.limited, detail: "our own limit of questions is reached")
      case .cost: ClassifierFailure(.limited, detail: "our own limit of cost is reached")
      }
    }
  }

  public private(set) var breaker: CircuitBreaker
  public private(set) var rate: RateLimit
  public private(set) var cost: CostLimit
  private var leftAloneUntil: Int64 = .min

  public init(breaker: CircuitBreaker, rate: RateLimit, cost: CostLimit) {
    self.breaker = breaker
    self.rate = rate
    self.cost = cost
  }

  /// Spends what the question takes, or changes nothing.
  public mutating func admit(
    estimate: Int64, at now: Int64
  ) throws(Refusal) -> Permit {
    if let until = breaker.refusedUntil(at: now) { throw Refusal(reason: .resting, until: until) }
    if let until = leftAlone(at: now) { throw Refusal(reason: .leftAlone, until: until) }
    if let until = rate.refusedUntil(at: now) { throw Refusal(reason: .rate, until: until) }
    if let until = cost.refusedUntil(estimate, at: now) {
      throw Refusal(reason: .cost, until: until)
    }
    breaker.asked(at: now)
    rate.asked(at: now)
    cost.asked(estimate, at: now)
    return Permit(estimate: estimate, askedAt: now)
  }

  /// Notes what came of a question. A service that answers what we cannot read is down for us.
  public mutating func finished(
    _ permit: Permit, failure: ClassifierFailure.Kind?, price: Int64, at now: Int64
  ) {
    if failure == nil { breaker.succeeded() } else { breaker.failed(at: now) }
    cost.settled(price, estimate: permit.estimate, asked: permit.askedAt, at: now)
  }
  /// Notes that the service asked to be left alone for some time; at most for the breaker's longest
  /// rest, so that no answer silences it for good.
  public mutating func leaveAlone(for time: Int64, at now: Int64) {
    let until = now + min(max(time, 0), breaker.settings.longestRest)
    leftAloneUntil = max(leftAlone(at: now) ?? .min, until)
  }

  /// A time farther away than the longest rest is one that a clock showed before it was set back.
  private func leftAlone(at now: Int64) -> Int64? {
    guard leftAloneUntil > now, leftAloneUntil <= now + breaker.settings.longestRest else {
      return nil
    }
    return leftAloneUntil
  }
}
