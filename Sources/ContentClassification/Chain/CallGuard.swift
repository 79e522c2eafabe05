/// Decides whether a service may be asked now: its circuit breaker, its rate and its cost together. A
/// value, to be kept by who sends; times are milliseconds since 1970.
public struct CallGuard: Hashable, Sendable {
  /// A question that may be sent, to be handed back with its outcome.
  public struct Permit: Hashable, Sendable {
    public let estimate: Int64
    public let askedAt: Int64
  }

  public struct Refusal: Error, Hashable, Sendable {
    public enum Reason: Sendable { case resting, rate, cost }

    public let reason: Reason
    /// `Int64.max`: never, as things are.
    public let until: Int64

    /// What the classification of a post is for which nobody was asked.
    public var failure: ClassifierFailure {
      switch reason {
      case .resting: ClassifierFailure(.transport, detail: "the service rests after failures")
      case .rate: ClassifierFailure(.limited, detail: "our own limit of questions is reached")
      case .cost: ClassifierFailure(.limited, detail: "our own limit of cost is reached")
      }
    }
  }

  public private(set) var breaker: CircuitBreaker
  public private(set) var rate: RateLimit
  public private(set) var cost: CostLimit

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
}
