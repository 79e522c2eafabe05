import NoteModel

/// What the scoring runs so far decided about a note: its row of the public status history, and
/// what people are told beside it.
public struct StatusRecord: Hashable, Sendable {
  public var noteID: NoteID
  public var author: ParticipantID
  public var noteCreatedAt: Int64

  // The columns of the public history. Times are milliseconds; nil: never happened.
  public var firstStatus: NoteStatus?
  public var firstStatusAt: Int64?
  public var status: NoteStatus?
  public var statusAt: Int64?
  public var latestStatus: NoteStatus?
  public var latestStatusAt: Int64?
  public var lockedStatus: NoteStatus?
  public var lockedAt: Int64?
  public var coreStatus: NoteStatus?
  public var expansionStatus: NoteStatus?
  public var groupStatus: NoteStatus?
  public var multiGroupStatus: NoteStatus?
  public var decidedBy: String?
  public var modelingGroup: Int?
  public var modelingMultiGroup: Int?
  /// -1: never changed.
  public var statusChangedAt: Int64?
  /// Since when the note waits although it meets the criteria; -1: no longer.
  public var waitingSince: Int64?
  public var firstWaitingSince: Int64?
  public var finalOutputMinute: Int64?
  public var earlyHelpfulAt: Int64?

  // Beside the public history.
  /// The two explanation tags of a note with a status.
  public var tags: [RatingTag]
  /// Of the model that decided, where it has one.
  public var intercept: Double?
  public var factor: Double?
  public var coreIntercept: Double?
  /// Ratings that took part in the last run.
  public var ratingCount: Int
  /// Since when the note has been helpful without a break.
  public var helpfulSince: Int64?

  public init(noteID: NoteID, author: ParticipantID, noteCreatedAt: Int64) {
    self.noteID = noteID
    self.author = author
    self.noteCreatedAt = noteCreatedAt
    tags = []
    ratingCount = 0
  }

  /// What everybody sees: a note that no run has seen needs more ratings.
  public var publicStatus: NoteStatus { status ?? .needsMoreRatings }
}
