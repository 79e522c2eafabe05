import CommunityRules
import Moderation
import NoteModel
import Storage

/// Which reviews an operator wants to see; all that is set must hold.
public struct ReviewConsoleFilter: Hashable, Sendable {
  public var community: String?
  /// Nil: every state.
  public var states: [ActionState]?
  public var tier: ModerationTier?
  public var group: ReviewGroup?
  public var channel: String?
  public var label: String?
  public var isEscalated = false
  public var isStale = false
  /// Members agree that the post should go, and staff have the last word.
  public var awaitsStaff = false
  public var olderThanHours: Int?
  public var limit = 20
  public var offset = 0

  public init() {}
}

/// One review with all that staff decide by.
public struct ReviewDossier: Sendable {
  public let card: ReviewCard
  public let community: ModeratedCommunity
  /// Every text that the post has had, oldest first.
  public let revisions: [PostRevision]
  public let powers: [StaffCommand]
  /// Newest first.
  public let audit: [AuditLineView]
}

/// One vote, with who cast it.
public struct CastVoteView: Hashable, Sendable {
  public let voter: MemberID
  /// As the forum tells it.
  public let name: String
  public let value: VoteValue
  public let castAt: Int64
  public let trustLevel: Int
  public let isStaff: Bool
  /// The vote stays and is not counted.
  public let isExcluded: Bool
}

extension Site {
  /// Open and decided reviews, those that wait too long first and then the newest.
  public func reviewQueue(
    _ asker: Asker, _ filter: ReviewConsoleFilter
  ) async throws -> (items: [ReviewCard], total: Int) {
    try asker.require(.takeMeasures)
    let now = self.now
    return try await store.read { store in
      let communities =
        try filter.community.map { [$0] } ?? store.moderatedCommunities(of: nil).map(\.id)
      let stale = try store.staleReviews(of: communities, at: now)
      var query = ReviewQuery()
      query.communities = communities
      query.states = filter.states
      query.tier = filter.tier
      query.group = filter.group
      query.channel = filter.channel
      query.label = filter.label
      query.isEscalated = filter.isEscalated ? true : nil
      query.awaitsStaff = filter.awaitsStaff ? true : nil
      query.createdBefore = filter.olderThanHours.map { now - Int64($0) * Millis.hour }
      query.ids = filter.isStale ? stale : nil
      query.leading = stale
      query.includesDeleted = true
      query.limit = filter.limit
      query.offset = filter.offset
      let (items, total) = try store.reviews(query)
      return (try items.compactMap { try store.card(of: $0, for: .server, at: now) }, total)
    }
  }

  /// The same reviews for a file, at most `mostExported`; that they were taken is written down.
  public func exportedReviews(
    _ asker: Asker, _ filter: ReviewConsoleFilter
  ) async throws -> [ReviewCard] {
    var cards: [ReviewCard] = []
    var filter = filter
    filter.limit = 500
    while cards.count < Self.mostExported {
      filter.offset = cards.count
      let (some, _) = try await reviewQueue(asker, filter)
      cards += some
      if some.count < filter.limit { break }
    }
    let (count, now) = (cards.count, self.now)
    try await store.write { [filter] store in
      try store.audit(
        Self.line(
          asker, "reviews exported", ["count": .int(Int64(count))], community: filter.community,
          at: now))
    }
    return cards
  }

  public static let mostExported = 10_000

  /// How many reviews of a community, or of all, wait too long.
  public func staleReviewCount(_ asker: Asker, community: String) async throws -> Int {
    try asker.require(.takeMeasures)
    let now = self.now
    return try await store.read { try $0.staleReviews(of: [community], at: now).count }
  }

  /// Everything about one review but who voted what.
  public func reviewDossier(_ asker: Asker, _ id: ReviewItemID) async throws -> ReviewDossier {
    try asker.require(.takeMeasures)
    let now = self.now
    return try await store.read { store in
      guard let review = try store.review(id),
        var card = try store.card(of: review, for: .server, at: now),
        let community = try store.moderatedCommunity(review.community)
      else { throw Self.noReview }
      card.place = try store.place(of: review)
      let lines = try store.moderationAudit(
        community: nil, review: id, before: nil, limit: 200)
      return ReviewDossier(
        card: card, community: community, revisions: try store.revisions(of: review.post),
        powers: review.item.powers, audit: try store.views(of: lines))
    }
  }

  /// The votes on a review with those who cast them; that somebody looked is written down.
  public func castVotes(_ asker: Asker, on id: ReviewItemID) async throws -> [CastVoteView] {
    // Writes the line, and sees that an operator asks.
    _ = try await votes(asker, on: id)
    return try await store.read { store in
      guard let review = try store.review(id) else { throw Self.noReview }
      let votes = try store.votes(on: id, cycle: review.item.cycle).map(\.vote)
      let members = try store.externalMembers(votes.map(\.voter))
      return votes.map { vote in
        CastVoteView(
          voter: vote.voter, name: members[vote.voter]?.name ?? "", value: vote.value,
          castAt: vote.castAt, trustLevel: vote.trustLevel,
          isStaff: vote.isAdmin || vote.isModerator,
          isExcluded: members[vote.voter]?.isExcluded == true)
      }
    }
  }

  /// Categories in which posts of a community were submitted.
  public func categories(
    _ asker: Asker, community: String
  ) async throws -> [ModeratedCategory] {
    try asker.require(.takeMeasures)
    return try await store.read { try $0.moderatedCategories(of: community) }
  }
}

extension StoreTransaction {
  /// Open reviews that wait too long, oldest first.
  fileprivate func staleReviews(
    of communities: [String], at now: Int64
  ) throws -> [ReviewItemID] {
    var policies: [String: ModerationPolicy] = [:]
    return try communities.flatMap { try openReviews(of: $0) }.filter { review in
      let key = "\(review.community) \(review.channel ?? "")"
      let policy =
        try policies[key] ?? self.policy(of: review.community, channel: review.channel)
      policies[key] = policy
      return ReviewQueue.isStale(review.item, policy, at: now)
    }.map(\.item.id)
  }
}
