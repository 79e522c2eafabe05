import CommunityRules
import NoteModel

/// What scoring reads and writes.
public protocol StatusRepository {
  func status(of note: NoteID) throws -> StatusRecord?
  func statuses(of notes: [NoteID]) throws -> [NoteID: StatusRecord]
  /// Ascending by note.
  func forEachStatus(_ body: (StatusRecord) throws -> Void) throws
  func put(_ status: StatusRecord) throws
  /// Writes all of a row that is there but the note, its author and when it was written.
  func update(_ status: StatusRecord) throws
  /// Writes when a run saw these notes with the status that they have.
  func markSeen(_ notes: [NoteID], at: Int64) throws
  func waitingNotes(limit: Int) throws -> [NoteID]

  /// Every note that is neither removed nor deleted, ascending.
  func forEachNote(_ body: (Note) throws -> Void) throws
  /// Every rating, ascending by note; raters by their place in the list of `raterKeys`.
  func forEachRating(_ body: (RatingRow) throws -> Void) throws
  /// Short numbers that ratings carry in place of participant ids.
  func raterKeys() throws -> [(key: Int64, participant: ParticipantID)]

  /// Adds a run that has begun; its `id` is ignored.
  func insert(_ run: ScoringRun) throws -> Int64
  func update(_ run: ScoringRun) throws
  /// Makes failures of the runs that are said to be under way.
  func failRunningRuns(details: String) throws
  /// Newest first.
  func scoringRuns(limit: Int) throws -> [ScoringRun]

  func insert(_ change: StatusChange) throws
  func statusChanges(since: Int64, limit: Int) throws -> [StatusChange]
  func statusChanges(of note: NoteID) throws -> [StatusChange]

  /// Writes positions in the place of those that these raters had, and takes away those of others.
  func change(raterPositions: [RaterPosition], lost: [ParticipantID]) throws
  /// Everybody's.
  func raterPositions() throws -> [ParticipantID: RaterPosition]
  func raterPositions(_ raters: Set<ParticipantID>) throws -> [ParticipantID: RaterPosition]
  /// Factors of all positioned raters, in no order.
  func raterFactors() throws -> [Double]
}

/// A rating as scoring reads it.
public struct RatingRow: Sendable {
  public var note: Int64
  public var raterKey: Int64
  public var createdAt: Int64
  public var answer: Helpfulness
  /// One bit a tag, in the order of the public columns.
  public var tags: UInt32
  public var ratedOn: Int64
  public var source: RatingSource
}

/// One execution of scoring.
public struct ScoringRun: Hashable, Sendable {
  public enum Kind: String, Codable, Sendable { case full, final }
  public enum Outcome: String, Sendable {
    case running, applied
    /// Too many statuses would have changed at once.
    case refused
    case failed
  }

  public var id: Int64
  public var kind: Kind
  public var decidedAt: Int64
  public var startedAt: Int64
  public var endedAt: Int64?
  public var notes: Int
  public var ratings: Int
  public var outcome: Outcome
  /// JSON.
  public var details: String

  public init(
    id: Int64 = 0, kind: Kind, decidedAt: Int64, startedAt: Int64, endedAt: Int64? = nil,
    notes: Int = 0, ratings: Int = 0, outcome: Outcome = .running, details: String = "{}"
  ) {
    self.id = id
    self.kind = kind
    self.decidedAt = decidedAt
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.notes = notes
    self.ratings = ratings
    self.outcome = outcome
    self.details = details
  }
}

/// A published status that a run changed.
public struct StatusChange: Hashable, Sendable {
  public var note: NoteID
  public var run: Int64
  public var at: Int64
  public var before: NoteStatus
  public var after: NoteStatus
  public var decidedBy: String?

  public init(
    note: NoteID, run: Int64, at: Int64, before: NoteStatus, after: NoteStatus, decidedBy: String?
  ) {
    self.note = note
    self.run = run
    self.at = at
    self.before = before
    self.after = after
    self.decidedBy = decidedBy
  }
}

/// Where the core model places a rater on the viewpoint axis.
public struct RaterPosition: Hashable, Sendable {
  public var rater: ParticipantID
  public var intercept: Double
  public var factor: Double
  public var helpfulness: Double?
  /// Whether the rater's ratings count in final scoring.
  public var isReliable: Bool

  public init(
    rater: ParticipantID, intercept: Double, factor: Double, helpfulness: Double?, isReliable: Bool
  ) {
    self.rater = rater
    self.intercept = intercept
    self.factor = factor
    self.helpfulness = helpfulness
    self.isReliable = isReliable
  }
}
