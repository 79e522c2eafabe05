import Moderation
import NoteModel
import Storage

/// Which reviews an adapter asks for (moderation-api 6.1).
public struct ReviewFilter: Sendable {
  /// The id of a community; nil: all that are owned.
  public var community: String?
  public var states: [ActionState]?
  public var tier: ModerationTier?
  public var message: String?
  public var submission: String?
  public var excludesVoted = true
  public var limit = 50
  public var offset = 0

  public init() {}
}

/// Which submissions an adapter asks for (moderation-api 6.3).
public struct SubmissionFilter: Sendable {
  public var community: String?
  public var state: RequestState?
  public var requestedBy: String?
  public var message: String?
  public var isEscalated: Bool?
  public var requestedFrom: Int64?
  public var requestedTo: Int64?
  public var decidedFrom: Int64?
  /// Nil: the caller names no size.
  public var size: Int?
  public var page = 1

  public init() {}

  /// Whether it is how the plugin asks what it missed.
  public var isPoll: Bool { state == .completed && requestedFrom != nil && size == nil }
}

extension Site {
  /// Reviews, the newest first, as the one for whom the call is may see them.
  public func reviews(
    _ caller: AdapterCaller, _ filter: ReviewFilter
  ) async throws -> (items: [ReviewCard], total: Int) {
    try caller.require("moderation-actions:read")
    let acting = try await acting(caller)
    let now = self.now
    return try await store.read { store in
      var query = ReviewQuery()
      query.communities = try store.communities(filter.community, of: caller, acting)
      query.states = filter.states
      query.tier = filter.tier
      query.message = filter.message
      query.submission = filter.submission
      query.limit = filter.limit
      query.offset = filter.offset
      guard let acting, !acting.isStaff else {
        let (items, total) = try store.reviews(query)
        let viewer: Viewer = acting.map { .member($0.voter) } ?? .server
        return (try items.compactMap { try store.card(of: $0, for: viewer, at: now) }, total)
      }
      return try store.memberReviews(
        query, for: acting.voter, excludesVoted: filter.excludesVoted, at: now)
    }
  }

  public func review(_ caller: AdapterCaller, _ id: ReviewItemID) async throws -> ReviewCard {
    try caller.require("moderation-actions:read")
    let acting = try await acting(caller)
    let now = self.now
    return try await store.read { store in
      guard let review = try store.review(id),
        let card = try store.card(review, of: caller, acting, at: now)
      else { throw Self.noReview }
      return card
    }
  }

  /// A review by the note that the platform knows.
  public func reviewNote(_ caller: AdapterCaller, _ note: String) async throws -> ReviewCard {
    try caller.require("notes:read")
    let acting = try await acting(caller)
    let now = self.now
    return try await store.read { store in
      guard let review = try store.review(note: note),
        let card = try store.card(review, of: caller, acting, at: now)
      else { throw Self.noReviewNote }
      return card
    }
  }

  /// The votes on a note: all for staff and servers, one's own for members.
  public func votes(_ caller: AdapterCaller, note: String) async throws -> [VoteView] {
    try caller.require("notes:read")
    try caller.requireServer()
    let acting = try await acting(caller)
    let now = self.now
    return try await store.write { store in
      guard let review = try store.review(note: note),
        let card = try store.card(review, of: caller, acting, at: now)
      else { throw Self.noReviewNote }
      let votes = try store.votes(on: review.item.id, cycle: review.item.cycle)
      if card.staff == nil {
        return votes.filter { $0.vote.voter == acting?.member.id }.map(VoteView.init)
      }
      if let acting {
        // Looking at single votes is itself written down (moderation 17).
        try store.audit(
          ModerationAuditLine(
            at: now, community: review.community, review: review.item.id,
            actor: "staff \(acting.member.id) via adapter", what: "votes read"))
      }
      return votes.reversed().map(VoteView.init)
    }
  }

