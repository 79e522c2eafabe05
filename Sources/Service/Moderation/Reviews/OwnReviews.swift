import CommunityRules
import Moderation
import Storage

/// A member's own vote with what came of the review, once it is out.
public struct OwnVote: Sendable {
  public let review: ReviewItemID
  public let value: VoteValue
  public let castAt: Int64
  /// Nil: no outcome is out.
  public let outcome: ReviewOutcome?
  /// Whether staff fixed it.
  public let isForced: Bool
  public let tier: ModerationTier?
  /// What the post is about: the title of its topic, or its beginning.
  public let subject: String
}

/// What the review page is to somebody.
public enum ReviewStanding: Hashable, Sendable {
  /// No forum's posts are reviewed by its members here.
  case noCommunity
  case signedOut
  /// The account is nobody whom the forum has told of.
  case stranger
  case member(community: String, mayVote: Bool)
  case `operator`
}

extension Site {
  /// Whether members of a host's community review its posts here.
  public func hasCommunityReviews() async throws -> Bool {
    try await store.read { try $0.moderatedCommunities(of: nil).contains(where: \.isHost) }
  }

  public func reviewStanding(_ asker: Asker) async throws -> ReviewStanding {
    try await store.read { store in
      let hosts = try store.moderatedCommunities(of: nil).filter(\.isHost)
      let asker = try asker.refreshed(in: store)
      if asker.isOperator, asker.may(.takeMeasures) { return .operator }
      guard !hosts.isEmpty else { return .noCommunity }
      guard asker.isSignedIn else { return .signedOut }
      guard let (community, member) = try store.hostMember(of: asker) else { return .stranger }
      let policy = try store.policy(of: community.id, channel: nil)
      return .member(
        community: community.name,
        mayVote: member.isActive && !member.isBanned
          && Voter(unprivileged: member).belongs(to: .community, policy))
    }
  }

  /// The reviews that wait for a member of the host's community, in the site's own interface; none
  /// for who is not known there. Operators see every open review.
  public func openReviews(
    _ asker: Asker, limit: Int, offset: Int = 0
  ) async throws -> (items: [ReviewCard], total: Int) {
    _ = try asker.requireAccount()
    let now = self.now
    return try await store.read { store in
      let asker = try asker.refreshed(in: store)
      var query = ReviewQuery()
      query.states = [.underReview, .retroReview]
      query.limit = limit
      query.offset = offset
      if asker.isOperator, asker.may(.takeMeasures) {
        let (items, total) = try store.reviews(query)
        return (try items.compactMap { try store.card(of: $0, for: .server, at: now) }, total)
      }
      guard let (community, member) = try store.hostMember(of: asker) else { return ([], 0) }
      query.communities = [community.id]
      return try store.memberReviews(
        query, for: Voter(unprivileged: member), excludesVoted: true, at: now)
    }
  }

  /// One review in the site's own interface.
  public func review(_ asker: Asker, _ id: ReviewItemID) async throws -> ReviewCard {
    _ = try asker.requireAccount()
    let now = self.now
    return try await store.read { store in
      let asker = try asker.refreshed(in: store)
      guard let review = try store.review(id) else { throw Self.noReview }
      let viewer: Viewer
      if asker.isOperator, asker.may(.takeMeasures) {
        viewer = .server
      } else if let member = try store.hostMember(of: asker, in: review.community),
        // Its author learns of a proposal what everybody does.
        member.id != review.item.postAuthor || review.item.isShownToAuthor
      {
        viewer = .member(Voter(unprivileged: member))
      } else {
        throw Self.noReview
      }
      guard var card = try store.card(of: review, for: viewer, at: now) else {
        throw Self.noReview
      }
      card.place = try store.place(of: review)
      return card
    }
  }

  /// What the asker voted, the newest first.
  public func ownVotes(
    _ asker: Asker, before: Int64? = nil, limit: Int
  ) async throws -> [OwnVote] {
    _ = try asker.requireAccount()
    return try await store.read { store in
      guard let (_, member) = try store.hostMember(of: asker.refreshed(in: store)) else {
        return []
      }
      return try store.votes(by: member.id, before: before, limit: limit).map { vote in
        let review = try store.review(vote.vote.item)
        let isSameRound = review?.item.cycle == vote.cycle && review?.item.isDecided == true
        return OwnVote(
          review: vote.vote.item, value: vote.vote.value, castAt: vote.vote.castAt,
          outcome: isSameRound ? review?.item.note.outcome : nil,
          isForced: isSameRound && review?.item.note.isForced == true,
          tier: review?.item.action.tier,
          subject: try review.map { try store.subject(of: $0) } ?? "")
      }
    }
  }

