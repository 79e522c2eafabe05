import CommunityRules
import Moderation
import Storage

/// One version of a community's rules, beside what its level said before.
public struct PolicyRecord: Sendable {
  public let version: PolicyVersion
  public let changedBy: AuditLineView.Actor
  /// Nil: the level said nothing.
  public let before: PolicyLevel?
}

extension Site {
  /// Every change of a community's rules, the newest first.
  public func policyHistory(
    _ asker: Asker, community: String, limit: Int = 50
  ) async throws -> [PolicyRecord] {
    try asker.require(.takeMeasures)
    return try await store.read { store in
      guard try store.moderatedCommunity(community) != nil else { throw Self.noCommunity }
      let versions = try store.policyVersions(of: community, limit: 10_000)
      return try versions.prefix(limit).map { version in
        let before = versions.first {
          $0.number < version.number && $0.channel == version.channel
        }
        return PolicyRecord(
          version: version, changedBy: try store.auditActor(version.changedBy),
          before: before?.level)
      }
    }
  }

  /// The channels of a community that have rules of their own.
  public func channelsWithPolicy(
    _ asker: Asker, community: String
  ) async throws -> Set<String> {
    try asker.require(.takeMeasures)
    return try await store.read { Set(try $0.policyLevels(of: community).keys.compactMap(\.self)) }
  }
}
