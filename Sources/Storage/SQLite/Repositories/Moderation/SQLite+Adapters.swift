import Foundation
import GRDB
import Moderation

extension SQLiteTransaction {
  func insert(_ adapter: Adapter) throws {
    try execute(
      "INSERT INTO adapter (id, name, email, isAdministrator, createdAt) VALUES (?, ?, ?, ?, ?)",
      [adapter.id, adapter.name, adapter.email, adapter.isAdministrator, adapter.createdAt])
  }

  private static func adapter(_ row: Row) -> Adapter {
    var adapter = Adapter(
      id: row["id"], name: row["name"], isAdministrator: row["isAdministrator"],
      createdAt: row["createdAt"])
    adapter.email = row["email"]
    return adapter
  }

  func adapter(_ id: String) throws -> Adapter? {
    try first("SELECT * FROM adapter WHERE id = ?", [id], Self.adapter)
  }

  func adapters() throws -> [Adapter] {
    try all("SELECT * FROM adapter ORDER BY createdAt, id", [], Self.adapter)
  }

  func adapter(email: String) throws -> Adapter? {
    try first("SELECT * FROM adapter WHERE email = ?", [email], Self.adapter)
  }

  func keptAnswer(key: String, adapter: String) throws -> KeptAnswer? {
    try first(
      "SELECT * FROM adapterAnswer WHERE adapter = ? AND key = ?", [adapter, key]
    ) { row in
      KeptAnswer(
        key: row["key"], requestHash: Array(row["requestHash"] as Data), status: row["status"],
        body: Array(row["body"] as Data), createdAt: row["createdAt"])
    }
  }

