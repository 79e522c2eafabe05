import Hummingbird
import Moderation
import Service
import Storage

extension PageRoutes {
  func addModerationDeliveries(to router: Router<WebContext>) {
    get(router, "/operator/moderation/deliveries", deliveries)
    post(router, "/operator/moderation/deliveries/{id}/replay") { visit in
      try await site.replay(visit.asker, delivery: try visit.id())
      return .redirect("/operator/moderation/deliveries", done: "It is on its way again.")
    }
  }

  private struct DeliveriesValues: Sendable {
    var operatorNav: OperatorNav
    var moderationNav: ModerationNav
    var hasWebhooks: Bool
    var webhooks: [WebhookRow]
    var hasLetters: Bool
    var letters: [Letter]
    var hasPager: Bool
    var newerPath: String?
    var olderPath: String?
  }

  private struct WebhookRow: Sendable {
    var webhookURL: String
    var webhookCommunity: String
    var webhookEvents: String
    var webhookState: String
    var tone: String
    var lastText: String
    var errorText: String?
  }

  private struct Letter: Sendable {
    var letterId: String
    var letterEvent: String
    var letterCommunity: String
    var letterURL: String
    var letterISO: String
    var letterTime: String
    var letterText: String
  }

  private func deliveries(_ visit: Visit) async throws -> PageAnswer {
    let webhooks = try await site.webhooks(visit.asker)
    let known = Dictionary(
      webhooks.map { ($0.webhook.id, $0) }, uniquingKeysWith: { first, _ in first })
    let before = visit.query["before"].flatMap { Int64($0) }
    let letters = try await site.deadLetters(visit.asker, before: before, limit: 51)
    let older =
      letters.count > 50 ? "/operator/moderation/deliveries?before=\(letters[49].id)" : nil
    return .page(
      "moderation-deliveries", title: "Deliveries",
      DeliveriesValues(
        operatorNav: try await nav(visit, \.isModeration),
        moderationNav: ModerationNav(.deliveries, try await console(visit)),
        hasWebhooks: !webhooks.isEmpty, webhooks: webhooks.map(row), hasLetters: !letters.isEmpty,
        letters: letters.prefix(50).map { letter in
          let attempts = ConsoleWords.counted(letter.progress.attempts, "attempt")
          let status = letter.lastStatus.map { "answered \($0)" }
          return Letter(
            letterId: String(letter.id), letterEvent: letter.event,
            letterCommunity: known[letter.webhook]?.community.name ?? "",
            letterURL: known[letter.webhook]?.webhook.url ?? "",
            letterISO: PageTime(letter.createdAt).iso,
            letterTime: PageTime.age(letter.createdAt, at: site.now),
            letterText: [attempts, status ?? letter.lastError].compactMap(\.self)
              .joined(separator: ", "))
        }, hasPager: older != nil || before != nil,
        newerPath: before == nil ? nil : "/operator/moderation/deliveries", olderPath: older))
  }

  private func row(_ view: WebhookView) -> WebhookRow {
    let last = view.lastDelivery.map { delivery in
      let words =
        switch delivery.progress.state {
        case .pending: "on its way"
        case .delivered: "arrived"
        case .failed: "given up"
        }
      return "Last event \(PageTime.age(delivery.createdAt, at: site.now)): \(words)"
    }
    return WebhookRow(
      webhookURL: view.webhook.url, webhookCommunity: view.community.name,
      webhookEvents: view.webhook.events?.joined(separator: ", ") ?? "Every event",
      webhookState: view.webhook.isActive ? "Active" : "Off",
      tone: view.webhook.isActive ? "tag-good" : "tag-bad",
      lastText: last ?? "Nothing was sent yet", errorText: view.lastError)
  }
}
