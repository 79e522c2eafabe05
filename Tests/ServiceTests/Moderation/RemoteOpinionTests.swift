import ContentClassification
import Moderation
import Outbound
import Storage
import Synchronization
import Testing

@testable import Service

@Suite("A service elsewhere beside a community's own classifier")
struct RemoteOpinionTests {
  private static let listed = "spam 0.95 cheap watches\nspam 0.6 bargain\n"

  private func forum(_ rule: RemoteOpinion.Rule) async throws -> (
    ModerationSite, Site, AdapterCaller
  ) {
    let forum = try ModerationSite()
    let site = forum.started(rule)
    let adapter = try await forum.register(site)
    try await site.changeWordList(Self.listed)
    return (forum, site, adapter)
  }

  @Test(
    "while the service is down the community's own classifier answers, at once",
    arguments: [.remoteFirst, .highestScore, .secondOpinion(band: 0...1)]
      as [RemoteOpinion.Rule])
  func embeddedStandsIn(_ rule: RemoteOpinion.Rule) async throws {
    let (forum, site, adapter) = try await forum(rule)
    forum.classifier.says(nil)
    let fine = try await forum.submit(site, adapter, post: 1, "a walk in the park")
    #expect(fine.state != .failed && fine.review == nil)
    let spam = try await forum.submit(site, adapter, post: 2, "cheap watches here")
    #expect(spam.review?.state == .retroReview)
    #expect(try await forum.store.read { try $0.postsToClassify(at: .max, limit: 9) }.isEmpty)
  }

  @Test("asked first, the service alone judges while it answers")
  func remoteFirst() async throws {
    let (forum, site, adapter) = try await forum(.remoteFirst)
    forum.classifier.says(0.1)
    #expect(try await forum.submit(site, adapter, post: 1, "cheap watches").review == nil)
    forum.classifier.says(0.95)
    #expect(try await forum.submit(site, adapter, post: 2, "a walk").review != nil)
  }

  @Test("of both, the higher score counts")
  func highestScore() async throws {
    let (forum, site, adapter) = try await forum(.highestScore)
    forum.classifier.says(0.1)
    #expect(try await forum.submit(site, adapter, post: 1, "cheap watches").review != nil)
    forum.classifier.says(0.95)
    #expect(try await forum.submit(site, adapter, post: 2, "a walk").review != nil)
    forum.classifier.says(0.1)
    #expect(try await forum.submit(site, adapter, post: 3, "a walk").review == nil)
  }

  @Test("a second opinion is asked for where the community's own is in doubt, and nowhere else")
  func secondOpinion() async throws {
    let (forum, site, adapter) = try await forum(.secondOpinion(band: 0.3...0.8))
    forum.classifier.says(0.1)
    #expect(try await forum.submit(site, adapter, post: 1, "a walk").review == nil)
    #expect(try await forum.submit(site, adapter, post: 2, "cheap watches").review != nil)
    #expect(forum.classifier.asked == 0)
    #expect(try await forum.submit(site, adapter, post: 3, "a bargain").review == nil)
    #expect(forum.classifier.asked == 1)
  }

  @Test("a service where nobody listens blocks no post; alone, it leaves the post for later")
  func nobodyListens() async throws {
    let gone = RemoteClassifier(
      ModerationsEndpoint(model: "m"),
      settings: RemoteSettings(
        address: try ClassifierAddress("http://127.0.0.1:1"),
        budget: RetryBudget(total: 500, patience: 200, attempts: 2, firstDelay: 10)),
      now: SiteClock.system.now, report: { _ in })
    for (rule, state) in [
      (.remoteOnly, .failed), (.highestScore, .pending),
    ] as [(RemoteOpinion.Rule, Moderation.RequestState)] {
      let forum = try ModerationSite()
      let site = forum.started(rule, gone)
      let adapter = try await forum.register(site)
      let card = try await forum.submit(site, adapter, post: 1, "text")
      #expect(card.state == state && card.instruction == nil && card.review == nil)
      let waiting = try await forum.store.read { try $0.postsToClassify(at: .max, limit: 9) }
      #expect(waiting.count == (rule == .remoteOnly ? 1 : 0))
    }
  }

  @Test("a service that neither answers nor heeds being cancelled is left behind in time")
  func silent() async throws {
    let forum = try ModerationSite()
    let silent = SilentClassifier()
    let site = forum.started(.remoteOnly, silent)
    let adapter = try await forum.register(site)
    let clock = ContinuousClock()
    let start = clock.now
    let card = try await forum.submit(site, adapter, post: 1, "text")
    // The site's patience is 8 s; other tests may keep the machine busy.
    #expect(card.state == .failed && clock.now - start < .seconds(60))
    silent.end()
  }

  @Test("who runs the site sees how the service does; a site without one has none")
  func condition() throws {
    let forum = try ModerationSite()
    #expect(forum.started().remoteCondition == RemoteCondition())
    let alone = Site(
      configuration: SiteConfiguration(name: "Test", baseURL: "http://notes.test"),
      store: forum.store, key: forum.key, mail: CapturedMail())
    #expect(alone.remoteCondition == nil)
  }
}

/// Answers when it is told to, whether or not anybody still waits.
private final class SilentClassifier: RemoteClassifying {
  let identity = ClassifierIdentity(name: "silent", version: "1")
  let condition = RemoteCondition()
  private let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

  func classify(_ post: PostText) async -> PostClassification {
    await withCheckedContinuation { waiter in waiting.withLock { $0.append(waiter) } }
    return .unavailable(.unexpected, "late", by: identity)
  }

  func end() {
    for waiter in waiting.withLock({ $0 }) { waiter.resume() }
  }
}
