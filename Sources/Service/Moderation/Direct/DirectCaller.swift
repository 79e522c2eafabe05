import Moderation
import Storage

/// A community whose own webhook called, with a signature that is right.
public struct DirectCaller: Sendable {
  let community: ModeratedCommunity
  let connection: DirectConnection
}

/// Why a community's webhook is not served.
public enum DirectRefusal: Error, Hashable, Sendable {
  /// No such community, another kind of one, or it was disconnected.
  case unknown
  case badSignature
  /// Sent more than five minutes ago, or ahead of its time.
  case stale
  case malformed(String)
}

extension Site {
  /// Finds out whether a body is from the community that it is said to be from. Nothing of it is
  /// read before.
  ///
  /// - Throws: `DirectRefusal`, `SiteError.limited` for who tries too many signatures.
  public func directCaller(
    _ community: String, _ kind: DirectConnection.Kind, signature: String?, body: [UInt8],
    client: String
  ) async throws -> DirectCaller {
    guard NewIDs.isUUID(community) else { throw DirectRefusal.unknown }
    let id = community.lowercased()
    let found = try await store.read { store in
      try store.directConnection(id).flatMap { connection in
        try store.moderatedCommunity(id).map { DirectCaller(community: $0, connection: connection) }
      }
    }
    guard let found, found.connection.kind == kind, found.connection.isActive else {
      try limits.take(.unknownAdapter, by: client, at: now)
      throw DirectRefusal.unknown
    }
    guard
      let secret = key.open(
        found.connection.sealedSecret, for: SealedKeys.directSecret, name: id),
      SignedBody.isSigned(body, by: secret, signature)
    else {
      try limits.take(.unknownAdapter, by: client, at: now)
      throw DirectRefusal.badSignature
    }
    return found
  }
}
