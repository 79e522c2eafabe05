/// How far a sender's clock may be from ours, and how long nonces are kept (rules 2.4.4 and 2.4.5).
public struct TimestampWindow: Hashable, Sendable {
  /// To either side.
  public var seconds: Int64

  public init(seconds: Int64 = 300) { self.seconds = seconds }

  /// A nonce older than this, in seconds, can be forgotten: its timestamp is refused by itself. A
  /// request that came as early as it may is fresh for twice the window, and through the last second.
  public var nonceMemory: Int64 { 2 * seconds + 1 }

  /// - Parameters:
  ///   - timestamp: seconds since 1970, as the header has it.
  ///   - now: milliseconds since 1970.
  /// - Throws: `.staleTimestamp`.
  public func check(_ timestamp: Int64, now: Int64) throws(OAuth1Refusal) {
    let (behind, overflow) = now.flooredSeconds.subtractingReportingOverflow(timestamp)
    guard !overflow, (-seconds...seconds).contains(behind) else {
      throw .staleTimestamp(behind: overflow ? (timestamp < 0 ? .max : .min) : behind)
    }
  }
}

extension Int64 {
  /// Whole seconds of milliseconds.
  fileprivate var flooredSeconds: Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: 1000)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