  func keep(_ answer: KeptAnswer, adapter: String) throws {
    try execute(
      """
      INSERT INTO adapterAnswer (adapter, key, requestHash, status, body, createdAt)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        adapter, answer.key, Data(answer.requestHash), answer.status, Data(answer.body),
        answer.createdAt,
      ])
  }

  func deleteKeptAdapterAnswers(before: Int64) throws {
    try execute("DELETE FROM adapterAnswer WHERE createdAt < ?", [before])
  }

  // MARK: Keys

  func insert(_ key: AdapterKey) throws {
    try execute(
      """
      INSERT INTO adapterKey (adapter, name, prefix, hash, scopes, sealed, createdBy, createdAt,
        expiresAt, revokedAt, usedAt, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.cells(key))
  }

  func update(_ key: AdapterKey) throws {
    try execute(
      """
      UPDATE adapterKey SET adapter = ?, name = ?, prefix = ?, hash = ?, scopes = ?, sealed = ?,
        createdBy = ?, createdAt = ?, expiresAt = ?, revokedAt = ?, usedAt = ?
      WHERE id = ?
      """, Self.cells(key))
  }

  private static func cells(_ key: AdapterKey) throws -> StatementArguments {
    [
      key.adapter, key.name, key.prefix, key.hash, try json(key.scopes.sorted()),
      key.sealed.map { Data($0) }, key.createdBy, key.createdAt, key.expiresAt, key.revokedAt,
      key.usedAt, key.id,
    ]
  }

  private static func adapterKey(_ row: Row) throws -> AdapterKey {
    let scopes: [String] = try row.decoded("scopes")
    var key = AdapterKey(
      id: row["id"], adapter: row["adapter"], name: row["name"], prefix: row["prefix"],
      hash: row["hash"], scopes: Set(scopes), sealed: (row["sealed"] as Data?).map { Array($0) },
      createdAt: row["createdAt"], expiresAt: row["expiresAt"])
    key.createdBy = row["createdBy"]
    key.revokedAt = row["revokedAt"]
    key.usedAt = row["usedAt"]
    return key
  }

  func adapterKey(_ id: String) throws -> AdapterKey? {
    try first("SELECT * FROM adapterKey WHERE id = ?", [id], Self.adapterKey)
  }

  func adapterKey(prefix: String) throws -> AdapterKey? {
    try first("SELECT * FROM adapterKey WHERE prefix = ?", [prefix], Self.adapterKey)
  }

  func adapterKeysWithoutPrefix() throws -> [AdapterKey] {
    try all(
      "SELECT * FROM adapterKey WHERE prefix IS NULL AND revokedAt IS NULL ORDER BY createdAt", [],
      Self.adapterKey)
  }

  func adapterKeys(of adapter: String) throws -> [AdapterKey] {
    try all(
      "SELECT * FROM adapterKey WHERE adapter = ? ORDER BY createdAt, id", [adapter],
      Self.adapterKey)
  }

  func adapterKeys(madeBy adapter: String) throws -> [AdapterKey] {
    try all(
      "SELECT * FROM adapterKey WHERE createdBy = ? ORDER BY createdAt, id", [adapter],
      Self.adapterKey)
  }
}

// MARK: - Communities

extension SQLiteTransaction {
  func insert(_ community: ModeratedCommunity) throws {
    try execute(
      """
      INSERT INTO moderatedCommunity (adapter, platform, slug, name, description, settings, stats,
        isActive, isPublic, isHost, registersWebhook, createdAt, updatedAt, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.cells(community))
  }

  func update(_ community: ModeratedCommunity) throws {
    try execute(
      """
      UPDATE moderatedCommunity SET adapter = ?, platform = ?, slug = ?, name = ?,
        description = ?, settings = ?, stats = ?, isActive = ?, isPublic = ?, isHost = ?,
        registersWebhook = ?, createdAt = ?, updatedAt = ?
      WHERE id = ?
      """, Self.cells(community))
  }

  private static func cells(_ community: ModeratedCommunity) -> StatementArguments {
    [
      community.adapter, community.platform, community.slug, community.name,
      community.description, community.settings, community.stats, community.isActive,
      community.isPublic, community.isHost, community.registersWebhook, community.createdAt,
      community.updatedAt, community.id,
    ]
  }

  private static func moderatedCommunity(_ row: Row) -> ModeratedCommunity {
    var community = ModeratedCommunity(
      id: row["id"], adapter: row["adapter"], platform: row["platform"], slug: row["slug"],
      name: row["name"], description: row["description"], settings: row["settings"],
      isActive: row["isActive"], isPublic: row["isPublic"], createdAt: row["createdAt"])
    community.stats = row["stats"]
    community.isHost = row["isHost"]
    community.registersWebhook = row["registersWebhook"]
    community.updatedAt = row["updatedAt"]
    return community
  }

  func moderatedCommunity(_ id: String) throws -> ModeratedCommunity? {
    try first("SELECT * FROM moderatedCommunity WHERE id = ?", [id], Self.moderatedCommunity)
  }

  func moderatedCommunity(platform: String, slug: String) throws -> ModeratedCommunity? {
    try first(
      "SELECT * FROM moderatedCommunity WHERE platform = ? AND slug = ?", [platform, slug],
      Self.moderatedCommunity)
  }

  func moderatedCommunities(of adapter: String?) throws -> [ModeratedCommunity] {
    try all(
      """
      SELECT * FROM moderatedCommunity WHERE ?1 IS NULL OR adapter = ?1 ORDER BY createdAt, id
      """, [adapter], Self.moderatedCommunity)
  }

  func put(_ category: ModeratedCategory) throws {
    try execute(
      """
      INSERT INTO moderatedCategory (community, channel, id, name, parent, firstSeenAt)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (community, channel) DO UPDATE SET name = excluded.name,
        parent = COALESCE(excluded.parent, parent)
      WHERE name <> excluded.name OR parent IS NOT COALESCE(excluded.parent, parent)
      """,
      [
        category.community, category.channel, category.id, category.name, category.parent,
        category.firstSeenAt,
      ])
  }

  func setParent(_ parent: String?, of channel: String, in community: String) throws {
    try execute(
      "UPDATE moderatedCategory SET parent = ? WHERE community = ? AND channel = ?",
      [parent, community, channel])
  }

  func categories(above channel: String, in community: String) throws -> [String] {
    // A platform may tell of a circle: the number of steps ends it.
    try all(
      """
      WITH RECURSIVE line (channel, step) AS (
        VALUES (?2, 0)
        UNION
        SELECT parent, step + 1 FROM line
          JOIN moderatedCategory ON moderatedCategory.community = ?1
            AND moderatedCategory.channel = line.channel
        WHERE parent IS NOT NULL AND step < 10)
      SELECT channel FROM line WHERE step > 0 ORDER BY step
      """, [community, channel]
    ) { $0[0] }
  }

  func moderatedCategories(of community: String) throws -> [ModeratedCategory] {
    try all(
      "SELECT * FROM moderatedCategory WHERE community = ? ORDER BY firstSeenAt, channel",
      [community]
    ) { row in
      ModeratedCategory(
        id: row["id"], community: row["community"], channel: row["channel"], name: row["name"],
        parent: row["parent"], firstSeenAt: row["firstSeenAt"])
    }
  }
}

// MARK: - Members

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
