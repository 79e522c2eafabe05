import CommunityRules
import Storage

/// Whom a program acts for, as `GET /2/users/me` tells it.
public struct ProgramUser: Hashable, Sendable {
  public var id: String
  public var name: String
  public var username: String
}

extension Site {
  /// The account itself, to its own program alone.
  public func programUser(_ caller: ProgramCaller) async throws -> ProgramUser {
    let alias = try await store.read { store in
      try store.membership(of: caller.account.id)
        .flatMap { try store.contributor($0.participant) }?.alias
    }
    return ProgramUser(
      id: caller.userID, name: caller.account.name,
      username: (alias ?? "user \(caller.userID)").lowercased().split(separator: " ")
        .joined(separator: "_"))
  }

  /// Takes one try at the token endpoint.
  ///
  /// - Throws: `SiteError.limited` where none is left.
  public func limitTokenRequests(from client: String) throws {
    try limits.take(.tokens, by: client, at: now)
  }
}