  // MARK: Operators

  /// Reviews with everything, the newest first.
  public func allReviews(
    _ asker: Asker, community: String?, states: [ActionState]?, limit: Int, offset: Int = 0
  ) async throws -> (items: [ReviewCard], total: Int) {
    try asker.require(.takeMeasures)
    let now = self.now
    return try await store.read { store in
      var query = ReviewQuery()
      query.communities = community.map { [$0] }
      query.states = states
      query.limit = limit
      query.offset = offset
      let (items, total) = try store.reviews(query)
      return (try items.compactMap { try store.card(of: $0, for: .server, at: now) }, total)
    }
  }

  /// The votes on a review, one by one; that somebody looked is written down.
  public func votes(_ asker: Asker, on id: ReviewItemID) async throws -> [VoteView] {
    try asker.require(.takeMeasures)
    let now = self.now
    return try await store.write { store in
      guard let review = try store.review(id) else { throw Self.noReview }
      var line = Self.line(asker, "votes read", community: review.community, at: now)
      line.review = id
      try store.audit(line)
      return try store.votes(on: id, cycle: review.item.cycle).map(VoteView.init)
    }
  }

  public func moderationAudit(
    _ asker: Asker, community: String? = nil, review: ReviewItemID? = nil, before: Int64? = nil,
    limit: Int = 50
  ) async throws -> [ModerationAuditLine] {
    try asker.require(.takeMeasures)
    return try await store.read { store in
      try store.moderationAudit(
        community: community, review: review, before: before, limit: limit)
    }
  }

  /// Says whether accounts that sign in by the host are members of a community, and whether a forum
  /// gets its webhook without asking.
  public func changeCommunity(
    _ asker: Asker, _ id: String, isHost: Bool?, registersWebhook: Bool?, slug: String?
  ) async throws {
    try asker.require(.takeMeasures)
    let now = self.now
    try await store.write { store in
      guard var community = try store.moderatedCommunity(id) else { throw Self.noCommunity }
      if let isHost { community.isHost = isHost }
      if let registersWebhook { community.registersWebhook = registersWebhook }
      if let slug, slug != community.slug {
        guard (1...255).contains(slug.count) else {
          throw SiteError.invalid("slug", "1 to 255 characters.")
        }
        guard try store.moderatedCommunity(platform: community.platform, slug: slug) == nil else {
          throw SiteError.conflict(reason: "Another community has this slug.")
        }
        try store.moveMembers(
          platform: community.platform, from: community.slug, to: slug)
        community.slug = slug
      }
      community.updatedAt = now
      try store.update(community)
      try store.audit(Self.line(asker, "community changed", community: id, at: now))
    }
  }

  /// Takes a member's votes out of the count, for abuse, or back into it; the votes stay.
  public func exclude(
    _ asker: Asker, _ member: MemberID, _ isExcluded: Bool, reason: String
  ) async throws {
    try asker.require(.takeMeasures)
    let reason = try Self.reason(reason)
    let now = self.now
    try await store.write { store in
      guard var known = try store.externalMember(member) else {
        throw SiteError.notFound(what: "There is no such member.")
      }
      known.isExcluded = isExcluded
      try store.update(known)
      try store.audit(
        Self.line(
          asker, isExcluded ? "votes excluded" : "votes included again",
          ["member": .text(member.rawValue)], reason: reason, at: now))
    }
  }
}

extension StoreTransaction {
  /// What the post of a review is about, in a line.
  func subject(of review: StoredReview) throws -> String {
    let metadata = try submission(review.submission)?.metadata.flatMap { JSONTree(parsing: $0) }
    if let title = metadata?["title"]?.text, !title.isEmpty { return String(title.prefix(200)) }
    let text = try moderatedPost(review.post)?.content ?? ""
    return text.count > 80 ? text.prefix(79) + "…" : text
  }

  /// The member that an account is, and where.
  func hostMember(
    of asker: Asker
  ) throws -> (ModeratedCommunity, ExternalMember)? {
    guard asker.account?.authorKey != nil else { return nil }
    for community in try moderatedCommunities(of: nil) where community.isHost {
      if let member = try hostMember(of: asker, in: community.id) { return (community, member) }
    }
    return nil
  }
}
