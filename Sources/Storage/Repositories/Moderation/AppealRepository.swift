import Moderation

/// What authors of posts see of reviews, and what they say against hides.
public protocol AppealRepository {
  /// Reviews of posts that somebody wrote, the newest first.
  func reviews(ofAuthor author: MemberID, before: Int64?, limit: Int) throws -> [StoredReview]

  /// Adds an appeal; its `id` is ignored.
  ///
  /// - Throws: what the store throws where this cycle of the review has one already.
  func insert(_ appeal: ReviewAppeal) throws -> Int64
  /// Keeps its answer; what the author said never changes.
  func update(_ appeal: ReviewAppeal) throws
  func appeal(_ id: Int64) throws -> ReviewAppeal?
  func appeal(on review: ReviewItemID, cycle: Int) throws -> ReviewAppeal?
  /// Without an answer, on reviews whose present cycle is in one of the states; oldest first.
  func unansweredAppeals(states: [ActionState], limit: Int) throws -> [ReviewAppeal]
}

/// Why the author of a hidden post thinks that it should come back; once in each cycle of a review.
public struct ReviewAppeal: Hashable, Sendable {
  public var id: Int64
  public var review: ReviewItemID
  public var cycle: Int
  public var author: MemberID
  public var text: String
  public var at: Int64
  public var answer: String?
  public var answeredAt: Int64?

  public init(
    id: Int64 = 0, review: ReviewItemID, cycle: Int, author: MemberID, text: String, at: Int64,
    answer: String? = nil, answeredAt: Int64? = nil
  ) {
    self.id = id
    self.review = review
    self.cycle = cycle
    self.author = author
    self.text = text
    self.at = at
    self.answer = answer
    self.answeredAt = answeredAt
  }
}
