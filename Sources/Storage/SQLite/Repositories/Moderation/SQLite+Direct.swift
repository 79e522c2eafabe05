import Foundation
import GRDB
import Moderation

extension SQLiteTransaction {
  func put(_ connection: DirectConnection) throws {
    try execute(
      """
      INSERT INTO directConnection (community, kind, webhook, sealedSecret, sealedKey, apiUser,
        isActive, createdAt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (community) DO UPDATE SET webhook = excluded.webhook,
        sealedSecret = excluded.sealedSecret, sealedKey = excluded.sealedKey,
        apiUser = excluded.apiUser, isActive = excluded.isActive
      """,
      [
        connection.community, connection.kind.rawValue, connection.webhook,
        Data(connection.sealedSecret), connection.sealedKey.map { Data($0) }, connection.apiUser,
        connection.isActive, connection.createdAt,
      ])
  }

  private static func connection(_ row: Row) throws -> DirectConnection {
    guard let kind = DirectConnection.Kind(rawValue: row["kind"]) else {
      throw StoreError.unknownName(column: "kind", name: row["kind"])
    }
    var connection = DirectConnection(
      community: row["community"], kind: kind, webhook: row["webhook"],
      sealedSecret: Array(row["sealedSecret"] as Data),
      sealedKey: (row["sealedKey"] as Data?).map { Array($0) }, apiUser: row["apiUser"],
      createdAt: row["createdAt"])
    connection.isActive = row["isActive"]
    return connection
  }

  func directConnection(_ community: String) throws -> DirectConnection? {
    try first(
      "SELECT * FROM directConnection WHERE community = ?", [community], Self.connection)
  }

  func directConnection(webhook: String) throws -> DirectConnection? {
    try first("SELECT * FROM directConnection WHERE webhook = ?", [webhook], Self.connection)
  }

  func directConnections() throws -> [DirectConnection] {
    try all("SELECT * FROM directConnection ORDER BY createdAt, community", [], Self.connection)
  }
}

// MARK: - What forums told

extension SQLiteTransaction {
  func enqueue(_ event: ForumEvent) throws -> Bool {
    try execute(
      """
      INSERT INTO forumEvent (community, eventID, digest, kind, event, subject, version, body,
        receivedAt, state, attempts, nextAttemptAt, problem)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """,
      [
        event.community, event.eventID, Data(event.digest), event.kind, event.event, event.subject,
        event.version, event.body, event.receivedAt, event.state.rawValue, event.attempts,
        event.nextAttemptAt, event.problem,
      ])
    return db.changesCount > 0
  }

  private static func event(_ row: Row) throws -> ForumEvent {
    guard let state = ForumEvent.State(rawValue: row["state"]) else {
      throw StoreError.unknownName(column: "state", name: row["state"])
    }
    var event = ForumEvent(
      community: row["community"], eventID: row["eventID"], digest: Array(row["digest"] as Data),
      kind: row["kind"], event: row["event"], subject: row["subject"], version: row["version"],
      body: row["body"], at: row["receivedAt"])
    event.id = row["id"]
    event.state = state
    event.attempts = row["attempts"]
    event.nextAttemptAt = row["nextAttemptAt"]
    event.problem = row["problem"]
    return event
  }

  func dueForumEvents(at now: Int64, limit: Int) throws -> [ForumEvent] {
    try all(
      """
      SELECT * FROM forumEvent AS this WHERE state = 'pending' AND nextAttemptAt <= ?
        AND NOT EXISTS (
          SELECT 1 FROM forumEvent AS earlier
          WHERE earlier.state = 'pending' AND earlier.community = this.community
            AND earlier.subject = this.subject AND earlier.id < this.id)
      ORDER BY id LIMIT ?
      """, [now, limit], Self.event)
  }

  func update(_ event: ForumEvent) throws {
    try execute(
      """
      UPDATE forumEvent SET body = ?, state = ?, attempts = ?, nextAttemptAt = ?, problem = ?
      WHERE id = ?
      """,
      [
        event.body, event.state.rawValue, event.attempts, event.nextAttemptAt, event.problem,
        event.id,
      ])
  }

  func forumEvent(_ id: Int64) throws -> ForumEvent? {
    try first("SELECT * FROM forumEvent WHERE id = ?", [id], Self.event)
  }

  func knowsForumEvent(_ eventID: String, of community: String) throws -> Bool {
    try count(
      "SELECT COUNT(*) FROM forumEvent WHERE community = ? AND eventID = ? AND state = 'done'",
      [community, eventID]) > 0
  }

  func latestVersion(of subject: String, in community: String) throws -> Int64? {
    try first(
      """
      SELECT MAX(version) FROM forumEvent
      WHERE community = ? AND subject = ? AND state = 'done'
      """, [community, subject]
    ) { $0[0] as Int64? } ?? nil
  }

  func forumEventCounts(of community: String) throws -> (pending: Int, failed: Int) {
    func number(_ state: ForumEvent.State) throws -> Int {
      try count(
        "SELECT COUNT(*) FROM forumEvent WHERE community = ? AND state = ?",
        [community, state.rawValue])
    }
    return (try number(.pending), try number(.failed))
  }
}

// MARK: - What was done

extension SQLiteTransaction {
  func deliverySteps(of delivery: Int64) throws -> Set<String> {
    Set(
      try all("SELECT step FROM deliveryStep WHERE delivery = ?", [delivery]) {
        $0["step"] as String
      })
  }

  func noteStep(_ step: String, of delivery: QueuedDelivery, at: Int64) throws {
    try execute(
      """
      INSERT INTO deliveryStep (delivery, step, post, at) VALUES (?, ?, ?, ?)
      ON CONFLICT (delivery, step) DO NOTHING
      """, [delivery.id, step, delivery.post, at])
  }

  func lastStep(_ step: String, post: String) throws -> Int64? {
    try first(
      "SELECT MAX(at) FROM deliveryStep WHERE post = ? AND step = ?", [post, step]
    ) { $0[0] as Int64? } ?? nil
  }
}
