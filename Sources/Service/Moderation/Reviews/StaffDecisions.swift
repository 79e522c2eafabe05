import CommunityRules
import Moderation
import NoteModel
import Storage

extension Site {
  /// Staff agree or disagree, by the note that the platform knows (moderation 10.2).
  public func decide(
    _ caller: AdapterCaller, note: String, _ power: StaffCommand
  ) async throws -> ReviewCard {
    try caller.require("notes:write")
    let acting = try await acting(caller)
    if let acting { try acting.requireStaff() } else { try caller.requireServer() }
    return try await byStaff(caller, acting, power) { store in
      guard let review = try store.review(note: note) else { throw Self.noReviewNote }
      return review
    }
  }

  /// Staff ignore a submission; a repeat is no error (moderation-api 7.5).
  public func ignore(_ caller: AdapterCaller, request: String) async throws {
    try caller.require("requests:write")
    let acting = try await acting(caller)
    if let acting { try acting.requireStaff() } else { try caller.requireServer() }
    let submission = try await store.read { store in
      let submission = try store.submission(named: request, of: caller)
      // What was deleted before is not found by its key alone: the row is there all the same.
      return submission
    }
    guard submission.deletedAt == nil else { return }
    let now = self.now
    let desk = configuration.moderation
    let actor = staffActor(caller, acting)
    try await store.write { store in
      guard var submission = try store.submission(submission.id), submission.deletedAt == nil
      else { return }
      if let review = try submission.review.flatMap({ try store.review($0) }),
        review.submission == submission.id
      {
        let state = review.item.action.state
        if state == .proposed || state == .underReview, !review.item.action.awaitingStaff {
          try ReviewDesk(
            store: store, configuration: desk, now: now, origin: caller.adapter.id
          ).handle(.staff(.ignore, actor), on: review)
          return
        }
        // What is hidden, or decided, keeps its record; only the request goes.
        guard !state.isOpen else {
          throw SiteError.conflict(reason: "Agree or disagree: the post is hidden already.")
        }
      }
      submission.deletedAt = now
      submission.updatedAt = now
      try store.put(submission)
      try store.audit(
        ModerationAuditLine(
          at: now, community: submission.community, review: submission.review,
          actor: "staff \(actor.member) via adapter", what: "request deleted"))
    }
  }

  /// Staff take an item from the members, or give it back (moderation-api 7.4).
  public func escalate(
    _ caller: AdapterCaller, request: String, _ isEscalated: Bool
  ) async throws -> SubmissionCard {
    try caller.require("requests:write")
    let acting = try await acting(caller)
    if let acting { try acting.requireStaff() } else { try caller.requireServer() }
    let submission = try await store.read { try $0.submission(named: request, of: caller) }
    guard submission.deletedAt == nil else { throw Self.noRequest(request) }
    guard let id = submission.review else {
      throw SiteError.conflict(reason: "No review of this request is open.")
    }
    _ = try await byStaff(caller, acting, isEscalated ? .escalate : .deescalate) { store in
      guard let review = try store.review(id) else { throw Self.noReview }
      return review
    }
    return try await self.submission(caller, submission.id)
  }

  private func staffActor(_ caller: AdapterCaller, _ acting: ActingMember?) -> StaffActor {
    StaffActor(
      acting?.member.id ?? MemberID("adapter \(caller.adapter.id)"), via: .adapter)
  }

  private func byStaff(
    _ caller: AdapterCaller, _ acting: ActingMember?, _ power: StaffCommand,
    _ find: @escaping @Sendable (any StoreTransaction) throws -> StoredReview
  ) async throws -> ReviewCard {
    let now = self.now
    let actor = staffActor(caller, acting)
    return try await store.write { [configuration] store in
      let review = try find(store)
      guard let community = try store.moderatedCommunity(review.community),
        caller.owns(community), acting.map({ $0.community.id == community.id }) ?? true
      else { throw Self.noReviewNote }
      let next = try ReviewDesk(
        store: store, configuration: configuration.moderation, now: now,
        origin: caller.adapter.id
      ).handle(.staff(power, actor), on: review)
      guard
        let card = try store.card(
          of: next, for: acting.map { .member($0.voter) } ?? .server, at: now)
      else { throw Self.noReviewNote }
      return card
    }
  }

  /// What an operator decides in the site's own interface (moderation 10.3).
  public func decide(
    _ asker: Asker, _ id: ReviewItemID, _ power: StaffCommand, reason: String
  ) async throws {
    try asker.require(.takeMeasures)
    let reason = try Self.reason(reason)
    let now = self.now
    let actor = StaffActor(
      MemberID("account \(try asker.requireAccount().id)"), via: .ownInterface, reason: reason)
    try await store.write { [configuration] store in
      guard let review = try store.review(id) else { throw Self.noReview }
      try ReviewDesk(store: store, configuration: configuration.moderation, now: now)
        .handle(.staff(power, actor), on: review)
    }
  }

  /// The platform says that it carried an action out, or that it exempted a post (moderation-api 7.21).
  public func acknowledge(
    _ caller: AdapterCaller, action: ReviewItemID, platformActionID: String?,
    exemptHash: String? = nil
  ) async throws -> ReviewCard {
    try caller.require("requests:write")
    let now = self.now
    return try await store.write { [configuration] store in
      guard let review = try store.review(action),
        let community = try store.moderatedCommunity(review.community), caller.owns(community)
      else { throw Self.noReview }
      let command: SystemCommand =
        exemptHash.map { .exemptionRecorded(contentHash: $0) }
        ?? .acknowledged(platformActionID: platformActionID)
      let next: StoredReview
      do {
        next = try ReviewDesk(
          store: store, configuration: configuration.moderation, now: now,
          origin: caller.adapter.id
        ).handle(.system(command), on: review)
      } catch SiteError.conflict(let reason) {
        throw SiteError.invalid("action_state", reason)
      }
      guard let card = try store.card(of: next, for: .server, at: now) else {
        throw Self.noReview
      }
      return card
    }
  }
}

extension StoreTransaction {
  /// A submission by its id or its key, deleted ones among them.
  ///
  /// - Throws: `SiteError.notFound`, also for what is somebody else's.
  func submission(named name: String, of caller: AdapterCaller) throws -> Submission {
    let communities = try moderatedCommunities(
      of: caller.adapter.isAdministrator ? nil : caller.adapter.id)
    if let found = try submission(name.lowercased()),
      communities.contains(where: { $0.id == found.community })
    {
      return found
    }
    for community in communities {
      if let found = try submission(community: community.id, clientKey: name) { return found }
    }
    throw Site.noRequest(name)
  }
}
