import CommunityRules
import Foundation
import GRDB

extension SQLiteTransaction {
  func insert(_ notice: Notice) throws {
    try execute(
      """
      INSERT INTO notice (account, kind, subject, payload, createdAt, readAt)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """,
      [
        notice.account.rawValue, notice.kind, notice.subject, notice.payload, notice.createdAt,
        notice.readAt,
      ])
  }

  private static func notice(_ row: Row) -> Notice {
    Notice(
      id: row["id"], account: row.id("account"), kind: row["kind"], subject: row["subject"],
      payload: row["payload"], createdAt: row["createdAt"], readAt: row["readAt"])
  }

  func notices(to account: AccountID, before: Int64?, limit: Int) throws -> [Notice] {
    try all(
      "SELECT * FROM notice WHERE account = ? AND id < ? ORDER BY id DESC LIMIT ?",
      [account.rawValue, before ?? .max, limit], Self.notice)
  }

  func unreadNoticeCount(to account: AccountID) throws -> Int {
    try count(
      "SELECT COUNT(*) FROM notice WHERE account = ? AND readAt IS NULL", [account.rawValue])
  }

  func markNoticesRead(of account: AccountID, at: Int64) throws {
    try execute(
      "UPDATE notice SET readAt = ? WHERE account = ? AND readAt IS NULL",
      [at, account.rawValue])
  }

  func deleteNotices(of account: AccountID) throws {
    try execute("DELETE FROM notice WHERE account = ?", [account.rawValue])
  }

  func unmailedNotices(limit: Int) throws -> [Notice] {
    try all(
      "SELECT * FROM notice WHERE mailedAt IS NULL ORDER BY createdAt, id LIMIT ?", [limit],
      Self.notice)
  }

  func markMailed(_ ids: [Int64], at: Int64) throws {
    try execute(
      "UPDATE notice SET mailedAt = ? WHERE id IN (SELECT value FROM json_each(?))",
      [at, Self.list(ids)])
  }

  func noticeCount(to account: AccountID, kind: String, since: Int64) throws -> Int {
    try count(
      "SELECT COUNT(*) FROM notice WHERE account = ? AND kind = ? AND createdAt >= ?",
      [account.rawValue, kind, since])
  }
}

// MARK: - Samples

extension SQLiteTransaction {
  func insertSample(
    tokenHash: [UInt8], contributor: ParticipantID, note: NoteID, at: Int64, expiresAt: Int64
  ) throws {
    try execute(
      """
      INSERT INTO sample (tokenHash, contributor, note, sentAt, expiresAt) VALUES (?, ?, ?, ?, ?)
      """, [Data(tokenHash), try key(of: contributor), note.rawValue, at, expiresAt])
  }

  func takeSample(
    tokenHash: [UInt8], contributor: ParticipantID, note: NoteID, at: Int64
  ) throws -> Bool {
    try execute(
      """
      UPDATE sample SET usedAt = ?1
      WHERE tokenHash = ?2 AND contributor = ?3 AND note = ?4 AND usedAt IS NULL AND expiresAt > ?1
      """, [at, Data(tokenHash), try key(of: contributor), note.rawValue])
    return db.changesCount > 0
  }

  func sampledContributors(of note: NoteID) throws -> Set<ParticipantID> {
    Set(
      try all(
        """
        SELECT contributor.participant FROM sample
        JOIN contributor ON contributor.id = sample.contributor WHERE note = ?
        """, [note.rawValue]
      ) { $0.participant() })
  }
}
