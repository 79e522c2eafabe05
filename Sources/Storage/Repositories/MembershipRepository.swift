import CommunityRules

/// Which account is which contributor, and how one becomes the other.
///
/// The only place that joins the two: nothing that feeds a public page, download or interface may
/// call it for anybody but the person who asks.
public protocol MembershipRepository {
  func membership(of account: AccountID) throws -> Membership?
  /// For notices to the person behind an alias, and for the audited look-up by an operator.
  func account(behind participant: ParticipantID) throws -> AccountID?
  func insert(_ membership: Membership) throws
  func update(_ membership: Membership) throws
  /// Destroys the link for good.
  func deleteMembership(of account: AccountID) throws

  func insert(_ application: Application) throws
  func application(of account: AccountID) throws -> Application?
  func waitingApplications(pool: String) throws -> [Application]
  func waitingCounts() throws -> [(pool: String, count: Int)]
  func admit(_ accounts: [AccountID], at: Int64) throws
  func deleteApplication(of account: AccountID) throws

  func aliasOffers(to account: AccountID, since: Int64) throws -> [String]
  /// Whether a contributor has it or it is offered to another account.
  func isAliasTaken(_ alias: String, for account: AccountID, since: Int64) throws -> Bool
  func replaceAliasOffers(to account: AccountID, _ aliases: [String], at: Int64) throws

  /// Every member whom alerts may reach.
  func members() throws -> [Membership]
}

/// The link between an account and the contributor it is.
public struct Membership: Hashable, Sendable {
  public var account: AccountID
  public var participant: ParticipantID
  /// A key of `AlertFrequency`.
  public var alertFrequency: String
  /// Notices switched off, by kind.
  public var mutedNotices: Set<String>
  public var acknowledgedLockAt: Int64?

  public init(
    account: AccountID, participant: ParticipantID, alertFrequency: String = "often",
    mutedNotices: Set<String> = [], acknowledgedLockAt: Int64? = nil
  ) {
    self.account = account
    self.participant = participant
    self.alertFrequency = alertFrequency
    self.mutedNotices = mutedNotices
    self.acknowledgedLockAt = acknowledgedLockAt
  }
}

/// An account that asked to join.
public struct Application: Hashable, Sendable {
  public var account: AccountID
  public var pool: String
  public var appliedAt: Int64
  public var valuesAgreedAt: Int64
  public var admittedAt: Int64?

  public init(
    account: AccountID, pool: String, appliedAt: Int64, valuesAgreedAt: Int64,
    admittedAt: Int64? = nil
  ) {
    self.account = account
    self.pool = pool
    self.appliedAt = appliedAt
    self.valuesAgreedAt = valuesAgreedAt
    self.admittedAt = admittedAt
  }
}