  public func vote(_ caller: AdapterCaller, _ id: String) async throws -> VoteView {
    try caller.require("notes:read")
    try caller.requireServer()
    let acting = try await acting(caller)
    return try await store.read { store in
      guard let vote = try store.vote(id), let review = try store.review(vote.vote.item),
        let community = try store.moderatedCommunity(review.community), caller.owns(community),
        acting.map({ $0.isStaff || $0.member.id == vote.vote.voter }) ?? true
      else { throw SiteError.notFound(what: "Rating not found") }
      return VoteView(vote)
    }
  }

  // MARK: Submissions

  public func submission(_ caller: AdapterCaller, _ name: String) async throws -> SubmissionCard {
    try caller.require("requests:read")
    let acting = try await acting(caller)
    let now = self.now
    return try await store.read { store in
      let submission = try store.submission(named: name, of: caller)
      guard submission.deletedAt == nil,
        acting.map({ $0.community.id == submission.community }) ?? true,
        let card = try store.card(
          of: submission, for: acting.map { .member($0.voter) } ?? .server, at: now)
      else { throw Self.noRequest(name) }
      return card
    }
  }

  /// Submissions, page by page; or, asked as the plugin asks, everything decided that it has not seen.
  public func submissions(
    _ caller: AdapterCaller, _ filter: SubmissionFilter
  ) async throws -> (items: [SubmissionCard], total: Int, size: Int) {
    try caller.require("requests:read")
    let acting = try await acting(caller)
    if filter.isPoll, acting == nil { return try await poll(caller, filter) }
    let now = self.now
    return try await store.read { store in
      var query = SubmissionQuery(filter)
      query.communities = try store.communities(filter.community, of: caller, acting)
      let (items, total) = try store.submissions(query)
      let viewer: Viewer = acting.map { .member($0.voter) } ?? .server
      return (
        try items.compactMap { try store.card(of: $0, for: viewer, at: now) }, total, query.limit
      )
    }
  }

  /// How the plugin catches up (moderation-api 6.3): what was requested since its last look, and what
  /// was decided since then, whenever it was requested. What has no room comes next time.
  private func poll(
    _ caller: AdapterCaller, _ filter: SubmissionFilter
  ) async throws -> (items: [SubmissionCard], total: Int, size: Int) {
    let size = 100
    let margin: Int64 = 120_000
    let now = self.now
    return try await store.write { store in
      let communities = try store.communities(filter.community, of: caller, nil)
      var query = SubmissionQuery(filter)
      query.communities = communities
      query.requestedFrom = nil
      if let from = filter.requestedFrom {
        query.requestedOrDecidedFrom = (from, from - margin)
      }
      query.limit = 1_000
      query.offset = 0
      query.order = .decidedLast
      var (items, total) = try store.submissions(query)
      if total > size {
        query.order = .decidedFirst
        items = try store.submissions(query).items
      }
      // Once for each community: the plugin names one.
      for community in communities {
        let own = items.filter { $0.community == community }.map(\.id)
        let waiting = try store.pollBacklog(adapter: caller.adapter.id, community: community)
          .filter { !own.contains($0) }
        if !waiting.isEmpty {
          var missed = SubmissionQuery()
          missed.ids = waiting
          missed.states = [.completed]
          missed.order = .decidedFirst
          missed.limit = 1_000
          items = try store.submissions(missed).items + items
          total += waiting.count
        }
        let late = items.dropFirst(size).filter { $0.community == community }.map(\.id)
        let known = try store.pollBacklog(adapter: caller.adapter.id, community: community)
        if late != known {
          try store.setPollBacklog(adapter: caller.adapter.id, community: community, late)
        }
      }
      let shown = Array(items.prefix(size))
      for submission in shown { try store.dropEvents(of: submission, adapter: caller.adapter.id) }
      return (
        try shown.compactMap { try store.card(of: $0, for: .server, at: now) }, total, size
      )
    }
  }
}

