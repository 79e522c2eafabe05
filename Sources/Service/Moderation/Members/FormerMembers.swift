import Crypto
import Moderation
import Storage

extension Site {
  /// Replaces who a member was by a pseudonym, for who left the platform (moderation 17).
  ///
  /// - Throws: `SiteError.notFound` for who is not known.
  public func forgetMember(_ userID: String, of community: String) async throws {
    let now = self.now
    try await store.write { store in
      guard let community = try store.moderatedCommunity(community) else {
        throw Self.noCommunity
      }
      guard try store.forget(userID: userID, of: community, at: now) else {
        throw SiteError.notFound(what: "Nobody of this community has the id \(userID).")
      }
    }
  }
}

extension StoreTransaction {
  /// Name and id are gone from the member and from what they submitted, and no account of the site is
  /// theirs any more. Votes, flags and the texts of posts are kept, under the pseudonym.
  ///
  /// - Returns: false for who is not known.
  func forget(
    userID: String, of community: ModeratedCommunity, at now: Int64
  ) throws -> Bool {
    guard
      var member = try externalMember(
        platform: community.platform, scope: community.slug, userID: userID)
    else { return false }
    let pseudonym = SymmetricKey(size: SymmetricKeySize(bitCount: 64)).withUnsafeBytes {
      "former-\(hex($0))"
    }
    member.userID = pseudonym
    member.name = pseudonym
    member.isActive = false
    member.isAdmin = false
    member.isModerator = false
    member.trustLevel = nil
    member.lastSeenAt = now
    try update(member)
    try rename(author: member.id, from: userID, to: pseudonym, in: community.id)
    try audit(
      ModerationAuditLine(
        at: now, community: community.id, actor: "system", what: "member forgotten",
        details: JSONTree.object(["member": .text(member.id.rawValue)]).canonical))
    return true
  }
}
