import Moderation
import Storage

/// Puts events on their way in the very transaction that changed the review: what was decided is
/// told, and nothing else, wherever the program is killed.
struct Outbox {
  let store: any StoreTransaction
  let configuration: ModerationConfiguration
  let now: Int64

  /// - Parameter origin: the adapter through which it was done (the echo rule).
  func send(
    _ events: [AddressedEvent], of review: StoredReview, origin: String?
  ) throws {
    guard !events.isEmpty,
      let community = try store.moderatedCommunity(review.community),
      let submission = try store.submission(review.submission)
    else { return }
    let webhooks = try store.webhooks(of: community.id).filter(\.isActive)
    let own = try origin.map { Set(try store.adapterKeys(of: $0).map(\.id)) } ?? []
    // Who told of a post by its own webhook has it by then.
    let isDirect = try store.directConnection(community.id)?.kind == .discourse
    let start = isDirect ? now : max(now, submission.answeredAt + configuration.eventDelay)
    // Only Discourse forums keep marks of their own (9.3); others would take it for a new action.
    let keepsMarks = community.platform == "discourse"
    for event in events where keepsMarks || event.event != .clearScanExempt {
      let payload = EventPayload(
        event: event.event, review: review, community: community,
        eventID: NewIDs.uuid(at: now), at: now)
      for webhook in webhooks {
        let isOrigin = webhook.adapterKey.map(own.contains) ?? false
        let hears =
          switch event.audience {
          case .everybody: true
          case .origin: isOrigin
          case .everybodyElse: !isOrigin
          }
        guard hears, webhook.channel == nil || webhook.channel == review.channel,
          webhook.events?.contains(event.event.name) ?? true
        else { continue }
        try enqueue(payload.tree, event.event.name, payload.eventID, webhook, review, at: start)
      }
    }
    guard review.item.isDecided, events.contains(where: { $0.event.isDecision }) else { return }
    let payload = EventPayload(
      event: events[0].event, review: review, community: community,
      eventID: NewIDs.uuid(at: now), at: now)
    for webhook in webhooks where webhook.events?.contains(EventPayload.decisionName) ?? false {
      guard let tree = payload.decision(clientKey: submission.clientKey) else { continue }
      try enqueue(
        tree, EventPayload.decisionName, payload.eventID, webhook, review, at: start)
    }
  }

  private func enqueue(
    _ payload: JSONTree, _ name: String, _ eventID: String, _ webhook: Webhook,
    _ review: StoredReview, at start: Int64
  ) throws {
    try store.enqueue(
      QueuedDelivery(
        webhook: webhook.id, eventID: eventID, event: name, post: review.post,
        submission: review.submission, payload: payload.canonical, createdAt: now,
        progress: Delivery(at: start)))
  }
}

extension ModerationEvent {
  /// Whether it tells of an outcome.
  fileprivate var isDecision: Bool {
    switch self {
    case .confirmed, .overturned, .noteStatusChanged, .staffOverridden: true
    case .proposed, .applied, .retroReviewStarted, .dismissed, .clearScanExempt: false
    }
  }
}
