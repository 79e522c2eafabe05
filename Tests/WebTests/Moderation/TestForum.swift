import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Moderation
import OAuth
import Outbound
import Storage
import Synchronization
import Testing

@testable import Service
@testable import Web

/// A forum whose plugin speaks to a site as the specification's table of its calls says.
final class TestForum: Sendable {
  static let slug = "forum.example.org-1a2b3c4d"

  let site: TestSite
  let sender = CapturedWebhooks()
  let key: String
  let community: String

  /// A registered forum. “cheap watches” is hidden at once, “fool” is reviewed first.
  init(registersWebhook: Bool = true, group: String = "community") async throws {
    site = try TestSite(
      moderation: ModerationConfiguration(registersDiscourseWebhook: registersWebhook),
      webhookSender: sender)
    let made = try await site.site.makeAdapter(name: "Forum")
    key = made.text.text
    try await site.site.changeWordList("spam 0.95 cheap watches\nharassment 0.7 fool\n")
    let router = try WebServer(site: site.site).router()
    let key = key
    community = try await Application(router: router).test(.router) { client in
      let created = try await Self.send(
        client, key, .post, "/api/v1/community-servers",
        #"{"platform":"discourse","platform_community_server_id":"\#(Self.slug)","name":"Forum"}"#)
      let named = try await Self.send(
        client, key, .patch, "/api/v1/community-servers/\(Self.slug)/name?platform=discourse",
        #"{"name":"","server_stats":{"platform":"discourse","hostname":"forum.example.org"}}"#)
      #expect(created.status == .created && named.status == .ok)
      let id = created.json["id"]?.text ?? ""
      _ = try await Self.send(
        client, key, .put, "/api/v2/community-servers/\(id)/moderation-policy",
        #"""
        {"default_review_group":"\#(group)","labels":{"spam":{"tier1":0.9,"tier2":0.5}}}
        """#)
      return id
    }
  }

  struct Answer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var text: String
    var json: JSONTree { JSONTree(parsing: text) ?? .null }
    var attributes: JSONTree { json["data"]?["attributes"] ?? .null }
    var id: String { json["data"]?["id"]?.text ?? "" }

    subscript(_ name: String) -> String? { attributes[name]?.text }
  }

  /// Somebody on the forum.
  struct User: Sendable {
    var id: Int
    var trust = 2
    var isModerator = false
    var isAdmin = false

    static let author = User(id: 88, trust: 1)
    static let moderator = User(id: 2, trust: 4, isModerator: true)
    static func member(_ id: Int, trust: Int = 2) -> User { User(id: id, trust: trust) }
  }

  func serve<Value: Sendable>(
    _ body: @escaping @Sendable (Plugin) async throws -> Value
  ) async throws -> Value {
    let router = try WebServer(site: site.site).router()
    return try await Application(router: router).test(.router) { client in
      try await body(Plugin(client: client, forum: self))
    }
  }

  static func send(
    _ client: any TestClientProtocol, _ key: String, _ method: HTTPRequest.Method, _ path: String,
    _ body: String? = nil, as user: User? = nil, extra: HTTPFields = [:]
  ) async throws -> Answer {
    var headers = extra
    func put(_ name: String, _ value: String) {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    if !key.isEmpty { put("X-API-Key", key) }
    if body != nil { headers[.contentType] = "application/json" }
    if let user {
      put("X-Adapter-Platform", "discourse")
      put("X-Adapter-User-Id", String(user.id))
      put("X-Adapter-Scope", slug)
      put("X-Adapter-Username", "user\(user.id)")
      put("X-Adapter-Trust-Level", String(user.trust))
      put("X-Adapter-Admin", String(user.isAdmin))
      put("X-Adapter-Moderator", String(user.isModerator))
    }
    return try await client.execute(
      uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
    ) { Answer(status: $0.status, headers: $0.headers, text: String(buffer: $0.body)) }
  }

  /// Lets what happens by itself happen.
  func round() async throws {
    try await site.site.findConsensus()
    try await site.site.classifyAgain()
  }

  /// Delivers everything that is due, however long it takes.
  func deliver() async throws {
    let courier = WebhookCourier(site: site.site)
    for _ in 0..<20 {
      site.clock.now += 11_000
      if try await courier.round() == 0 { return }
    }
  }
}

/// The plugin's calls.
struct Plugin: Sendable {
  let client: any TestClientProtocol
  let forum: TestForum

  func send(
    _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
    as user: TestForum.User? = nil
  ) async throws -> TestForum.Answer {
    try await TestForum.send(client, forum.key, method, path, body, as: user)
  }

  func submit(
    _ post: Int, _ text: String, by author: TestForum.User = .author, category: String = "6"
  ) async throws -> TestForum.Answer {
    let attributes = JSONTree.object([
      "request_id": .text("discourse-post-\(post)"), "requested_by": .text(String(author.id)),
      "community_server_id": .text(TestForum.slug), "original_message_content": .text(text),
      "platform_message_id": .text(String(post)), "platform_channel_id": .text(category),
      "platform_author_id": .text(String(author.id)),
      "platform_timestamp": "2026-03-02T09:15:00Z",
      "metadata": .object(["title": "Marketplace", "category": "Trading", "topic_id": 310]),
    ])
    return try await send(
      .post, "/api/public/v1/requests", body("requests", attributes), as: author)
  }

  func flag(
    _ post: Int, _ text: String, by flagger: TestForum.User, at second: Int = 1
  ) async throws -> TestForum.Answer {
    let attributes = JSONTree.object([
      "request_id": .text("discourse-flag-\(post)-\(second)"),
      "requested_by": .text(String(flagger.id)), "community_server_id": .text(TestForum.slug),
      "original_message_content": .text(text), "platform_message_id": .text(String(post)),
      "platform_channel_id": "6", "platform_author_id": "88",
      "metadata": .object([
        "source": "user_flag", "flag_type": 8, "flagged_by_username": "someone",
      ]),
    ])
    return try await send(
      .post, "/api/public/v1/requests", body("requests", attributes), as: flagger)
  }

  func vote(
    _ note: String, _ value: String, by voter: TestForum.User
  ) async throws -> TestForum.Answer {
    let attributes = JSONTree.object([
      "note_id": .text(note), "helpfulness_level": .text(value),
    ])
    return try await send(.post, "/api/public/v1/ratings", body("ratings", attributes), as: voter)
  }

  /// Five strangers who agree, which decides.
  func decide(_ note: String, _ value: String) async throws {
    for id in 101...105 {
      let answer = try await vote(note, value, by: .member(id))
      #expect(answer.status == .created, "\(answer.text)")
    }
    try await forum.round()
  }

  /// How the plugin lists its review page.
  func queue(of user: TestForum.User?) async throws -> [JSONTree] {
    let answer = try await send(
      .get,
      "/api/public/v1/moderation-actions?community_server_id=\(forum.community)"
        + "&action_state=under_review", as: user)
    #expect(answer.status == .ok, "\(answer.text)")
    guard case .list(let items)? = answer.json["data"] else { return [] }
    return items
  }

  func poll(since: Int64) async throws -> [JSONTree] {
    let answer = try await send(
      .get,
      "/api/public/v1/requests?filter%5Bstatus%5D=COMPLETED"
        + "&filter%5Brequested_at__gte%5D=\(ISOTime.text(since).replacing(":", with: "%3A"))"
        + "&filter%5Bcommunity_server_id%5D=\(forum.community)")
    #expect(answer.status == .ok, "\(answer.text)")
    guard case .list(let items)? = answer.json["data"] else { return [] }
    return items
  }

  private func body(_ type: String, _ attributes: JSONTree) -> String {
    JSONTree.object([
      "data": .object(["type": .text(type), "attributes": attributes])
    ]).canonical
  }
}

/// Keeps what would be sent, and answers as the test says.
final class CapturedWebhooks: WebhookSending {
  private let calls = Mutex<[WebhookCall]>([])
  private let answer = Mutex<WebhookAnswer>(.status(200, retryAfter: nil))

  func send(_ call: WebhookCall) async -> WebhookAnswer {
    calls.withLock { $0.append(call) }
    return answer.withLock { $0 }
  }

  func answers(_ next: WebhookAnswer) { answer.withLock { $0 = next } }
  var sent: [WebhookCall] { calls.withLock { $0 } }
  var events: [JSONTree] {
    sent.map { JSONTree(parsing: $0.body) ?? .null }
  }
  var names: [String] { events.compactMap { $0["event"]?.text } }
}
