import HTTPTypes
import Service

extension AdapterOperation {
  static let webhooks: [AdapterOperation] =
    [
      ("/webhooks/register", [Mount.v1, .root]), ("/webhooks", [.publicV1]),
    ].map { path, mounts in
      AdapterOperation(method: .post, path: path, mounts: mounts, isResource: false) { call in
        let body = try AdapterBody(call.body)
        var form = WebhookForm(
          url: body.text("url", 1...500, isRequired: true) ?? "",
          secret: body.text("secret", 1...100, isRequired: true) ?? "",
          community: body.text("platform_community_server_id", 1...255, isRequired: true) ?? "")
        form.platform = body.text("platform", 1...40)
        form.channel = body.text("channel_id", 0...64)
        form.events = body.texts("events")
        try body.finish()
        let webhook = try await call.site.registerWebhook(call.caller, form)
        return .plain(AdapterWire.webhook(webhook, secret: form.secret))
      }
    } + managed

  private static let managed: [AdapterOperation] = [
    AdapterOperation(
      method: .get, path: "/webhooks/by-community/{slug}", mounts: [.v1], isResource: false
    ) { call in
      let webhooks = try await call.site.webhooks(call.caller, slug: call.parameter("slug"))
      return .plain(.list(webhooks.map { AdapterWire.webhook($0) }))
    },
    AdapterOperation(
      method: .get, path: "/webhooks/stats/{slug}", mounts: [.v1], isResource: false
    ) { call in
      let slug = call.parameter("slug")
      let budget = try await call.site.webhookBudget(call.caller, slug: slug)
      return .plain(
        .object([
          "platform_community_server_id": .text(slug),
          "rate_limit": .object([
            "limit": JSONTree(budget.limit), "remaining": JSONTree(budget.remaining),
            "window": JSONTree(budget.seconds),
          ]),
        ]))
    },
    AdapterOperation(
      method: .put, path: "/webhooks/{id}", mounts: [.v1], isResource: false
    ) { call in
      let body = try AdapterBody(call.body)
      let url = body.text("url", 1...500)
      let secret = body.text("secret", 1...100)
      let channel: String?? = body.has("channel_id") ? .some(body.text("channel_id", 0...64)) : nil
      let events: [String]?? = body.has("events") ? .some(body.texts("events")) : nil
      let isActive = body.flag("active")
      try body.finish()
      let webhook = try await call.site.changeWebhook(
        call.caller, call.parameter("id"), url: url, secret: secret, channel: channel,
        isActive: isActive, events: events)
      return .plain(AdapterWire.webhook(webhook))
    },
    AdapterOperation(
      method: .delete, path: "/webhooks/{id}", mounts: [.v1], isResource: false
    ) { call in
      try await call.site.deactivateWebhook(call.caller, call.parameter("id"))
      return .plain(.object(["message": "Webhook deactivated"]))
    },
    AdapterOperation(
      method: .get, path: "/webhooks/{id}/deliveries", mounts: [.v1], isResource: false
    ) { call in
      let page = try call.numberQuery("page[number]", in: 1...1_000_000) ?? 1
      let size = try call.numberQuery("page[size]", in: 1...100) ?? 20
      let found = try await call.site.deliveries(
        call.caller, call.parameter("id"), page: page, size: size)
      return .list(
        found.items.map(AdapterWire.delivery), total: found.total, page: page, size: size,
        offset: nil, call)
    },
  ]
}
