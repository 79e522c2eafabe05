import Foundation
import GRDB
import Moderation

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
      ON CONFLICT (community, channel) DO UPDATE SET name = excluded.name
      WHERE name <> excluded.name
      """,
      [
        category.community, category.channel, category.id, category.name, category.parent,
        category.firstSeenAt,
      ])
  }

  func setParent(_ parent: String?, of channel: String, in community: String) throws {
    try execute(
      """
      UPDATE moderatedCategory SET parent = ?1
      WHERE community = ?2 AND channel = ?3 AND parent IS NOT ?1
      """, [parent, community, channel])
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
