import GRDB
import Moderation

extension SQLiteTransaction {
  @discardableResult
  func addPolicy(
    _ level: PolicyLevel?, channel: String?, of community: String, by: String, at: Int64
  ) throws -> Int {
    let version = try policyVersion(of: community) + 1
    try execute(
      """
      INSERT INTO moderationPolicy (community, version, channel, level, changedBy, changedAt)
      VALUES (?, ?, ?, ?, ?, ?)
      """, [community, version, channel ?? "", try level.map { try json($0) }, by, at])
    return version
  }

  private static func policy(_ row: Row) throws -> PolicyVersion {
    let channel: String = row["channel"]
    let level: PolicyLevel? = (row["level"] as String?) == nil ? nil : try row.decoded("level")
    return PolicyVersion(
      number: row["version"], channel: channel.isEmpty ? nil : channel, level: level,
      changedBy: row["changedBy"], changedAt: row["changedAt"])
  }

  func policyLevels(of community: String) throws -> [String?: PolicyLevel] {
    let version = try policyVersion(of: community)
    if let known = policies.levels(of: community, version: version) { return known }
    let levels = try readPolicyLevels(of: community)
    if isReading { policies.remember(levels, of: community, version: version) }
    return levels
  }

  private func readPolicyLevels(of community: String) throws -> [String?: PolicyLevel] {
    let latest = try all(
      """
      SELECT * FROM moderationPolicy AS this WHERE community = ?1 AND version = (
        SELECT MAX(version) FROM moderationPolicy AS any
        WHERE any.community = ?1 AND any.channel = this.channel)
      """, [community], Self.policy)
    return Dictionary(
      latest.compactMap { version in version.level.map { (version.channel, $0) } },
      uniquingKeysWith: { $1 })
  }

  func policyVersion(of community: String) throws -> Int {
    try count("SELECT MAX(version) FROM moderationPolicy WHERE community = ?", [community])
  }

  func policyVersions(of community: String, limit: Int) throws -> [PolicyVersion] {
    try all(
      "SELECT * FROM moderationPolicy WHERE community = ? ORDER BY version DESC LIMIT ?",
      [community, limit], Self.policy)
  }

  func addClassifierList(_ text: String, by: String, at: Int64) throws {
    try execute(
      "INSERT INTO classifierList (text, changedBy, changedAt) VALUES (?, ?, ?)", [text, by, at])
  }

  func classifierList() throws -> (version: Int64, text: String)? {
    try first("SELECT version, text FROM classifierList ORDER BY version DESC LIMIT 1") {
      (version: $0[0], text: $0[1])
    }
  }

  func classifierListVersion() throws -> Int64 {
    try first("SELECT max(version) FROM classifierList") { $0[0] as Int64? ?? 0 } ?? 0
  }

  private static func list(_ row: Row) -> ClassifierListVersion {
    ClassifierListVersion(
      version: row["version"], text: row["text"], changedBy: row["changedBy"],
      changedAt: row["changedAt"])
  }

  func classifierLists(limit: Int) throws -> [ClassifierListVersion] {
    try all(
      "SELECT * FROM classifierList ORDER BY version DESC LIMIT ?", [limit], Self.list)
  }

  func classifierList(version: Int64) throws -> ClassifierListVersion? {
    try first("SELECT * FROM classifierList WHERE version = ?", [version], Self.list)
  }

  func audit(_ line: ModerationAuditLine) throws {
    try execute(
      """
      INSERT INTO moderationAudit (at, community, review, actor, what, reason, details)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        line.at, line.community, line.review?.rawValue, line.actor, line.what, line.reason,
        line.details,
      ])
  }

  func moderationAudit(
    community: String?, review: ReviewItemID?, before: Int64?, limit: Int
  ) throws -> [ModerationAuditLine] {
    try all(
      """
      SELECT * FROM moderationAudit WHERE (?1 IS NULL OR community = ?1)
        AND (?2 IS NULL OR review = ?2) AND id < ?3
      ORDER BY id DESC LIMIT ?4
      """, [community, review?.rawValue, before ?? .max, limit]
    ) { row in
      ModerationAuditLine(
        id: row["id"], at: row["at"], community: row["community"],
        review: (row["review"] as String?).map { ReviewItemID($0) }, actor: row["actor"],
        what: row["what"], reason: row["reason"], details: row["details"])
    }
  }
}
