import CommunityRules
import Moderation
import Storage

/// A review of a post as the post's author sees it.
public struct OwnPostReview: Sendable {
  public let id: ReviewItemID
  public let community: String
  public let subject: String
  public let categoryName: String?
  /// The post as it is now.
  public let text: String
  public let tier: ModerationTier
  public let labels: [String]
  public let openedAt: Int64
  public let decidedAt: Int64?
  public let decider: Decider?
  public let badge: ReviewBadge?
  public let outcome: ReviewOutcome?
  public let rule: DecidingRule?
  public let isHidden: Bool
  public let appeal: AppealView?
  /// Nil: nothing can be said, or it has been.
  public let mayAppealTo: AppealCourt?
}

extension Site {
  /// Posts of the asker that were hidden, or whose review is decided; the newest first.
  ///
  /// What is left out is not counted either: a page that is shorter than the others would tell the
  /// author that something of theirs is being voted on.
  public func ownPosts(
    _ asker: Asker, before: Int64? = nil, limit: Int = pageSize
  ) async throws -> [OwnPostReview] {
    _ = try asker.requireAccount()
    return try await store.read { store in
      guard let (community, member) = try store.hostMember(of: asker.refreshed(in: store)) else {
        return []
      }
      var shown: [OwnPostReview] = []
      var before = before
      while shown.count < limit {
        let some = try store.reviews(ofAuthor: member.id, before: before, limit: 100)
        for review in some where review.item.isShownToAuthor && review.community == community.id {
          shown.append(try store.ownPost(review, in: community))
        }
        guard some.count == 100, let last = some.last else { break }
        before = last.item.action.createdAt
      }
      return Array(shown.prefix(limit))
    }
  }

  public func ownPost(_ asker: Asker, _ id: ReviewItemID) async throws -> OwnPostReview {
    _ = try asker.requireAccount()
    return try await store.read { store in
      let review = try store.ownReview(id, of: asker.refreshed(in: store))
      guard let community = try store.moderatedCommunity(review.community) else {
        throw Self.noReview
      }
      return try store.ownPost(review, in: community)
    }
  }
}

extension StoreTransaction {
  /// - Throws: `SiteError.notFound` for what is not the asker's, or not theirs to see.
  func ownReview(_ id: ReviewItemID, of asker: Asker) throws -> StoredReview {
    guard let review = try review(id), review.item.isShownToAuthor,
      let member = try hostMember(of: asker, in: review.community),
      member.id == review.item.postAuthor
    else { throw Site.noReview }
    return review
  }

  fileprivate func ownPost(
    _ review: StoredReview, in community: ModeratedCommunity
  ) throws -> OwnPostReview {
    let item = review.item
    let metadata = try submission(review.submission)?.metadata.flatMap { JSONTree(parsing: $0) }
    let appeal = try appeal(on: item.id, cycle: item.cycle)
    let isByConsensus = item.isDecided && !item.note.isForced
    return OwnPostReview(
      id: item.id, community: community.name, subject: try subject(of: review),
      categoryName: metadata?["category"]?.text,
      text: try moderatedPost(review.post)?.content ?? "", tier: item.action.tier,
      labels: review.evidence.triggering, openedAt: item.action.createdAt,
      decidedAt: item.isDecided ? item.note.decidedAt : nil,
      decider: item.isDecided ? item.action.decidedBy : nil, badge: ReviewBadge(item),
      outcome: item.isDecided ? item.note.outcome : nil,
      rule: isByConsensus ? review.reading?.rule : nil, isHidden: item.hidesPost,
      appeal: appeal.map(AppealView.init), mayAppealTo: appeal == nil ? item.appealCourt : nil)
  }
}
