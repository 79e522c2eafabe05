import Moderation

/// Where platforms want to hear of events, and what is on its way to them.
public protocol WebhookRepository {
  func put(_ webhook: Webhook) throws
  func webhook(_ id: String) throws -> Webhook?
  func webhook(community: String, url: String) throws -> Webhook?
  /// Oldest first.
  func webhooks(of community: String) throws -> [Webhook]
  func webhooks(signedWith key: String) throws -> [Webhook]

  /// Puts an event on its way; nothing happens where it is already (same webhook and event id).
  func enqueue(_ delivery: QueuedDelivery) throws
  /// What may go out now, in order: for each webhook and post the first that is pending, if its time
  /// has come.
  func dueDeliveries(at now: Int64, limit: Int) throws -> [QueuedDelivery]
  func update(_ delivery: QueuedDelivery) throws
  func delivery(_ id: Int64) throws -> QueuedDelivery?
  /// Newest first.
  func deliveries(to webhook: String, limit: Int, offset: Int) throws -> (
    items: [QueuedDelivery], total: Int
  )
  /// Given up on, newest first; nil: of every community.
  func deadLetters(community: String?, before: Int64?, limit: Int) throws -> [QueuedDelivery]
  func pendingDeliveries(submission: String, webhooks: [String]) throws -> [QueuedDelivery]
}

/// An address that hears of a community's events.
public struct Webhook: Hashable, Sendable {
  public var id: String
  public var community: String
  public var url: String
  /// Nil: signed with the key.
  public var sealedSecret: [UInt8]?
  /// The adapter's key that signs, and through which this webhook is an echo of the adapter.
  public var adapterKey: String?
  public var channel: String?
  /// Nil: every event.
  public var events: [String]?
  public var isActive: Bool
  /// Why the last delivery went wrong, in a word for dashboards.
  public var problem: String?
  public var createdAt: Int64

  public init(
    id: String, community: String, url: String, sealedSecret: [UInt8]?, adapterKey: String?,
    channel: String? = nil, events: [String]? = nil, createdAt: Int64
  ) {
    self.id = id
    self.community = community
    self.url = url
    self.sealedSecret = sealedSecret
    self.adapterKey = adapterKey
    self.channel = channel
    self.events = events
    isActive = true
    self.createdAt = createdAt
  }
}

/// One event on its way to one webhook.
public struct QueuedDelivery: Hashable, Sendable {
  /// Given by the store; rises with time.
  public var id: Int64
  public var webhook: String
  /// Stable over attempts; receivers recognise repeats by it.
  public var eventID: String
  public var event: String
  public var post: String
  public var submission: String
  /// JSON, without the members that depend on the attempt.
  public var payload: String
  public var createdAt: Int64
  public var progress: Delivery
  public var lastStatus: Int?
  public var lastError: String?

  public init(
    id: Int64 = 0, webhook: String, eventID: String, event: String, post: String,
    submission: String, payload: String, createdAt: Int64, progress: Delivery
  ) {
    self.id = id
    self.webhook = webhook
    self.eventID = eventID
    self.event = event
    self.post = post
    self.submission = submission
    self.payload = payload
    self.createdAt = createdAt
    self.progress = progress
  }
}
