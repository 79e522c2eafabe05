import Foundation
import GRDB
import Moderation

extension SQLiteTransaction {
  func put(_ webhook: Webhook) throws {
    try execute(
      """
      INSERT INTO webhook (id, community, url, sealedSecret, adapterKey, channel, events, isActive,
        problem, createdAt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET url = excluded.url, sealedSecret = excluded.sealedSecret,
        adapterKey = excluded.adapterKey, channel = excluded.channel, events = excluded.events,
        isActive = excluded.isActive, problem = excluded.problem
      """,
      [
        webhook.id, webhook.community, webhook.url, webhook.sealedSecret.map { Data($0) },
        webhook.adapterKey, webhook.channel, try webhook.events.map { try json($0) },
        webhook.isActive, webhook.problem, webhook.createdAt,
      ])
  }

  private static func webhook(_ row: Row) throws -> Webhook {
    let events: [String]? = (row["events"] as String?) == nil ? nil : try row.decoded("events")
    var webhook = Webhook(
      id: row["id"], community: row["community"], url: row["url"],
      sealedSecret: (row["sealedSecret"] as Data?).map { Array($0) },
      adapterKey: row["adapterKey"], channel: row["channel"], events: events,
      createdAt: row["createdAt"])
    webhook.isActive = row["isActive"]
    webhook.problem = row["problem"]
    return webhook
  }

  func webhook(_ id: String) throws -> Webhook? {
    try first("SELECT * FROM webhook WHERE id = ?", [id], Self.webhook)
  }

  func webhook(community: String, url: String) throws -> Webhook? {
    try first(
      "SELECT * FROM webhook WHERE community = ? AND url = ?", [community, url], Self.webhook)
  }

  func webhooks(of community: String) throws -> [Webhook] {
    try all(
      "SELECT * FROM webhook WHERE community = ? ORDER BY createdAt, id", [community],
      Self.webhook)
  }

  func webhooks(signedWith key: String) throws -> [Webhook] {
    try all("SELECT * FROM webhook WHERE adapterKey = ? ORDER BY id", [key], Self.webhook)
  }
}

// MARK: - Deliveries

extension SQLiteTransaction {
  func enqueue(_ delivery: QueuedDelivery) throws {
    try execute(
      """
      INSERT INTO webhookDelivery (webhook, eventID, event, post, submission, payload, createdAt,
        state, nextAttemptAt, progress)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (webhook, eventID) DO NOTHING
      """,
      [
        delivery.webhook, delivery.eventID, delivery.event, delivery.post, delivery.submission,
        delivery.payload, delivery.createdAt, delivery.progress.state.rawValue,
        delivery.progress.nextAttemptAt, try json(delivery.progress),
      ])
  }

  private static func delivery(_ row: Row) throws -> QueuedDelivery {
    var delivery = QueuedDelivery(
      id: row["id"], webhook: row["webhook"], eventID: row["eventID"], event: row["event"],
      post: row["post"], submission: row["submission"], payload: row["payload"],
      createdAt: row["createdAt"], progress: try row.decoded("progress"))
    delivery.lastStatus = row["lastStatus"]
    delivery.lastError = row["lastError"]
    return delivery
  }

  func dueDeliveries(at now: Int64, limit: Int) throws -> [QueuedDelivery] {
    try all(
      """
      SELECT * FROM webhookDelivery AS this WHERE state = 'pending' AND nextAttemptAt <= ?
        AND NOT EXISTS (
          SELECT 1 FROM webhookDelivery AS earlier
          WHERE earlier.state = 'pending' AND earlier.webhook = this.webhook
            AND earlier.post = this.post AND earlier.id < this.id)
      ORDER BY nextAttemptAt, id LIMIT ?
      """, [now, limit], Self.delivery)
  }

  func update(_ delivery: QueuedDelivery) throws {
    try execute(
      """
      UPDATE webhookDelivery SET state = ?, nextAttemptAt = ?, progress = ?, lastStatus = ?,
        lastError = ?
      WHERE id = ?
      """,
      [
        delivery.progress.state.rawValue, delivery.progress.nextAttemptAt,
        try json(delivery.progress), delivery.lastStatus, delivery.lastError, delivery.id,
      ])
  }

  func delivery(_ id: Int64) throws -> QueuedDelivery? {
    try first("SELECT * FROM webhookDelivery WHERE id = ?", [id], Self.delivery)
  }

  func deliveries(
    to webhook: String, limit: Int, offset: Int
  ) throws -> (items: [QueuedDelivery], total: Int) {
    (
      try all(
        "SELECT * FROM webhookDelivery WHERE webhook = ? ORDER BY id DESC LIMIT ? OFFSET ?",
        [webhook, limit, offset], Self.delivery),
      try count("SELECT COUNT(*) FROM webhookDelivery WHERE webhook = ?", [webhook])
    )
  }

  func deadLetters(community: String?, before: Int64?, limit: Int) throws -> [QueuedDelivery] {
    try all(
      """
      SELECT webhookDelivery.* FROM webhookDelivery
      JOIN webhook ON webhook.id = webhookDelivery.webhook
      WHERE webhookDelivery.state = 'failed' AND (?1 IS NULL OR webhook.community = ?1)
        AND webhookDelivery.id < ?2
      ORDER BY webhookDelivery.id DESC LIMIT ?3
      """, [community, before ?? .max, limit], Self.delivery)
  }

  func pendingDeliveries(submission: String, webhooks: [String]) throws -> [QueuedDelivery] {
    try all(
      """
      SELECT * FROM webhookDelivery WHERE state = 'pending' AND submission = ?
        AND webhook IN (SELECT value FROM json_each(?)) ORDER BY id
      """, [submission, try Self.list(webhooks)], Self.delivery)
  }
}
