import CommunityRules
import Moderation
import Storage

extension VoteView {
  init(_ rating: PlatformRating) {
    id = rating.id
    note = rating.note
    voter = rating.rater
    value = rating.value
    castAt = rating.createdAt
    updatedAt = rating.updatedAt
  }
}

extension Site {
  /// Rates a note of either kind: a vote on a review is final, a rating of a member's note replaces
  /// the rater's own (moderation-api 4.9).
  public func rate(
    _ caller: AdapterCaller, note: String, _ value: VoteValue, rater: String?, client: String
  ) async throws -> VoteView {
    let isMembers = try await store.read { try $0.platformNote(note) } != nil
    guard isMembers else {
      return try await vote(caller, note: note, value, rater: rater, client: client)
    }
    try caller.require("ratings:write")
    let acting = try await acting(caller)
    if let actor = caller.actingClient { try limits.take(.actingVotes, by: actor, at: now) }
    let now = self.now
    return try await store.write { store in
      let found = try store.platformNote(note, of: caller, acting)
      guard let community = try store.moderatedCommunity(found.community) else {
        throw Self.noReviewNote
      }
      let member = try store.member(rater, or: acting, of: community, field: "rater_id")
      return VoteView(try store.rate(found, value, by: member, at: now))
    }
  }

  /// Changes a rating of a member's note: the rater or staff.
  ///
  /// - Throws: `SiteError.conflict` for a vote on a review.
  public func changeRating(
    _ caller: AdapterCaller, _ id: String, _ value: VoteValue
  ) async throws -> VoteView {
    try caller.require("ratings:write")
    guard let known = try await store.read({ try $0.platformRating(id) }) else {
      _ = try await vote(caller, id)
      throw SiteError.conflict(reason: "A vote on a review is final")
    }
    let acting = try await acting(caller)
    let now = self.now
    return try await store.write { store in
      let note = try store.platformNote(known.note, of: caller, acting)
      if let acting, acting.member.id != known.rater { try acting.requireStaff() }
      return VoteView(try store.rate(note, value, by: known.rater, at: now))
    }
  }

  /// The ratings of a note of either kind, as the caller may see them.
  public func ratings(_ caller: AdapterCaller, note: String) async throws -> [VoteView] {
    guard try await store.read({ try $0.platformNote(note) }) != nil else {
      return try await votes(caller, note: note)
    }
    try caller.require("notes:read")
    let acting = try await acting(caller)
    return try await store.read { store in
      let note = try store.platformNote(note, of: caller, acting)
      return try store.platformRatings(of: note.id).map(VoteView.init)
    }
  }

  /// Reads the ratings of members' notes that came since the last look. A status may change again,
  /// unlike a review's.
  func readPlatformNotes(of community: String) async throws {
    let known = moderation.history(of: community)
    let readings = try await store.read { store in
      try store.unreadPlatformNotes(of: community).map { note in
        let ratings = try store.platformRatings(of: note.id)
        let members = try store.externalMembers(ratings.map(\.rater))
        let votes = ratings.filter { members[$0.rater]?.isExcluded != true }
          .map { CastVote($0.rater, $0.value) }
        // Who votes alike on reviews is of one crowd here as well.
        let reading = ConsensusRule().reading(
          of: votes, on: ReviewItemID(note.id), known.history)
        return (note: note, reading: reading, newest: ratings.first?.updatedAt ?? 0)
      }
    }
    guard !readings.isEmpty else { return }
    let now = self.now
    try await store.write { store in
      for (seen, reading, newest) in readings {
        guard var note = try store.platformNote(seen.id), note.deletedAt == nil else { continue }
        note.reading = reading
        // A rating that came meanwhile keeps it unread.
        note.isUnread = try store.platformRatings(of: note.id).first?.updatedAt ?? 0 != newest
        note.updatedAt = now
        try store.update(note)
      }
    }
  }
}

extension StoreTransaction {
  fileprivate func rate(
    _ note: PlatformNote, _ value: VoteValue, by member: MemberID, at now: Int64
  ) throws -> PlatformRating {
    guard member != note.author else {
      throw SiteError.forbidden(reason: "Nobody rates a note of their own.")
    }
    guard let known = try externalMember(member), !known.isBanned, known.isActive else {
      throw SiteError.forbidden(reason: "This profile may not take part.")
    }
    var rating =
      try platformRating(of: note.id, by: member)
      ?? PlatformRating(
        id: NewIDs.uuid(at: now), note: note.id, rater: member, value: value, at: now)
    rating.value = value
    rating.updatedAt = max(now, rating.updatedAt + (rating.createdAt == now ? 0 : 1))
    try put(rating)
    var note = note
    note.isUnread = true
    try update(note)
    return rating
  }
}
