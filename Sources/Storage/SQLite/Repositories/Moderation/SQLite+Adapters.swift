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
