import CommunityRules
import Foundation
import GRDB

extension SQLiteTransaction {
  func insert(_ app: DeveloperApp) throws -> Int64 {
    try execute(
      """
      INSERT INTO developerApp (account, name, mayWrite, redirectURIs, consumerKey, consumerSecret,
        clientID, clientSecretHash, createdAt, revokedAt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.cells(app))
    return db.lastInsertedRowID
  }

  func update(_ app: DeveloperApp) throws {
    try execute(
      """
      UPDATE developerApp SET account = ?, name = ?, mayWrite = ?, redirectURIs = ?,
        consumerKey = ?, consumerSecret = ?, clientID = ?, clientSecretHash = ?, createdAt = ?,
        revokedAt = ?
      WHERE id = ?
      """, Self.cells(app) + [app.id])
  }

  private static func cells(_ app: DeveloperApp) throws -> StatementArguments {
    [
      app.account.rawValue, app.name, app.mayWrite, try json(app.redirectURIs), app.consumerKey,
      Data(app.sealedConsumerSecret), app.clientID, app.clientSecretHash.map { Data($0) },
      app.createdAt, app.revokedAt,
    ]
  }

  private static func app(_ row: Row) throws -> DeveloperApp {
    DeveloperApp(
      id: row["id"], account: row.id("account"), name: row["name"], mayWrite: row["mayWrite"],
      redirectURIs: try row.decoded("redirectURIs"), consumerKey: row["consumerKey"],
      sealedConsumerSecret: Array(row["consumerSecret"] as Data), clientID: row["clientID"],
      clientSecretHash: (row["clientSecretHash"] as Data?).map { Array($0) },
      createdAt: row["createdAt"], revokedAt: row["revokedAt"])
  }

  func developerApp(_ id: Int64) throws -> DeveloperApp? {
    try first("SELECT * FROM developerApp WHERE id = ?", [id], Self.app)
  }

  func developerApp(consumerKey: String) throws -> DeveloperApp? {
    try first("SELECT * FROM developerApp WHERE consumerKey = ?", [consumerKey], Self.app)
  }

  func developerApp(clientID: String) throws -> DeveloperApp? {
    try first("SELECT * FROM developerApp WHERE clientID = ?", [clientID], Self.app)
  }

  func developerApps(of account: AccountID) throws -> [DeveloperApp] {
    try all(
      "SELECT * FROM developerApp WHERE account = ? ORDER BY id", [account.rawValue], Self.app)
  }

  func revokeDeveloperApp(_ id: Int64, at: Int64) throws {
    for table in ["oauth1Token", "programToken"] {
      try execute(
        "UPDATE \(table) SET revokedAt = ? WHERE app = ? AND revokedAt IS NULL", [at, id])
    }
    try execute("DELETE FROM authorizationCode WHERE app = ?", [id])
    try execute(
      "UPDATE developerApp SET revokedAt = ? WHERE id = ? AND revokedAt IS NULL", [at, id])
  }

  func revokeProgramAccess(to account: AccountID, at: Int64) throws {
    for app in try developerApps(of: account) where app.revokedAt == nil {
      try revokeDeveloperApp(app.id, at: at)
    }
    for table in ["oauth1Token", "programToken"] {
      try execute(
        "UPDATE \(table) SET revokedAt = ? WHERE account = ? AND revokedAt IS NULL",
        [at, account.rawValue])
    }
    try execute("DELETE FROM authorizationCode WHERE account = ?", [account.rawValue])
  }
}
