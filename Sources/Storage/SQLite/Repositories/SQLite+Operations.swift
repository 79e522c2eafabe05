import CommunityRules
import Foundation
import GRDB

extension SQLiteTransaction {
  private static func settings(_ row: Row) -> SettingsVersion {
    SettingsVersion(
      version: row["version"], value: row["value"], savedAt: row["savedAt"],
      savedBy: (row["savedBy"] as Int64?).map { AccountID($0) }, reason: row["reason"])
  }

  func settings() throws -> SettingsVersion? {
    try first("SELECT * FROM settings ORDER BY version DESC LIMIT 1", [], Self.settings)
  }

  func settingsVersions(limit: Int) throws -> [SettingsVersion] {
    try all("SELECT * FROM settings ORDER BY version DESC LIMIT ?", [limit], Self.settings)
  }

  func saveSettings(_ value: String, by account: AccountID?, reason: String, at: Int64) throws {
    try execute(
      "INSERT INTO settings (value, savedAt, savedBy, reason) VALUES (?, ?, ?, ?)",
      [value, at, account?.rawValue, reason])
  }
}

// MARK: - Measures and incidents

extension SQLiteTransaction {
  func insert(_ measure: MeasureRecord) throws -> Int64 {
    try execute(
      """
      INSERT INTO measure (kind, value, reason, startedAt, startedBy, expiresAt, endedAt)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        measure.kind, measure.value, measure.reason, measure.startedAt,
        measure.startedBy?.rawValue, measure.expiresAt, measure.endedAt,
      ])
    return db.lastInsertedRowID
  }

  private static func measure(_ row: Row) -> MeasureRecord {
    MeasureRecord(
      id: row["id"], kind: row["kind"], value: row["value"], reason: row["reason"],
      startedAt: row["startedAt"],
      startedBy: (row["startedBy"] as Int64?).map { AccountID($0) },
      expiresAt: row["expiresAt"], endedAt: row["endedAt"])
  }

  func openMeasures(at: Int64) throws -> [MeasureRecord] {
    try all(
      "SELECT * FROM measure WHERE endedAt IS NULL AND expiresAt > ? ORDER BY id", [at],
      Self.measure)
  }

  func measures(limit: Int) throws -> [MeasureRecord] {
    try all("SELECT * FROM measure ORDER BY id DESC LIMIT ?", [limit], Self.measure)
  }

  func endMeasure(_ id: Int64, at: Int64) throws {
    try execute("UPDATE measure SET endedAt = ? WHERE id = ? AND endedAt IS NULL", [at, id])
  }

  func insert(_ incident: Incident) throws -> Int64 {
    try execute(
      """
      INSERT INTO incident (title, text, isPublic, openedAt, closedAt) VALUES (?, ?, ?, ?, ?)
      """,
      [incident.title, incident.text, incident.isPublic, incident.openedAt, incident.closedAt])
    return db.lastInsertedRowID
  }

  func update(_ incident: Incident) throws {
    try execute(
      """
      UPDATE incident SET title = ?, text = ?, isPublic = ?, openedAt = ?, closedAt = ?
      WHERE id = ?
      """,
      [
        incident.title, incident.text, incident.isPublic, incident.openedAt, incident.closedAt,
        incident.id,
      ])
  }

  func incidents(limit: Int) throws -> [Incident] {
    try all("SELECT * FROM incident ORDER BY id DESC LIMIT ?", [limit]) { row in
      Incident(
        id: row["id"], title: row["title"], text: row["text"], isPublic: row["isPublic"],
        openedAt: row["openedAt"], closedAt: row["closedAt"])
    }
  }
}

// MARK: - Releases, audit log and kept facts

extension SQLiteTransaction {
  func put(_ release: ReleaseRecord) throws {
    try execute(
      "INSERT OR REPLACE INTO release (day, cutOff, publishedAt, folder, manifest) VALUES (?, ?, ?, ?, ?)",
      [release.day, release.cutOff, release.publishedAt, release.folder, release.manifest])
  }

  func releases(limit: Int) throws -> [ReleaseRecord] {
    try all("SELECT * FROM release ORDER BY day DESC LIMIT ?", [limit]) { row in
      ReleaseRecord(
        day: row["day"], cutOff: row["cutOff"], publishedAt: row["publishedAt"],
        folder: row["folder"], manifest: row["manifest"])
    }
  }

  func deleteRelease(day: Int64) throws {
    try execute("DELETE FROM release WHERE day = ?", [day])
  }

  func audit(_ entry: AuditEntry) throws {
    try execute(
      "INSERT INTO audit (at, actor, action, subject, details) VALUES (?, ?, ?, ?, ?)",
      [entry.at, entry.actor?.rawValue, entry.action, entry.subject, entry.details])
  }

  func auditEntries(before: Int64?, limit: Int) throws -> [AuditEntry] {
    try all(
      "SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?", [before ?? .max, limit]
    ) { row in
      AuditEntry(
        id: row["id"], at: row["at"], actor: (row["actor"] as Int64?).map { AccountID($0) },
        action: row["action"], subject: row["subject"], details: row["details"])
    }
  }

  func keptAnswer(key: String, account: AccountID) throws -> KeptAnswer? {
    try first(
      "SELECT * FROM idempotency WHERE account = ? AND key = ?", [account.rawValue, key]
    ) { row in
      KeptAnswer(
        key: row["key"], requestHash: Array(row["requestHash"] as Data), status: row["status"],
        body: Array(row["body"] as Data), createdAt: row["createdAt"])
    }
  }

  func keep(_ answer: KeptAnswer, account: AccountID) throws {
    try execute(
      """
      INSERT INTO idempotency (key, account, requestHash, status, body, createdAt)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        answer.key, account.rawValue, Data(answer.requestHash), answer.status, Data(answer.body),
        answer.createdAt,
      ])
  }

  func deleteKeptAnswers(before: Int64) throws {
    try execute("DELETE FROM idempotency WHERE createdAt < ?", [before])
  }

  func deleteKeptAnswers(of account: AccountID) throws {
    try execute("DELETE FROM idempotency WHERE account = ?", [account.rawValue])
  }

  func kept(_ name: String) throws -> [UInt8]? {
    try first("SELECT value FROM keep WHERE name = ?", [name]) { Array($0["value"] as Data) }
  }

  func keep(_ value: [UInt8], as name: String) throws {
    try execute("INSERT OR REPLACE INTO keep (name, value) VALUES (?, ?)", [name, Data(value)])
  }
}
