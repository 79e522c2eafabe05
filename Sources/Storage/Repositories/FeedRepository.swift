import CommunityRules
import NoteModel

/// What AI note writers are offered, and what hosts tell of posts for them.
public protocol FeedRepository {
  func putFacts(_ facts: PostFacts, of post: PostID) throws
  func facts(of posts: [PostID]) throws -> [PostID: PostFacts]

  /// Posts of a feed, the newest first: eligible for it or a smaller one since then, present, and no
  /// repetition of another.
  ///
  /// - Parameters:
  ///   - language: of the posts, in lower case; `pt` takes `pt-br` too; nil: any.
  ///   - defaultLanguage: of posts whose host tells none.
  ///   - before: the last post of the page before.
  func feed(
    _ feed: FeedSize, eligibleSince: Int64, language: String?, defaultLanguage: String,
    before: PostID?, limit: Int
  ) throws -> [PostID]

  /// Notes that a writer got to see posts.
  func recordDeliveries(_ posts: [PostID], to writer: ParticipantID, at: Int64) throws
  /// When a writer last got to see a post.
  func lastDelivery(of post: PostID, to writer: ParticipantID) throws -> Int64?
  func deleteDeliveries(before: Int64) throws

  /// Writes factors in the place of those that these raters had, and takes others away.
  func change(modelFactors: [ModelFactor], lost: [ModelFactor]) throws
  /// Everybody's, by model.
  func modelFactors() throws -> [String: [ParticipantID: Double]]
  /// Factors of raters, by model.
  func modelFactors(_ raters: Set<ParticipantID>) throws -> [String: [ParticipantID: Double]]
}

/// Where a model of the last run places a rater.
public struct ModelFactor: Hashable, Sendable {
  public var model: String
  public var rater: ParticipantID
  public var factor: Double

  public init(model: String, rater: ParticipantID, factor: Double) {
    self.model = model
    self.rater = rater
    self.factor = factor
  }
}
