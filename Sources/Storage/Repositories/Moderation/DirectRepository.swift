import Moderation

/// Communities that are connected without an adapter, what they told, and what was done there.
public protocol DirectRepository {
  func put(_ connection: DirectConnection) throws
  func directConnection(_ community: String) throws -> DirectConnection?
  func directConnection(webhook: String) throws -> DirectConnection?
  /// Oldest first.
  func directConnections() throws -> [DirectConnection]

  /// - Returns: false where it came before, by its id or by its very bytes; nothing changes then.
  func enqueue(_ event: ForumEvent) throws -> Bool
  /// What may be dealt with now, in order: of each subject the first that is pending, if its time
  /// has come.
  func dueForumEvents(at now: Int64, limit: Int) throws -> [ForumEvent]
  func update(_ event: ForumEvent) throws
  func forumEvent(_ id: Int64) throws -> ForumEvent?
  /// Whether an event of that id was dealt with.
  func knowsForumEvent(_ eventID: String, of community: String) throws -> Bool
  /// Nil: nothing about it was dealt with.
  func latestVersion(of subject: String, in community: String) throws -> Int64?
  /// Not dealt with, and given up on.
  func forumEventCounts(of community: String) throws -> (pending: Int, failed: Int)

  func deliverySteps(of delivery: Int64) throws -> Set<String>
  /// Nothing happens where the step is noted already.
  func noteStep(_ step: String, of delivery: QueuedDelivery, at: Int64) throws
  /// When a step was last noted of anything about a post.
  func lastStep(_ step: String, post: String) throws -> Int64?
}

/// How a community without an adapter is reached.
public struct DirectConnection: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable { case discourse, generic }

  public var community: String
  public var kind: Kind
  public var webhook: String?
  public var sealedSecret: [UInt8]
  public var sealedKey: [UInt8]?
  /// In whose name the forum is called.
  public var apiUser: String?
  public var isActive = true
  public var createdAt: Int64

  public init(
    community: String, kind: Kind, webhook: String?, sealedSecret: [UInt8],
    sealedKey: [UInt8]? = nil, apiUser: String? = nil, createdAt: Int64
  ) {
    self.community = community
    self.kind = kind
    self.webhook = webhook
    self.sealedSecret = sealedSecret
    self.sealedKey = sealedKey
    self.apiUser = apiUser
    self.createdAt = createdAt
  }
}

/// Something that a forum told.
public struct ForumEvent: Hashable, Sendable {
  public enum State: String, Sendable { case pending, done, failed }

  /// Given by the store; rises with time.
  public var id: Int64 = 0
  public var community: String
  public var eventID: String
  public var digest: [UInt8]
  public var kind: String
  public var event: String
  public var subject: String
  public var version: Int64?
  public var body: String
  public var receivedAt: Int64
  public var state = State.pending
  public var attempts = 0
  public var nextAttemptAt: Int64
  public var problem: String?

  public init(
    community: String, eventID: String, digest: [UInt8], kind: String, event: String,
    subject: String, version: Int64?, body: String, at now: Int64
  ) {
    self.community = community
    self.eventID = eventID
    self.digest = digest
    self.kind = kind
    self.event = event
    self.subject = subject
    self.version = version
    self.body = body
    receivedAt = now
    nextAttemptAt = now
  }
}
