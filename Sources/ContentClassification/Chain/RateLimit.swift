/// So many questions in a time, with a store of some to spend at once (a token bucket). A value; times
/// are milliseconds since 1970. Exact: what is stored is counted in questions times milliseconds.
public struct RateLimit: Hashable, Sendable {
  /// Questions that may be asked at once.
  public let burst: Int64
  /// Questions that each `period` brings.
  public let count: Int64
  /// Milliseconds.
  public let period: Int64
  private var stored: Int64
  private var filledAt: Int64

  /// - Precondition: all are positive; `burst` and `count` at most a million, `period` at most a day.
  public init(burst: Int64, count: Int64, period: Int64, at now: Int64) {
    precondition((1...1_000_000).contains(burst) && (1...1_000_000).contains(count))
    precondition((1...86_400_000).contains(period))
    self.burst = burst
    self.count = count
    self.period = period
    stored = burst * period
    filledAt = now
  }

  /// When the next question may pass; nil: now.
  public func refusedUntil(at now: Int64) -> Int64? {
    let missing = period - filled(at: now)
    return missing <= 0 ? nil : max(now, filledAt) + (missing + count - 1) / count
  }

  /// Spends one question. Call it only where `refusedUntil` is nil.
  public mutating func asked(at now: Int64) {
    stored = filled(at: now) - period
    filledAt = max(now, filledAt)
  }

  /// A clock that went back brings nothing.
  private func filled(at now: Int64) -> Int64 {
    // After a day every store is full; the bound keeps the product small.
    let elapsed = min(max(now - filledAt, 0), burst * period / count + 1)
    return min(stored + elapsed * count, burst * period)
  }
}
