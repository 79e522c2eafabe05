import CommunityRules
import Moderation
import NoteModel
import Storage

/// A member's note as every caller of its community sees it: nothing about it is hidden
/// (moderation-api 5.6).
public struct PlatformNoteCard: Sendable {
  public let note: PlatformNote
  /// Of the request that it answers.
  public let message: String?
  public let tally: Tally
}

/// What a member writes (moderation-api 7.8).
public struct PlatformNoteForm: Sendable {
  public var community: String
  public var summary: String
  public var isMisleading: Bool
  /// Nil: whoever acts.
  public var author: String?
  public var channel: String?
  public var request: String?

  public init(community: String, summary: String, isMisleading: Bool) {
    self.community = community
    self.summary = summary
    self.isMisleading = isMisleading
  }
}

extension Site {
  /// Writes a note about a platform's post.
  ///
  /// - Throws: `SiteError.conflict` where the author has one about the request.
  public func writePlatformNote(
    _ caller: AdapterCaller, _ form: PlatformNoteForm
  ) async throws -> PlatformNoteCard {
    try caller.require("notes:write")
    let acting = try await acting(caller)
    try acting?.requireWriting()
    let now = self.now
    return try await store.write { store in
      let community = try store.owned(form.community, by: caller)
      guard acting.map({ $0.community.id == community.id }) ?? true else { throw Self.noCommunity }
      let author = try store.member(form.author, or: acting, of: community, field: "author_id")
      var submission: Submission?
      if let name = form.request {
        let found = try store.submission(named: name, of: caller)
        guard found.deletedAt == nil else { throw Self.noRequest(name) }
        guard found.community == community.id else {
          throw AdapterRefusal.badRequest("The request is of another community")
        }
        guard try store.platformNote(submission: found.id, author: author) == nil else {
          throw SiteError.conflict(reason: "The author has a note about this request")
        }
        submission = found
      }
      let note = PlatformNote(
        id: NewIDs.uuid(at: now), community: community.id, author: author,
        submission: submission?.id, channel: form.channel ?? submission?.channel,
        summary: form.summary, isMisleading: form.isMisleading, at: now)
      try store.insert(note)
      if var submission, let state = try? submission.state.after(.reviewOpened) {
        submission.state = state
        submission.updatedAt = now
        try store.put(submission)
      }
      try store.audit(
        ModerationAuditLine(
          at: now, community: community.id, actor: "member \(author)", what: "note written",
          details: JSONTree.object(["note": .text(note.id)]).canonical))
      return try store.card(of: note)
    }
  }

  /// - Throws: `SiteError.notFound`, also for what is deleted or somebody else's.
  public func platformNote(_ caller: AdapterCaller, _ id: String) async throws -> PlatformNoteCard {
    try caller.require("notes:read")
    let acting = try await acting(caller)
    return try await store.read { store in
      try store.card(of: store.platformNote(id, of: caller, acting))
    }
  }

  /// The newest, at most a thousand.
  public func platformNotes(
    _ caller: AdapterCaller, community: String?
  ) async throws -> [PlatformNoteCard] {
    try caller.require("notes:read")
    let acting = try await acting(caller)
    return try await store.read { store in
      let communities = try store.communities(community, of: caller, acting)
      return try store.platformNotes(of: communities, limit: 1_000).map { try store.card(of: $0) }
    }
  }

  /// Which notes of both kinds somebody has rated. A member learns it of nobody else.
  public func ratedNotes(_ caller: AdapterCaller, by raters: [String]) async throws -> Set<String> {
    try caller.require("notes:read")
    let acting = try await acting(caller)
    return try await store.read { store in
      var notes: Set<String> = []
      for rater in raters.map({ MemberID($0) })
      where acting.map({ $0.isStaff || $0.member.id == rater }) ?? true {
        notes.formUnion(try store.ratedNotes(by: rater))
      }
      return notes
    }
  }

