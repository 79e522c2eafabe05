import NoteModel

/// How long a measure holds (OPS-35).
public struct MeasureTerm: Hashable, Codable, Sendable {
  public var startedAt: Int64
  public var expiresAt: Int64
  /// When somebody ended it before it expired.
  public var endedAt: Int64?

  public init(startedAt: Int64, expiresAt: Int64, endedAt: Int64? = nil) {
    self.startedAt = startedAt
    self.expiresAt = expiresAt
    self.endedAt = endedAt
  }

  /// The installation's choices.
  public struct Policy: Hashable, Codable, Sendable {
    /// Hours after which a measure ends by itself.
    public var hours = 72

    public init() {}
  }

  /// A measure that begins now.
  public init(from now: Int64, policy: Policy = Policy()) {
    self.init(startedAt: now, expiresAt: now + Int64(policy.hours) * Millis.hour)
  }

  public func isInForce(at now: Int64) -> Bool {
    now >= startedAt && now < expiresAt && endedAt == nil
  }

  /// The same measure, holding anew from now; nil where it has ended, so that it must be taken anew
  /// with a reason of its own.
  public func renewed(at now: Int64, policy: Policy = Policy()) -> MeasureTerm? {
    guard isInForce(at: now) else { return nil }
    let until = now + Int64(policy.hours) * Millis.hour
    return MeasureTerm(startedAt: startedAt, expiresAt: max(expiresAt, until))
  }
}
