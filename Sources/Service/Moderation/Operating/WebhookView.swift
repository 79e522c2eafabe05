import CommunityRules
import Moderation
import Storage

/// A webhook and how it fares, for operators. Its secret is not in it.
public struct WebhookView: Sendable {
  public let webhook: Webhook
  public let community: ModeratedCommunity
  public let lastDelivery: QueuedDelivery?
  /// What went wrong last, in the words of whom it went wrong with.
  public let lastError: String?
}

extension Site {
  /// The webhooks of every community.
  public func webhooks(_ asker: Asker) async throws -> [WebhookView] {
    try asker.require(.takeMeasures)
    return try await store.read { store in
      try store.moderatedCommunities(of: nil).flatMap { community in
        try store.webhooks(of: community.id).map { webhook in
          let latest = try store.deliveries(to: webhook.id, limit: 20, offset: 0).items
          return WebhookView(
            webhook: webhook, community: community, lastDelivery: latest.first,
            lastError: webhook.problem ?? latest.compactMap(\.lastError).first)
        }
      }
    }
  }
}
