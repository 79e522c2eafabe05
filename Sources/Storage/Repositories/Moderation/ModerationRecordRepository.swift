import Moderation

/// Versions of rules and lists, and the log that is only added to.
public protocol ModerationRecordRepository {
  /// - Returns: the version's number within the community.
  @discardableResult
  func addPolicy(
    _ level: PolicyLevel?, channel: String?, of community: String, by: String, at: Int64
  )
    throws -> Int
  /// What the levels of a community say now, by channel; the community's own under nil.
  func policyLevels(of community: String) throws -> [String?: PolicyLevel]
  /// 0: nothing was ever said.
  func policyVersion(of community: String) throws -> Int
  /// Newest first.
  func policyVersions(of community: String, limit: Int) throws -> [PolicyVersion]

  func addClassifierList(_ text: String, by: String, at: Int64) throws
  func classifierList() throws -> (version: Int64, text: String)?
  /// 0: nobody has set words yet.
  func classifierListVersion() throws -> Int64
  /// Newest first.
  func classifierLists(limit: Int) throws -> [ClassifierListVersion]
  func classifierList(version: Int64) throws -> ClassifierListVersion?

  func audit(_ line: ModerationAuditLine) throws
  /// Newest first; nil: everything.
  func moderationAudit(community: String?, review: ReviewItemID?, before: Int64?, limit: Int) throws
    -> [ModerationAuditLine]
}

public struct PolicyVersion: Hashable, Sendable {
  public var number: Int
  public var channel: String?
  public var level: PolicyLevel?
  public var changedBy: String
  public var changedAt: Int64
}

/// One version of the words by which posts are judged.
public struct ClassifierListVersion: Hashable, Sendable {
  public var version: Int64
  public var text: String
  public var changedBy: String
  public var changedAt: Int64
}

/// One line of the audit of moderation.
public struct ModerationAuditLine: Hashable, Sendable {
  /// Given by the store.
  public var id: Int64
  public var at: Int64
  public var community: String?
  public var review: ReviewItemID?
  /// Who, in words that stay: `member …`, `adapter key …`, `account …`, `consensus`, `system`.
  public var actor: String
  public var what: String
  public var reason: String?
  /// JSON; never holds a secret.
  public var details: String

  public init(
    id: Int64 = 0, at: Int64, community: String?, review: ReviewItemID? = nil, actor: String,
    what: String, reason: String? = nil, details: String = "{}"
  ) {
    self.id = id
    self.at = at
    self.community = community
    self.review = review
    self.actor = actor
    self.what = what
    self.reason = reason
    self.details = details
  }
}
