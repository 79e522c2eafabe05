import CommunityRules
import Moderation
import Storage

/// A line of the audit with the names of those who are in it.
public struct AuditLineView: Sendable {
  public let line: ModerationAuditLine
  public let actor: Actor
  /// What a review was before and after; nil where the line is of no step of a review.
  public let before: JSONTree?
  public let after: JSONTree?

  /// Who did it, and where.
  public enum Actor: Hashable, Sendable {
    case community
    case site
    /// By the name of the account.
    case `operator`(name: String)
    /// By the forum's name for them.
    case staff(name: String)
    /// The forum's program, where it acts for nobody.
    case program
  }
}

extension StoreTransaction {
  func views(of lines: [ModerationAuditLine]) throws -> [AuditLineView] {
    try lines.map { line in
      let details = JSONTree(parsing: line.details)
      return AuditLineView(
        line: line, actor: try auditActor(line.actor), before: details?["before"],
        after: details?["after"])
    }
  }

  /// Who the words of an audit line stand for.
  func auditActor(_ words: String) throws -> AuditLineView.Actor {
    let parts = words.split(separator: " ").map(String.init).filter { $0 != "staff" }
    guard let kind = parts.first else { return .site }
    switch kind {
    case "consensus": return .community
    case "system": return .site
    case "adapter": return .program
    case "account":
      guard let number = parts.dropFirst().first.flatMap({ Int64($0) }),
        let account = try account(AccountID(number)), account.role == .operator
      else { return .operator(name: "") }
      return .operator(name: account.name)
    default:
      let id = kind == "member" ? parts.dropFirst().first ?? "" : kind
      return .staff(name: try externalMember(MemberID(id))?.name ?? "")
    }
  }
}

extension Site {
  /// What was done in moderation, the newest first, with names.
  public func moderationLog(
    _ asker: Asker, community: String?, before: Int64? = nil, limit: Int
  ) async throws -> [AuditLineView] {
    try asker.require(.takeMeasures)
    return try await store.read { store in
      try store.views(
        of: store.moderationAudit(
          community: community, review: nil, before: before, limit: limit))
    }
  }
}
