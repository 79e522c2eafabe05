import CommunityRules

/// What people are told, and the samples that were asked for a rating.
public protocol NoticeRepository {
  /// Adds a notice, unless the account has one of its kind about its subject; its `id` is ignored.
  func insert(_ notice: Notice) throws
  /// Newest first.
  func notices(to account: AccountID, before: Int64?, limit: Int) throws -> [Notice]
  func unreadNoticeCount(to account: AccountID) throws -> Int
  func markNoticesRead(of account: AccountID, at: Int64) throws
  func deleteNotices(of account: AccountID) throws
  func unmailedNotices(limit: Int) throws -> [Notice]
  func markMailed(_ ids: [Int64], at: Int64) throws
  /// How many of a kind the account was sent since then.
  func noticeCount(to account: AccountID, kind: String, since: Int64) throws -> Int

  func insertSample(
    tokenHash: [UInt8], contributor: ParticipantID, note: NoteID, at: Int64, expiresAt: Int64
  ) throws
  /// Whether the token was sent to that contributor about that note and is unused; it is used now.
  func takeSample(
    tokenHash: [UInt8], contributor: ParticipantID, note: NoteID, at: Int64
  ) throws -> Bool
  func sampledContributors(of note: NoteID) throws -> Set<ParticipantID>
}

/// Something that one account is told.
public struct Notice: Hashable, Sendable {
  public var id: Int64
  public var account: AccountID
  public var kind: String
  /// What it is about: with the kind, what makes it the same notice.
  public var subject: String
  /// JSON.
  public var payload: String
  public var createdAt: Int64
  public var readAt: Int64?

  public init(
    id: Int64 = 0, account: AccountID, kind: String, subject: String, payload: String,
    createdAt: Int64, readAt: Int64? = nil
  ) {
    self.id = id
    self.account = account
    self.kind = kind
    self.subject = subject
    self.payload = payload
    self.createdAt = createdAt
    self.readAt = readAt
  }
}
