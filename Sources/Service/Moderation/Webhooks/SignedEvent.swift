import Crypto
import Foundation
import Outbound
import Storage

/// One attempt's bytes and headers (moderation-api 10.2). The time of the attempt is signed with it,
/// so that each is signed anew.
struct SignedEvent {
  let delivery: QueuedDelivery
  let secret: String
  let at: Int64

  func call(to url: String, allowedHosts: Set<String>) -> WebhookCall {
    let seconds = at / 1_000
    var members = JSONTree(parsing: delivery.payload)?.object ?? [:]
    let canonical = JSONTree.object(members).canonical
    members["_webhook_timestamp"] = .int(seconds)
    members["_webhook_signature"] = .text(Self.signature("\(seconds):\(canonical)", secret))
    let body = JSONTree.object(members).canonical
    let signature = "sha256=" + Self.signature(body, secret)
    return WebhookCall(
      url: url,
      headers: [
        ("Content-Type", "application/json"), ("User-Agent", "CommonGround/1 (webhook)"),
        ("X-Webhook-Signature", signature), ("X-OpenNotes-Signature", signature),
        ("X-Webhook-Timestamp", String(seconds)), ("X-OpenNotes-Event", delivery.event),
        ("X-OpenNotes-Delivery", delivery.eventID),
      ],
      body: Array(body.utf8),
      timeout: .seconds(delivery.event == "moderation_action.overturned" ? 15 : 5),
      allowedHosts: allowedHosts)
  }

  /// HMAC-SHA256, hexadecimal.
  static func signature(_ text: String, _ secret: String) -> String {
    hex(
      HMAC<SHA256>.authenticationCode(
        for: Array(text.utf8), using: SymmetricKey(data: Array(secret.utf8))))
  }
}
