import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Moderation
import OAuth
import Outbound
import Storage
import Testing

@testable import Service
@testable import Web

/// A site with a forum that is connected without a plugin.
final class DirectSite: Sendable {
  let site: TestSite
  let forum = FakeForum()
  let sender = CapturedWebhooks()
  let community: String
  let secret: String
  let path: String

  /// “cheap watches” is hidden at once, “fool” is reviewed first; the community reviews.
  init(_ kind: DirectConnection.Kind = .discourse, isHost: Bool = true) async throws {
    site = try TestSite(webhookSender: sender, forumCaller: forum)
    let made = try await site.site.connectForum(
      DirectForm(
        name: "Forum", kind: kind,
        url: kind == .discourse ? "https://forum.example.org/" : "https://hooks.example.org/in",
        apiKey: Secret("0123456789abcdef0123456789abcdef"), isHost: isHost))
    community = made.community.id
    secret = made.webhookSecret.text
    path = made.path
    try await site.site.changeWordList("spam 0.95 cheap watches\nharassment 0.7 fool\n")
    let now = site.clock.now
    var level = PolicyLevel()
    level.labels = ["spam": LabelRule(tier2: 0.5, tier1: 0.9)]
    level.defaultReviewGroup = .community
    try await site.store.write { [level, community] store in
      _ = try store.addPolicy(level, channel: nil, of: community, by: "test", at: now)
    }
  }

  /// The bytes of a recorded webhook.
  static func recorded(_ name: String) throws -> String {
    let url = try #require(
      Bundle.module.url(forResource: "Recorded/\(name)", withExtension: "json"))
    return try String(contentsOf: url, encoding: .utf8).trimmingCharacters(in: .newlines)
  }

  /// A recorded webhook with other members of its object.
  static func recorded(_ name: String, _ members: [String: JSONTree]) throws -> String {
    guard var whole = JSONTree(parsing: try recorded(name))?.object, let key = whole.keys.first,
      let told = whole[key]?.object
    else { throw SiteError.notFound(what: name) }
    whole[key] = .object(told.merging(members) { $1 })
    return JSONTree.object(whole).canonical
  }

  static func signature(_ body: String, _ secret: String) -> String {
    "sha256=" + SignedEvent.signature(body, secret)
  }

  @discardableResult
  func serve<Value: Sendable>(
    _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Value
  ) async throws -> Value {
    try await site.serve(body)
  }

  /// What the forum sends.
  ///
  /// - Parameter secret: nil: the right one.
  @discardableResult
  func send(
    _ client: any TestClientProtocol, _ event: String, _ body: String, id: String? = nil,
    secret: String? = nil, path: String? = nil
  ) async throws -> TestForum.Answer {
    var headers: HTTPFields = [.contentType: "application/json"]
    func put(_ name: String, _ value: String) {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    put("X-Discourse-Event-Id", id ?? UUID().uuidString)
    put("X-Discourse-Event-Type", event.split(separator: "_").first.map(String.init) ?? event)
    put("X-Discourse-Event", event)
    put("X-Discourse-Event-Signature", Self.signature(body, secret ?? self.secret))
    return try await client.execute(
      uri: path ?? self.path, method: .post, headers: headers, body: ByteBuffer(string: body)
    ) {
      TestForum.Answer(status: $0.status, headers: $0.headers, text: String(buffer: $0.body))
    }
  }

  /// Lets what happens by itself happen: events are read, decisions made, the forum called.
  func round() async throws {
    for _ in 0..<5 where try await ForumEvents(site: site.site).round() == 0 { break }
    try await site.site.findConsensus()
    let courier = WebhookCourier(site: site.site)
    for _ in 0..<10 {
      if try await courier.round() == 0 { break }
    }
  }

  /// The reviews of the community, the oldest first.
  func reviews() async throws -> [StoredReview] {
    try await site.store.read { [community] store in
      var query = ReviewQuery()
      query.communities = [community]
      return try store.reviews(query).items.reversed()
    }
  }

  func post(_ id: Int64) async throws -> ModeratedPost? {
    try await site.store.read { [community] in
      try $0.moderatedPost(community: community, message: String(id))
    }
  }

  /// A member of the forum who is signed in here.
  func voter(_ id: Int, trust: Int = 2) async throws -> Person {
    let name = "voter\(id)"
    let now = site.clock.now
    try await site.store.write { [community] store in
      guard let community = try store.moderatedCommunity(community),
        let told = DiscourseMember(
          ["id": .int(Int64(id)), "username": .text(name), "trust_level": .int(Int64(trust))],
          id: "id")
      else { return }
      try store.told(of: told, in: community, at: now)
    }
    return try await site.person(.writer, name: name, authorKey: name)
  }

  /// Five strangers who agree, which decides.
  func decide(_ review: ReviewItemID, _ value: VoteValue) async throws {
    for id in 201...205 {
      let asker = try await site.site.asker(sessionToken: try await voter(id).session)
      _ = try await site.site.vote(asker, on: review, value, client: "test \(id)")
    }
    try await round()
  }
}
