/// Something in a snapshot that its user should know of.
public struct SnapshotFinding: Hashable, Sendable, Codable {
  /// What can be found.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case repeatedNotes
    case repeatedRatings
    case repeatedHistoryRows
    case repeatedEnrollments
    case authorsDiffer
    case creationTimesDiffer
    case ratingsOnUnknownNotes
    case ratingsBeforeTheirNote
    case ratingsByTheAuthor
    case ratingsWithoutAnswer
    case ratingsOnDeletedNotes
    case notesWithoutHistory
    case participantsNotEnrolled
  }

  /// What was found.
  public let kind: Kind
  /// How many rows or, for `participantsNotEnrolled`, raters and authors are concerned.
  public let count: Int
  /// The ids of the first few notes or participants concerned, ascending by position.
  public let examples: [String]

  /// Whether the data contradicts itself or the format; otherwise it is ordinary in public data.
  public var isError: Bool {
    switch kind {
    case .ratingsWithoutAnswer, .ratingsOnDeletedNotes, .notesWithoutHistory,
      .participantsNotEnrolled:
      false
    default: true
    }
  }

  /// What was found, to stand before the count.
  public var title: String {
    switch kind {
    case .repeatedNotes: "Repeated rows of a note"
    case .repeatedRatings: "Repeated ratings of a note by the same rater"
    case .repeatedHistoryRows: "Repeated rows of a note in the status history"
    case .repeatedEnrollments: "Repeated rows of a participant in the enrollment"
    case .authorsDiffer: "Notes with another author in the status history"
    case .creationTimesDiffer: "Notes with another creation time in the status history"
    case .ratingsOnUnknownNotes: "Ratings on notes that no table describes"
    case .ratingsBeforeTheirNote: "Ratings older than their note"
    case .ratingsByTheAuthor: "Ratings by the note's author"
    case .ratingsWithoutAnswer: "Ratings without an answer"
    case .ratingsOnDeletedNotes: "Ratings on deleted notes"
    case .notesWithoutHistory: "Notes without a status history"
    case .participantsNotEnrolled: "Raters and authors who are not enrolled"
    }
  }

  /// What it means for scoring.
  public var meaning: String {
    switch kind {
    case .repeatedNotes, .repeatedRatings, .repeatedHistoryRows, .repeatedEnrollments:
      "Rows must be unique; download the files again."
    case .authorsDiffer, .creationTimesDiffer:
      "Notes and history do not belong together; use files of one day."
    case .ratingsOnUnknownNotes: "Scoring leaves them out."
    case .ratingsBeforeTheirNote: "Scoring takes them as they are."
    case .ratingsByTheAuthor: "A site should not allow them."
    case .ratingsWithoutAnswer: "Scoring leaves them out."
    case .ratingsOnDeletedNotes: "Scoring still learns from them."
    case .notesWithoutHistory: "Scoring takes them for new."
    case .participantsNotEnrolled: "Scoring counts them to the core."
    }
  }
}
