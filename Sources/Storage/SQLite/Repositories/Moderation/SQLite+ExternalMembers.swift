import Foundation
import GRDB
import Moderation

extension SQLiteTransaction {
  func insert(_ member: ExternalMember) throws {
    try execute(
      """
      INSERT INTO externalMember (platform, scope, userID, name, trustLevel, isAdmin, isModerator,
        isHuman, isBanned, isActive, isExcluded, createdAt, lastSeenAt, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.cells(member))
  }

  func update(_ member: ExternalMember) throws {
    try execute(
      """
      UPDATE externalMember SET platform = ?, scope = ?, userID = ?, name = ?, trustLevel = ?,
        isAdmin = ?, isModerator = ?, isHuman = ?, isBanned = ?, isActive = ?, isExcluded = ?,
        createdAt = ?, lastSeenAt = ?
      WHERE id = ?
      """, Self.cells(member))
  }

  private static func cells(_ member: ExternalMember) -> StatementArguments {
    [
      member.platform, member.scope, member.userID, member.name, member.trustLevel,
      member.isAdmin, member.isModerator, member.isHuman, member.isBanned, member.isActive,
      member.isExcluded, member.createdAt, member.lastSeenAt, member.id.rawValue,
    ]
  }

  private static func externalMember(_ row: Row) -> ExternalMember {
    var member = ExternalMember(
      id: MemberID(row["id"] as String), platform: row["platform"], scope: row["scope"],
      userID: row["userID"], name: row["name"], createdAt: row["createdAt"])
    member.trustLevel = row["trustLevel"]
    member.isAdmin = row["isAdmin"]
    member.isModerator = row["isModerator"]
    member.isHuman = row["isHuman"]
    member.isBanned = row["isBanned"]
    member.isActive = row["isActive"]
    member.isExcluded = row["isExcluded"]
    member.lastSeenAt = row["lastSeenAt"]
    return member
  }

  func externalMember(_ id: MemberID) throws -> ExternalMember? {
    try first("SELECT * FROM externalMember WHERE id = ?", [id.rawValue], Self.externalMember)
  }

  func externalMembers(
    _ ids: some Sequence<MemberID>
  ) throws -> [MemberID: ExternalMember] {
    let members = try all(
      "SELECT * FROM externalMember WHERE id IN (SELECT value FROM json_each(?))",
      [try Self.list(ids.map(\.rawValue))], Self.externalMember)
    return Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0) })
  }

  func externalMember(platform: String, scope: String, userID: String) throws -> ExternalMember? {
    try first(
      "SELECT * FROM externalMember WHERE platform = ? AND scope = ? AND userID = ?",
      [platform, scope, userID], Self.externalMember)
  }

  func externalMember(platform: String, scope: String, name: String) throws -> ExternalMember? {
    try first(
      """
      SELECT * FROM externalMember WHERE platform = ? AND scope = ? AND name = ?
      ORDER BY lastSeenAt DESC LIMIT 1
      """, [platform, scope, name], Self.externalMember)
  }

  func moveMembers(platform: String, from: String, to: String) throws {
    try execute(
      "UPDATE externalMember SET scope = ? WHERE platform = ? AND scope = ?", [to, platform, from])
  }
}
