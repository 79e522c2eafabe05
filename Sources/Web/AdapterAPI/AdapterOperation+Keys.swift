import HTTPTypes
import OAuth
import Service
import Storage

/// Keys that programs of administrators make (moderation-api 8.6).
extension AdapterOperation {
  static let keys: [AdapterOperation] = [
    AdapterOperation(
      method: .post, path: "/admin/api-keys", mounts: [.v2], isResource: false,
      answersSecret: true
    ) { call in
      let body = try AdapterBody(call.body)
      let form = IssuedKeyForm(
        email: body.text("user_email", 3...254, isRequired: true) ?? "",
        displayName: body.text("user_display_name", 1...80, isRequired: true) ?? "",
        keyName: body.text("key_name", 1...80, isRequired: true) ?? "",
        scopes: Set(body.texts("scopes") ?? []))
      try body.finish()
      let made = try await call.site.issueKey(call.caller, form)
      var members = members(of: made.key, made.adapter)
      members["key"] = .text(made.text.text)
      return .plain(.object(members), .created)
    },
    AdapterOperation(
      method: .get, path: "/admin/api-keys", mounts: [.v2], isResource: false
    ) { call in
      let now = call.site.now
      let keys = try await call.site.issuedKeys(call.caller)
      return .plain(
        .list(
          keys.map { issued in
            var members = members(of: issued.key, issued.adapter)
            members["key_prefix"] = JSONTree(issued.key.prefix)
            members["is_active"] = .bool(issued.key.isValid(at: now))
            return .object(members)
          }))
    },
    AdapterOperation(
      method: .delete, path: "/admin/api-keys/{id}", mounts: [.v2], isResource: false
    ) { call in
      try await call.site.withdrawKey(call.caller, call.parameter("id"))
      return .noContent
    },
  ]

  /// What both answers tell.
  private static func members(of key: AdapterKey, _ adapter: Adapter) -> [String: JSONTree] {
    [
      "id": .text(key.id), "name": .text(key.name),
      "scopes": .list(key.scopes.sorted().map(JSONTree.text)),
      "user_email": JSONTree(adapter.email),
      "user_display_name": .text(adapter.name),
      "created_at": JSONTree(time: key.createdAt),
      "expires_at": JSONTree(time: key.expiresAt),
    ]
  }
}
