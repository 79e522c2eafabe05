import NoteModel

/// The note that members vote on; it gets an outcome once (moderation 13.5).
public struct ReviewNote: Hashable, Codable, Sendable {
  /// Nil: needs more votes.
  public internal(set) var outcome: ReviewOutcome?
  /// Decided by staff, in either direction.
  public internal(set) var isForced = false
  public internal(set) var forcedBy: MemberID?
  public internal(set) var forcedAt: Int64?
  public internal(set) var decidedAt: Int64?
  /// Takes no votes although it has no outcome: its item was ignored or superseded.
  public internal(set) var isClosed = false

  public init() {}

  public var status: NoteStatus { outcome?.status ?? .needsMoreRatings }

  /// Gives the note the outcome of a consensus.
  mutating func settle(_ outcome: ReviewOutcome, at now: Int64) {
    self.outcome = outcome
    decidedAt = now
  }

  /// Gives the note the outcome that a member of staff wants.
  mutating func force(_ outcome: ReviewOutcome, by member: MemberID, at now: Int64) {
    self.outcome = outcome
    isForced = true
    forcedBy = member
    forcedAt = now
    decidedAt = now
  }
}
