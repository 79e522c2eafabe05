import CommunityRules
import Foundation
import GRDB

// MARK: - Signed requests

extension SQLiteTransaction {
  func insert(_ token: OAuth1Token) throws {
    try execute(
      """
      INSERT INTO oauth1Token (token, app, account, secret, createdAt, revokedAt)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        token.token, token.app, token.account.rawValue, Data(token.sealedSecret), token.createdAt,
        token.revokedAt,
      ])
  }

  private static func oauth1Token(_ row: Row) -> OAuth1Token {
    OAuth1Token(
      token: row["token"], app: row["app"], account: row.id("account"),
      sealedSecret: Array(row["secret"] as Data), createdAt: row["createdAt"],
      revokedAt: row["revokedAt"])
  }

  func oauth1Token(_ token: String) throws -> OAuth1Token? {
    try first("SELECT * FROM oauth1Token WHERE token = ?", [token], Self.oauth1Token)
  }

  func oauth1Tokens(ofApp app: Int64) throws -> [OAuth1Token] {
    try all(
      "SELECT * FROM oauth1Token WHERE app = ? ORDER BY createdAt, token", [app],
      Self.oauth1Token)
  }

  func revokeOAuth1Token(_ token: String, at: Int64) throws {
    try execute(
      "UPDATE oauth1Token SET revokedAt = ? WHERE token = ? AND revokedAt IS NULL", [at, token])
  }

  func recordNonce(hash: [UInt8], at: Int64, keptSince: Int64) throws -> Bool {
    try execute("DELETE FROM oauth1Nonce WHERE seenAt < ?", [keptSince])
    try execute(
      "INSERT OR IGNORE INTO oauth1Nonce (hash, seenAt) VALUES (?, ?)", [Data(hash), at])
    return db.changesCount > 0
  }
}

// MARK: - Consents and bearer tokens

extension SQLiteTransaction {
  func insert(_ code: AuthorizationCode, hash: [UInt8]) throws {
    try execute(
      """
      INSERT INTO authorizationCode (codeHash, app, account, redirectURI, scope, challenge, grantID,
        createdAt, expiresAt, usedAt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        Data(hash), code.app, code.account.rawValue, code.redirectURI, code.scope, code.challenge,
        code.grant, code.createdAt, code.expiresAt, code.usedAt,
      ])
  }

  func authorizationCode(hash: [UInt8]) throws -> AuthorizationCode? {
    try first("SELECT * FROM authorizationCode WHERE codeHash = ?", [Data(hash)]) { row in
      AuthorizationCode(
        app: row["app"], account: row.id("account"), redirectURI: row["redirectURI"],
        scope: row["scope"], challenge: row["challenge"], grant: row["grantID"],
        createdAt: row["createdAt"], expiresAt: row["expiresAt"], usedAt: row["usedAt"])
    }
  }

  func useAuthorizationCode(hash: [UInt8], at: Int64) throws {
    try execute(
      "UPDATE authorizationCode SET usedAt = ? WHERE codeHash = ? AND usedAt IS NULL",
      [at, Data(hash)])
  }

  func deleteAuthorizationCodes(expiredAt: Int64) throws {
    try execute("DELETE FROM authorizationCode WHERE expiresAt < ?", [expiredAt])
  }

  func insert(_ token: ProgramToken, hash: [UInt8]) throws {
    try execute(
      """
      INSERT INTO programToken (tokenHash, kind, app, account, scope, grantID, createdAt, expiresAt,
        revokedAt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        Data(hash), token.kind.rawValue, token.app, token.account?.rawValue, token.scope,
        token.grant, token.createdAt, token.expiresAt, token.revokedAt,
      ])
  }

  private static func bearer(_ row: Row) throws -> ProgramToken {
    let name: String = row["kind"]
    guard let kind = ProgramToken.Kind(rawValue: name) else {
      throw StoreError.unknownName(column: "kind", name: name)
    }
    return ProgramToken(
      kind: kind, app: row["app"], account: (row["account"] as Int64?).map { AccountID($0) },
      scope: row["scope"], grant: row["grantID"], createdAt: row["createdAt"],
      expiresAt: row["expiresAt"], revokedAt: row["revokedAt"])
  }

  func programToken(hash: [UInt8]) throws -> ProgramToken? {
    try first("SELECT * FROM programToken WHERE tokenHash = ?", [Data(hash)], Self.bearer)
  }

  func revokeProgramToken(hash: [UInt8], at: Int64) throws {
    try execute(
      "UPDATE programToken SET revokedAt = ? WHERE tokenHash = ? AND revokedAt IS NULL",
      [at, Data(hash)])
  }

  func revokeProgramTokens(ofGrant grant: Int64, at: Int64) throws {
    try execute(
      "UPDATE programToken SET revokedAt = ? WHERE grantID = ? AND revokedAt IS NULL", [at, grant])
  }

  func revokeAppOnlyTokens(ofApp app: Int64, at: Int64) throws {
    try execute(
      """
      UPDATE programToken SET revokedAt = ? WHERE app = ? AND kind = ? AND revokedAt IS NULL
      """, [at, app, ProgramToken.Kind.appOnly.rawValue])
  }

  func grants(to account: AccountID, at: Int64) throws -> [ProgramToken] {
    let tokens = try all(
      """
      SELECT * FROM programToken
      WHERE account = ? AND revokedAt IS NULL AND (expiresAt IS NULL OR expiresAt > ?)
      ORDER BY createdAt DESC, tokenHash
      """, [account.rawValue, at], Self.bearer)
    var seen: Set<Int64> = []
    return tokens.filter { seen.insert($0.grant).inserted }
  }

  func deleteProgramTokens(endedBefore: Int64) throws {
    try execute(
      "DELETE FROM programToken WHERE expiresAt < ?1 OR revokedAt < ?1", [endedBefore])
  }
}