extension SubmissionQuery {
  fileprivate init(_ filter: SubmissionFilter) {
    self.init()
    states = filter.state.map { [$0] }
    requestedBy = filter.requestedBy
    message = filter.message
    isEscalated = filter.isEscalated
    requestedFrom = filter.requestedFrom
    requestedTo = filter.requestedTo
    decidedFrom = filter.decidedFrom
    limit = filter.size ?? 20
    offset = (filter.page - 1) * limit
  }
}

extension StoreTransaction {
  /// The communities that a call may see.
  ///
  /// - Throws: `SiteError.notFound` where it names one that it may not.
  func communities(
    _ named: String?, of caller: AdapterCaller, _ acting: ActingMember?
  ) throws -> [String] {
    if let named {
      let community = try owned(named.lowercased(), by: caller)
      guard acting.map({ $0.community.id == community.id }) ?? true else { throw Site.noCommunity }
      return [community.id]
    }
    if let acting { return [acting.community.id] }
    return try moderatedCommunities(
      of: caller.adapter.isAdministrator ? nil : caller.adapter.id
    ).map(\.id)
  }

  fileprivate func card(
    _ review: StoredReview, of caller: AdapterCaller, _ acting: ActingMember?, at now: Int64
  ) throws -> ReviewCard? {
    guard let community = try moderatedCommunity(review.community), caller.owns(community),
      acting.map({ $0.community.id == community.id }) ?? true
    else { return nil }
    return try card(of: review, for: acting.map { .member($0.voter) } ?? .server, at: now)
  }

  /// The reviews of a member's page. Those left out are not counted either.
  func memberReviews(
    _ query: ReviewQuery, for voter: Voter, excludesVoted: Bool, at now: Int64
  ) throws -> (items: [ReviewCard], total: Int) {
    // Whoever acts is a member of one community.
    guard let community = query.communities?.first else { return ([], 0) }
    var queue = MemberQueueQuery(
      community: community, member: voter.member, groups: try groups(of: voter, in: community))
    queue.mayVote = !voter.isBanned && voter.isActiveMember
    queue.excludesVoted = excludesVoted
    queue.states = query.states
    queue.tier = query.tier
    queue.message = query.message
    queue.submission = query.submission
    queue.limit = query.limit
    queue.offset = query.offset
    let (items, total) = try self.queue(queue)
    return (try items.compactMap { try card(of: $0, for: .member(voter), at: now) }, total)
  }

  /// The groups to which somebody belongs, in the categories with rules of their own or of one above
  /// them, and elsewhere.
  private func groups(
    of voter: Voter, in community: String
  ) throws -> [String?: Set<ReviewGroup>] {
    var channels = Set(try policyLevels(of: community).keys.compactMap(\.self))
    if !channels.isEmpty {
      channels.formUnion(
        try moderatedCategories(of: community).filter { $0.parent != nil }.map(\.channel))
    }
    var groups: [String?: Set<ReviewGroup>] = [:]
    for channel in [nil] + channels.map(Optional.some) {
      let policy = try policy(of: community, channel: channel)
      groups.updateValue(
        Set(ReviewGroup.allCases.filter { voter.belongs(to: $0, policy) }), forKey: channel)
    }
    return groups
  }

  /// A poll has told the platform: what is still to be tried for it need not be (the drop rule).
  fileprivate func dropEvents(of submission: Submission, adapter: String) throws {
    let keys = Set(try adapterKeys(of: adapter).map(\.id))
    let own = try webhooks(of: submission.community).filter {
      $0.adapterKey.map(keys.contains) ?? false
    }.map(\.id)
    guard !own.isEmpty else { return }
    for var delivery in try pendingDeliveries(submission: submission.id, webhooks: own)
    // What was never tried, or is no outcome, still goes out.
    where delivery.progress.attempts > 0 && delivery.isOutcome {
      delivery.progress = try delivery.progress.dropped()
      delivery.lastError = "told by a poll"
      try update(delivery)
    }
  }
}

extension QueuedDelivery {
  fileprivate var isOutcome: Bool {
    [
      "moderation_action.confirmed", "moderation_action.overturned", "note.status_changed",
      "moderation_action.staff_overridden",
    ].contains(event)
  }
}
