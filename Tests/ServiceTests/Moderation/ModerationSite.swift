import ContentClassification
import Foundation
import Moderation
import OAuth
import Outbound
import Storage
import Synchronization
import Testing

@testable import Service

/// A site with one registered forum, a classifier and a sender that the test sets.
final class ModerationSite: Sendable {
  static let slug = "forum.example.org-1a2b3c4d"
  static let start: Int64 = 1_793_491_200_000

  let folder: URL
  let store: SQLiteStore
  let classifier = SetClassifier()
  let sender = RecordingSender()
  private let time = Mutex(start)
  let key: ServerKey

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "moderation-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try SQLiteStore(path: folder.appending(path: "community.sqlite").path)
    key = ServerKey()
  }

  /// The store closes when nobody has it any more: the last to let go may be its own queue, which would
  /// wait for itself.
  deinit { try? FileManager.default.removeItem(at: folder) }

  var now: Int64 {
    get { time.withLock { $0 } }
    set { time.withLock { $0 = newValue } }
  }

  /// A site on the store, as a program that was started just now has it.
  func started(
    _ rule: RemoteOpinion.Rule = .remoteOnly, _ remote: (any RemoteClassifying)? = nil
  ) -> Site {
    Site(
      configuration: SiteConfiguration(name: "Test", baseURL: "http://notes.test"), store: store,
      clock: SiteClock { [unowned self] in self.now }, key: key, mail: CapturedMail(),
      remoteOpinion: RemoteOpinion(remote ?? classifier, rule: rule), webhookSender: sender)
  }

  /// Registers the forum as its plugin does.
  func register(_ site: Site) async throws -> AdapterCaller {
    let made = try await site.makeAdapter(name: "Forum")
    let caller = try await site.adapterCaller(
      apiKey: made.text.text, bearer: nil, identity: nil, client: "test")
    let community = try await site.register(
      caller, CommunityForm(platform: "discourse", slug: Self.slug, name: "Forum"))
    _ = try await site.rename(
      caller, platform: "discourse", slug: Self.slug, name: "",
      stats: ["hostname": "forum.example.org"])
    var level = PolicyLevel()
    level.labels = ["spam": LabelRule(tier2: 0.5, tier1: 0.9)]
    level.defaultReviewGroup = .community
    try await site.changePolicy(
      caller, community: community.id, channel: nil, to: level, ifVersion: nil)
    return caller
  }

  /// The same adapter, for a user.
  func caller(
    _ caller: AdapterCaller, for user: Int, trust: Int = 2, isModerator: Bool = false
  ) -> AdapterCaller {
    AdapterCaller(
      adapter: caller.adapter, key: caller.key, secret: caller.secret,
      identity: AdapterIdentity(
        platform: "discourse", userID: String(user), scope: Self.slug, username: "user\(user)",
        trustLevel: trust, isModerator: isModerator))
  }

  func submit(
    _ site: Site, _ adapter: AdapterCaller, post: Int, _ text: String
  ) async throws -> SubmissionCard {
    var form = SubmissionForm(
      clientKey: "discourse-post-\(post)", requestedBy: "88", community: Self.slug)
    form.content = text
    form.message = String(post)
    form.channel = "6"
    form.author = "88"
    return try await site.submit(caller(adapter, for: 88), form).card
  }

  /// Delivers whatever becomes due.
  func deliver(_ site: Site) async throws {
    for _ in 0..<20 {
      now += 11_000
      if try await WebhookCourier(site: site).round() == 0 { return }
    }
  }
}

/// Says what it is told to.
final class SetClassifier: RemoteClassifying {
  let identity = ClassifierIdentity(name: "test", version: "1")
  let condition = RemoteCondition()
  private let score = Mutex<Double?>(0.7)
  private let count = Mutex(0)

  var asked: Int { count.withLock { $0 } }

  /// Of `spam`; nil: the classifier is down.
  func says(_ next: Double?) { score.withLock { $0 = next } }

  func classify(_ post: PostText) async -> PostClassification {
    count.withLock { $0 += 1 }
    guard let score = score.withLock({ $0 }) else {
      return .unavailable(.transport, "down", by: identity)
    }
    return .judged(
      Judgement(
        scores: [.init(.spam, score: score, isFlagged: score >= 0.5)], confidence: score,
        explanation: "test"), by: identity)
  }
}

/// Keeps what was sent; may be cut off before it answers, as a kill does.
final class RecordingSender: WebhookSending {
  private let bodies = Mutex<[JSONTree]>([])
  private let answer = Mutex<WebhookAnswer>(.status(200, retryAfter: nil))

  func send(_ call: WebhookCall) async -> WebhookAnswer {
    bodies.withLock { $0.append(JSONTree(parsing: call.body) ?? .null) }
    return answer.withLock { $0 }
  }

  func answers(_ next: WebhookAnswer) { answer.withLock { $0 = next } }
  var events: [JSONTree] { bodies.withLock { $0 } }
  var names: [String] { events.compactMap { $0["event"]?.text } }
  var ids: [String] { events.compactMap { $0["event_id"]?.text } }
}