  /// Changes a note's words, or deletes it: its author or staff.
  public func changePlatformNote(
    _ caller: AdapterCaller, _ id: String, summary: String? = nil, isMisleading: Bool? = nil,
    isDeleted: Bool = false
  ) async throws -> PlatformNoteCard {
    try caller.require(isDeleted ? "notes:delete" : "notes:write")
    let acting = try await acting(caller)
    let now = self.now
    return try await store.write { store in
      var note = try store.platformNote(id, of: caller, acting)
      if let acting, acting.member.id != note.author { try acting.requireStaff() }
      try acting?.requireWriting()
      note.summary = summary ?? note.summary
      note.isMisleading = isMisleading ?? note.isMisleading
      note.updatedAt = now
      if isDeleted { note.deletedAt = now }
      try store.update(note)
      try store.audit(
        ModerationAuditLine(
          at: now, community: note.community,
          actor: acting.map { "member \($0.member.id)" } ?? "adapter \(caller.adapter.id)",
          what: isDeleted ? "note deleted" : "note changed",
          details: JSONTree.object(["note": .text(note.id)]).canonical))
      return try store.card(of: note)
    }
  }

  /// Staff fix a note's status, which ratings do not change any more.
  public func decidePlatformNote(
    _ caller: AdapterCaller, _ id: String, _ outcome: ReviewOutcome
  ) async throws -> PlatformNoteCard {
    try caller.require("notes:write")
    let acting = try await acting(caller)
    try acting?.requireStaff()
    let now = self.now
    return try await store.write { store in
      var note = try store.platformNote(id, of: caller, acting)
      guard note.forced != outcome else { return try store.card(of: note) }
      let actor = acting?.member.id ?? MemberID("adapter \(caller.adapter.id)")
      note.forced = outcome
      note.forcedBy = actor
      note.forcedAt = now
      note.updatedAt = now
      try store.update(note)
      if var submission = try note.submission.flatMap({ try store.submission($0) }),
        submission.review == nil, let state = try? submission.state.after(.decided)
      {
        submission.state = state
        submission.decidedAt = now
        submission.decidedBy = .staff
        submission.updatedAt = now
        try store.put(submission)
      }
      try store.audit(
        ModerationAuditLine(
          at: now, community: note.community, actor: "staff \(actor) via adapter",
          what: "note decided",
          details: JSONTree.object([
            "note": .text(note.id), "outcome": .text(outcome.rawValue),
          ]).canonical))
      return try store.card(of: note)
    }
  }
}

extension StoreTransaction {
  /// A note that a call may see.
  func platformNote(
    _ id: String, of caller: AdapterCaller, _ acting: ActingMember?
  ) throws -> PlatformNote {
    guard let note = try platformNote(id), note.deletedAt == nil,
      let community = try moderatedCommunity(note.community), caller.owns(community),
      acting.map({ $0.community.id == community.id }) ?? true
    else { throw Site.noReviewNote }
    return note
  }

  /// The member whom a body names, or for whom the call is.
  ///
  /// - Throws: `SiteError.forbidden` where the two differ.
  func member(
    _ named: String?, or acting: ActingMember?, of community: ModeratedCommunity, field: String
  ) throws -> MemberID {
    if let acting {
      guard named.map({ $0.lowercased() == acting.member.id.rawValue }) ?? true else {
        throw SiteError.forbidden(reason: "\(field) is not the acting user")
      }
      return acting.member.id
    }
    guard let named else { throw SiteError.invalid(field, "Field required: no user is acting.") }
    guard let member = try externalMember(MemberID(named.lowercased())),
      member.platform == community.platform, member.scope == community.slug
    else { throw SiteError.notFound(what: "Profile not found") }
    return member.id
  }

  fileprivate func card(of note: PlatformNote) throws -> PlatformNoteCard {
    PlatformNoteCard(
      note: note, message: try note.submission.flatMap { try submission($0)?.message },
      tally: Tally(try platformRatings(of: note.id).map(\.value)))
  }
}
