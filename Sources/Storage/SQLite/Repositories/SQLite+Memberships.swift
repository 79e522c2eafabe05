import CommunityRules
import GRDB

extension SQLiteTransaction {
  private static func membership(_ row: Row) throws -> Membership {
    Membership(
      account: row.id("account"), participant: row.participant(),
      alertFrequency: row["alertFrequency"], mutedNotices: try row.decoded("noticeSettings"),
      acknowledgedLockAt: row["acknowledgedLockAt"])
  }

  private static let memberships = """
    SELECT membership.*, contributor.participant FROM membership
    JOIN contributor ON contributor.id = membership.contributor
    """

  func membership(of account: AccountID) throws -> Membership? {
    try first(
      "\(Self.memberships) WHERE account = ?", [account.rawValue], Self.membership)
  }

  func account(behind participant: ParticipantID) throws -> AccountID? {
    try first("\(Self.memberships) WHERE participant = ?", [participant.rawValue]) {
      $0.id("account")
    }
  }

  func insert(_ membership: Membership) throws {
    try execute(
      """
      INSERT INTO membership (account, contributor, alertFrequency, noticeSettings,
        acknowledgedLockAt)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        membership.account.rawValue, try key(of: membership.participant),
        membership.alertFrequency, try json(membership.mutedNotices.sorted()),
        membership.acknowledgedLockAt,
      ])
  }

  func update(_ membership: Membership) throws {
    try execute(
      """
      UPDATE membership SET alertFrequency = ?, noticeSettings = ?, acknowledgedLockAt = ?
      WHERE account = ?
      """,
      [
        membership.alertFrequency, try json(membership.mutedNotices.sorted()),
        membership.acknowledgedLockAt, membership.account.rawValue,
      ])
  }

  func deleteMembership(of account: AccountID) throws {
    try execute("DELETE FROM membership WHERE account = ?", [account.rawValue])
  }

  func members() throws -> [Membership] {
    try all(
      "\(Self.memberships) WHERE contributor.leftAt IS NULL ORDER BY account", [],
      Self.membership)
  }
}

// MARK: - Joining

extension SQLiteTransaction {
  func insert(_ application: Application) throws {
    try execute(
      """
      INSERT INTO application (account, pool, appliedAt, valuesAgreedAt, admittedAt)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        application.account.rawValue, application.pool, application.appliedAt,
        application.valuesAgreedAt, application.admittedAt,
      ])
  }

  private static func application(_ row: Row) -> Application {
    Application(
      account: row.id("account"), pool: row["pool"], appliedAt: row["appliedAt"],
      valuesAgreedAt: row["valuesAgreedAt"], admittedAt: row["admittedAt"])
  }

  func application(of account: AccountID) throws -> Application? {
    try first(
      "SELECT * FROM application WHERE account = ?", [account.rawValue], Self.application)
  }

  func waitingApplications(pool: String) throws -> [Application] {
    try all(
      """
      SELECT * FROM application WHERE pool = ? AND admittedAt IS NULL ORDER BY appliedAt, account
      """, [pool], Self.application)
  }

  func waitingCounts() throws -> [(pool: String, count: Int)] {
    try all(
      """
      SELECT pool, COUNT(*) AS waiting FROM application WHERE admittedAt IS NULL
      GROUP BY pool ORDER BY pool
      """
    ) { ($0["pool"], $0["waiting"]) }
  }

  func admit(_ accounts: [AccountID], at: Int64) throws {
    try execute(
      """
      UPDATE application SET admittedAt = ?
      WHERE admittedAt IS NULL AND account IN (SELECT value FROM json_each(?))
      """, [at, Self.list(accounts.map(\.rawValue))])
  }

  func deleteApplication(of account: AccountID) throws {
    try execute("DELETE FROM application WHERE account = ?", [account.rawValue])
  }

  func aliasOffers(to account: AccountID, since: Int64) throws -> [String] {
    try all(
      "SELECT alias FROM aliasOffer WHERE account = ? AND offeredAt >= ? ORDER BY alias",
      [account.rawValue, since]
    ) { $0["alias"] }
  }

  func isAliasTaken(_ alias: String, for account: AccountID, since: Int64) throws -> Bool {
    try count(
      """
      SELECT EXISTS (SELECT 1 FROM contributor WHERE alias = ?1) OR EXISTS (
        SELECT 1 FROM aliasOffer WHERE alias = ?1 AND account <> ?2 AND offeredAt >= ?3)
      """, [alias, account.rawValue, since]) > 0
  }

  func replaceAliasOffers(to account: AccountID, _ aliases: [String], at: Int64) throws {
    try execute("DELETE FROM aliasOffer WHERE account = ?", [account.rawValue])
    for alias in aliases {
      // An offer to somebody else that has run out gives way.
      try execute(
        "INSERT OR REPLACE INTO aliasOffer (alias, account, offeredAt) VALUES (?, ?, ?)",
        [alias, account.rawValue, at])
    }
  }
}
