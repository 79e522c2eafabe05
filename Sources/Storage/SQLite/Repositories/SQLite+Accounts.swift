import CommunityRules
import Foundation
import GRDB

extension SQLiteTransaction {
  func insert(_ account: Account) throws -> AccountID {
    try execute(
      """
      INSERT INTO account (email, emailVerifiedAt, name, passwordHash, issuer, subject, authorKey,
        role, createdAt, hostCreatedAt, lastViolationAt, uniquenessProof, pool, lockedUntil,
        failedSignIns)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.cells(account))
    return AccountID(db.lastInsertedRowID)
  }

  func update(_ account: Account) throws {
    try execute(
      """
      UPDATE account SET email = ?, emailVerifiedAt = ?, name = ?, passwordHash = ?, issuer = ?,
        subject = ?, authorKey = ?, role = ?, createdAt = ?, hostCreatedAt = ?,
        lastViolationAt = ?, uniquenessProof = ?, pool = ?, lockedUntil = ?, failedSignIns = ?
      WHERE id = ?
      """, Self.cells(account) + [account.id.rawValue])
  }

  private static func cells(_ account: Account) -> StatementArguments {
    [
      account.email, account.emailVerifiedAt, account.name, account.passwordHash,
      account.subject?.issuer, account.subject?.subject, account.authorKey, account.role.rawValue,
      account.createdAt, account.standing.hostCreatedAt, account.standing.lastViolationAt,
      account.standing.uniquenessProof, account.standing.pool, account.lockedUntil,
      account.failedSignIns,
    ]
  }

  private static func account(_ row: Row) throws -> Account {
    let role: String = row["role"]
    guard let known = Account.Role(rawValue: role) else {
      throw StoreError.unknownName(column: "role", name: role)
    }
    let issuer: String? = row["issuer"]
    let subject: String? = row["subject"]
    return Account(
      id: row.id("id"), email: row["email"], emailVerifiedAt: row["emailVerifiedAt"],
      name: row["name"], passwordHash: row["passwordHash"],
      subject: issuer.flatMap { issuer in
        subject.map { Account.Subject(issuer: issuer, subject: $0) }
      },
      authorKey: row["authorKey"], role: known, createdAt: row["createdAt"],
      standing: Account.Standing(
        hostCreatedAt: row["hostCreatedAt"], lastViolationAt: row["lastViolationAt"],
        uniquenessProof: row["uniquenessProof"], pool: row["pool"]),
      lockedUntil: row["lockedUntil"], failedSignIns: row["failedSignIns"])
  }

  func account(_ id: AccountID) throws -> Account? {
    try first("SELECT * FROM account WHERE id = ?", [id.rawValue], Self.account)
  }

  func account(email: String) throws -> Account? {
    try first("SELECT * FROM account WHERE email = ?", [email], Self.account)
  }

  func account(subject: Account.Subject) throws -> Account? {
    try first(
      "SELECT * FROM account WHERE issuer = ? AND subject = ?",
      [subject.issuer, subject.subject], Self.account)
  }

  func account(authorKey: String) throws -> Account? {
    try first("SELECT * FROM account WHERE authorKey = ?", [authorKey], Self.account)
  }

  func accountCount() throws -> Int { try count("SELECT COUNT(*) FROM account") }

  func accounts(matching text: String, after: AccountID?, limit: Int) throws -> [Account] {
    try all(
      """
      SELECT * FROM account
      WHERE (instr(email, ?1) > 0 OR instr(lower(name), ?1) > 0) AND id < ?2
      ORDER BY id DESC LIMIT ?3
      """, [text.lowercased(), after?.rawValue ?? .max, limit], Self.account)
  }
}

// MARK: - Sessions and tokens

extension SQLiteTransaction {
  func insert(_ session: Session) throws {
    try execute(
      """
      INSERT INTO session (tokenHash, account, createdAt, lastSeenAt, expiresAt)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        Data(session.tokenHash), session.account.rawValue, session.createdAt, session.lastSeenAt,
        session.expiresAt,
      ])
  }

  func session(tokenHash: [UInt8]) throws -> Session? {
    try first("SELECT * FROM session WHERE tokenHash = ?", [Data(tokenHash)]) { row in
      Session(
        tokenHash: tokenHash, account: row.id("account"), createdAt: row["createdAt"],
        lastSeenAt: row["lastSeenAt"], expiresAt: row["expiresAt"])
    }
  }

  func touchSession(tokenHash: [UInt8], at: Int64, expiresAt: Int64) throws {
    try execute(
      "UPDATE session SET lastSeenAt = ?, expiresAt = ? WHERE tokenHash = ?",
      [at, expiresAt, Data(tokenHash)])
  }

  func deleteSession(tokenHash: [UInt8]) throws {
    try execute("DELETE FROM session WHERE tokenHash = ?", [Data(tokenHash)])
  }

  func deleteSessions(of account: AccountID) throws {
    try execute("DELETE FROM session WHERE account = ?", [account.rawValue])
  }

  func deleteSessions(expiredAt: Int64) throws {
    try execute("DELETE FROM session WHERE expiresAt <= ?", [expiredAt])
  }

  func insertMailToken(
    hash: [UInt8], account: AccountID, purpose: String, expiresAt: Int64
  ) throws {
    try execute(
      "INSERT INTO mailToken (tokenHash, account, purpose, expiresAt) VALUES (?, ?, ?, ?)",
      [Data(hash), account.rawValue, purpose, expiresAt])
  }

  func takeMailToken(hash: [UInt8], purpose: String, at: Int64) throws -> AccountID? {
    try first(
      """
      DELETE FROM mailToken WHERE tokenHash = ? AND purpose = ? AND expiresAt > ?
      RETURNING account
      """, [Data(hash), purpose, at]
    ) { $0.id("account") }
  }

  func insert(_ token: APIToken, hash: [UInt8]) throws -> Int64 {
    try execute(
      """
      INSERT INTO apiToken (tokenHash, account, name, scopes, createdAt, expiresAt, revokedAt)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        Data(hash), token.account.rawValue, token.name,
        token.scopes.sorted().joined(separator: " "),
        token.createdAt, token.expiresAt, token.revokedAt,
      ])
    return db.lastInsertedRowID
  }

  private static func token(_ row: Row) -> APIToken {
    let scopes: String = row["scopes"]
    return APIToken(
      id: row["id"], account: row.id("account"), name: row["name"],
      scopes: Set(scopes.split(separator: " ").map(String.init)), createdAt: row["createdAt"],
      expiresAt: row["expiresAt"], revokedAt: row["revokedAt"])
  }

  func apiToken(hash: [UInt8]) throws -> APIToken? {
    try first("SELECT * FROM apiToken WHERE tokenHash = ?", [Data(hash)], Self.token)
  }

  func apiTokens(of account: AccountID) throws -> [APIToken] {
    try all(
      "SELECT * FROM apiToken WHERE account = ? ORDER BY id", [account.rawValue], Self.token)
  }

  func revokeAPIToken(_ id: Int64, of account: AccountID, at: Int64) throws {
    try execute(
      "UPDATE apiToken SET revokedAt = ? WHERE id = ? AND account = ? AND revokedAt IS NULL",
      [at, id, account.rawValue])
  }
}
