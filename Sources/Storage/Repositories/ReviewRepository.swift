import CommunityRules
import NoteModel

/// Additional reviews, reports of broken rules, and answers of people outside the programme.
public protocol ReviewRepository {
  func insert(_ review: AdditionalReviewRequest) throws
  func additionalReview(of note: NoteID) throws -> AdditionalReviewRequest?
  func additionalReviews(of notes: [NoteID]) throws -> [NoteID: AdditionalReviewRequest]
  func openAdditionalReviews(since: Int64) throws -> [AdditionalReviewRequest]
  func endAdditionalReview(of note: NoteID, at: Int64) throws

  /// Adds a report, unless the same account has reported the note; its `id` is ignored.
  func insert(_ report: Report) throws
  func report(_ id: Int64) throws -> Report?
  func openReports() throws -> [Report]
  func closeReport(_ id: Int64, outcome: String, at: Int64) throws
  func closedReportCounts() throws -> [String: Int]

  func putFeedback(_ answer: Helpfulness, of note: NoteID, by account: AccountID, at: Int64) throws
  func feedbackCounts(since: Int64) throws -> [Helpfulness: Int]
}

/// A post author's wish that contributors look again at a shown note.
public struct AdditionalReviewRequest: Hashable, Sendable {
  public var note: NoteID
  public var post: PostID
  public var requester: AccountID
  public var requestedAt: Int64
  public var endedAt: Int64?

  public init(
    note: NoteID, post: PostID, requester: AccountID, requestedAt: Int64, endedAt: Int64? = nil
  ) {
    self.note = note
    self.post = post
    self.requester = requester
    self.requestedAt = requestedAt
    self.endedAt = endedAt
  }
}

/// Somebody's word that a note breaks the host's rules.
public struct Report: Hashable, Sendable {
  public var id: Int64
  public var note: NoteID
  /// Nil: anonymous.
  public var reporter: AccountID?
  public var category: String
  public var text: String
  public var createdAt: Int64
  public var outcome: String?

  public init(
    id: Int64 = 0, note: NoteID, reporter: AccountID?, category: String, text: String,
    createdAt: Int64, outcome: String? = nil
  ) {
    self.id = id
    self.note = note
    self.reporter = reporter
    self.category = category
    self.text = text
    self.createdAt = createdAt
    self.outcome = outcome
  }
}
