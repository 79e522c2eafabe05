import Moderation
import Storage

/// The member of a community that a call is for, with the powers that its headers claim now.
struct ActingMember: Sendable {
  let member: ExternalMember
  let community: ModeratedCommunity
  let identity: AdapterIdentity

  /// The stored role is never enough: the headers of this very call say who is staff.
  var voter: Voter {
    var voter = Voter(member.id, trustLevel: identity.trustLevel)
    voter.isAdmin = identity.isAdmin
    voter.isModerator = identity.isModerator
    voter.isBanned = member.isBanned
    voter.isActiveMember = member.isActive
    return voter
  }

  var isStaff: Bool { identity.isStaff }

  var mayWrite: Bool { !member.isBanned && member.isActive }

  /// - Throws: `SiteError.forbidden` for who may only look.
  func requireWriting() throws {
    guard mayWrite else {
      throw SiteError.forbidden(reason: "This profile may not take part.")
    }
  }

  func requireStaff() throws {
    try requireWriting()
    guard isStaff else { throw SiteError.forbidden(reason: "Staff of the community decide this.") }
  }
}

extension Site {
  /// Whom a call is for: found, or made on first sight, and brought up to date (moderation-api 3.3).
  ///
  /// - Returns: nil where the call is for nobody.
  /// - Throws: `AdapterRefusal.foreignScope`.
  func acting(_ caller: AdapterCaller) async throws -> ActingMember? {
    guard let identity = caller.identity else { return nil }
    let now = self.now
    let (community, known) = try await store.read { store in
      let found = try store.actingMember(identity, of: caller)
      return (found.community, found.current(identity, at: now))
    }
    if let known { return known }
    let member = try await store.write { store in
      var member = try store.member(
        of: community, userID: identity.userID, name: identity.username, at: now)
      member.take(identity, at: now)
      try store.update(member)
      return member
    }
    return ActingMember(member: member, community: community, identity: identity)
  }
}

/// Whom headers name, as far as the store knows.
struct NamedMember {
  let community: ModeratedCommunity
  let member: ExternalMember?

  /// Nil: they are new, or something about them is, which is to be written down first.
  func current(_ identity: AdapterIdentity, at now: Int64) -> ActingMember? {
    guard let member, member.isCurrent(identity, at: now) else { return nil }
    return ActingMember(member: member, community: community, identity: identity)
  }
}

extension StoreTransaction {
  /// - Throws: `AdapterRefusal.foreignScope`.
  func actingMember(
    _ identity: AdapterIdentity, of caller: AdapterCaller
  ) throws -> NamedMember {
    guard
      let community = try moderatedCommunity(platform: identity.platform, slug: identity.scope),
      caller.owns(community)
    else { throw AdapterRefusal.foreignScope }
    return NamedMember(
      community: community,
      member: try externalMember(
        platform: identity.platform, scope: identity.scope, userID: identity.userID))
  }

  /// A member of a community, made where nobody has met them.
  func member(
    of community: ModeratedCommunity, userID: String, name: String?, at now: Int64
  ) throws -> ExternalMember {
    if let known = try externalMember(
      platform: community.platform, scope: community.slug, userID: userID)
    {
      return known
    }
    var made = ExternalMember(
      id: MemberID(NewIDs.uuid(at: now)), platform: community.platform, scope: community.slug,
      userID: userID, name: name.flatMap { $0.isEmpty ? nil : $0 } ?? "user_\(userID)",
      createdAt: now)
    // Negative numbers are the platform's own.
    made.isHuman = Int64(userID).map { $0 >= 0 } ?? true
    try insert(made)
    return made
  }

  /// The profile in whose name reviews of a community are written.
  func systemMember(of community: ModeratedCommunity, at now: Int64) throws -> ExternalMember {
    if let known = try externalMember(
      platform: community.platform, scope: community.slug, userID: Self.systemUser)
    {
      return known
    }
    var made = try member(of: community, userID: Self.systemUser, name: "Community review", at: now)
    made.isHuman = false
    try update(made)
    return made
  }

  /// No platform's id has a space.
  static var systemUser: String { "system profile" }
}

extension ExternalMember {
  /// Whether nothing of what headers say is new, and the last look is not long ago.
  fileprivate func isCurrent(_ identity: AdapterIdentity, at now: Int64) -> Bool {
    var told = self
    told.take(identity, at: lastSeenAt)
    return told == self && now - lastSeenAt < 300_000
  }

  mutating func take(_ identity: AdapterIdentity, at now: Int64) {
    if let username = identity.username, !username.isEmpty { name = String(username.prefix(200)) }
    trustLevel = identity.trustLevel
    isAdmin = identity.isAdmin
    isModerator = identity.isModerator
    lastSeenAt = now
  }
}
