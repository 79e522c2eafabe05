import ContentClassification
import OAuth

/// A classifying service, and how much it is asked.
public struct RemoteSettings: Sendable {
  public var address: ClassifierAddress
  /// Sent as a bearer token; nil for services that want none, such as a model of one's own.
  public var key: Secret?
  /// Questions in a minute, repeats among them; a quarter of them at once.
  public var perMinute: Int64
  /// Nil: no limit.
  public var tokensPerDay: Int64?
  public var breaker: CircuitBreaker.Settings
  /// In all less than the patience of a site with a submission, 8 s.
  public var budget: RetryBudget

  /// - Precondition: `perMinute` is 1 to a million.
  public init(
    address: ClassifierAddress, key: Secret? = nil, perMinute: Int64 = 60,
    tokensPerDay: Int64? = nil, breaker: CircuitBreaker.Settings = .init(),
    budget: RetryBudget = RetryBudget(total: 7_000, patience: 4_000)
  ) {
    precondition((1...1_000_000).contains(perMinute))
    self.address = address
    self.key = key
    self.perMinute = perMinute
    self.tokensPerDay = tokensPerDay
    self.breaker = breaker
    self.budget = budget
  }

  func callGuard(at now: Int64) -> CallGuard {
    CallGuard(
      breaker: CircuitBreaker(settings: breaker),
      rate: RateLimit(burst: max(perMinute / 4, 1), count: perMinute, period: 60_000, at: now),
      cost: CostLimit(daily: tokensPerDay ?? .max, at: now))
  }
}
