import CommunityRules
import Foundation
import NoteModel
import Simulation
import Storage
import Testing

@testable import Service

@Suite("The demo community")
struct DemoCommunityTests {
  private static let now: Int64 = 1_784_160_000_000

  @Test("has notes of every status, and somebody for every role")
  func everything() async throws {
    let site = try EmptySite()
    let start = ContinuousClock.now
    let accounts = try await DemoCommunity.build(store: site.store, now: Self.now)
    print("demo community: \(ContinuousClock.now - start)")
    try await site.store.read { store throws in
      try Self.checkStatuses(store)
      try Self.checkPeople(store, accounts)
    }
    #expect(try await site.store.findings().isEmpty)
    await #expect(throws: DemoError.notEmpty) {
      try await DemoCommunity.build(store: site.store, now: Self.now)
    }
  }

  private static func checkStatuses(_ store: any StoreTransaction) throws {
    var statuses: [StatusRecord] = []
    try store.forEachStatus { statuses.append($0) }
    let helpful = statuses.count { $0.publicStatus == .helpful }
    let notHelpful = statuses.count { $0.publicStatus == .notHelpful }
    let locked = statuses.count { $0.lockedStatus != nil }
    let waiting = try store.waitingNotes(limit: 99).count
    let recent = try store.recentNotes(since: now - Millis.day, limit: 99).count
    print(
      "of \(statuses.count) notes, \(try store.ratingCount()) ratings: \(helpful) helpful, "
        + "\(notHelpful) not helpful, \(locked) locked, \(waiting) waiting, \(recent) of today")
    #expect(try store.noteCount() >= 195)
    #expect(abs(try store.ratingCount() - 12_000) < 800)
    #expect(helpful >= 10)
    #expect(notHelpful >= 5)
    #expect(waiting >= 2)
    #expect(locked >= 10)
    #expect(recent >= 3)
    #expect(
      statuses.contains { $0.lockedStatus == .helpful }
        && statuses.contains { $0.lockedStatus == .notHelpful })
    #expect(try store.postsByHelpfulNote(before: nil, limit: 99).count == helpful)
    #expect(try !store.openReports().isEmpty)
    #expect(try store.allRequestedPosts().count >= 6)
    #expect(try store.scoringRuns(limit: 99).allSatisfy { $0.outcome == .applied })
  }

  private static func checkPeople(
    _ store: any StoreTransaction, _ accounts: DemoAccounts
  ) throws {
    let people = try store.allContributors()
    let states = Dictionary(grouping: people, by: \.enrollment.state).mapValues(\.count)
    let top = people.filter(\.impact.isTopWriter)
    print("\(states); top writers: \(top.map(\.impact.writingImpact))")
    #expect(people.count == 330)
    #expect(Set(people.map(\.alias)).count == 330)
    #expect(people.allSatisfy { $0.id.rawValue.count == 64 })
    #expect(!top.isEmpty)
    let troubled: Set<EnrollmentState> = [
      .atRisk, .earnedOutAcknowledged, .earnedOutNoAcknowledge,
    ]
    #expect(people.contains { troubled.contains($0.enrollment.state) })

    func contributor(_ account: AccountID) throws -> Contributor? {
      try store.membership(of: account).flatMap { try store.contributor($0.participant) }
    }
    let rater = try #require(try contributor(accounts.rater))
    print("rater: \(rater.impact.ratingImpact)")
    #expect(rater.enrollment.state == .newUser)
    #expect((2...4).contains(rater.impact.ratingImpact))
    let writer = try #require(try contributor(accounts.writer))
    print("writer: \(writer.impact.notes) notes, \(writer.impact.helpfulNotes) helpful")
    #expect(writer.enrollment.mayWrite)
    #expect(try store.unreadNoticeCount(to: accounts.writer) > 0)
    for account in [accounts.reader, accounts.author, accounts.operator] {
      #expect(try store.membership(of: account) == nil)
    }
    #expect(try store.account(accounts.operator)?.role == .operator)
    let key = try #require(try store.account(accounts.author)?.authorKey)
    let posts = try store.posts(byAuthor: key, before: nil, limit: 99)
    let shown = Set(try store.postsByHelpfulNote(before: nil, limit: 99).map(\.post))
    #expect(posts.contains { shown.contains($0.id) })
  }

  @Test("has texts that the form takes, and addresses that nobody owns")
  func texts() throws {
    let cast = try DemoCast(newest: Self.now, seed: 7)
    let content = DemoContent(cast, now: Self.now, seed: 7)
    #expect(DemoStory.all.count >= 40)
    #expect(DemoStory.all.allSatisfy { (2...4).contains($0.facts.count) })
    let posts = Dictionary(uniqueKeysWithValues: content.posts.map { ($0.id, $0) })
    #expect(Set(content.posts.map(\.url)).count == content.posts.count)
    #expect(Set(content.posts.compactMap(\.card.title)).count == content.posts.count)
    for post in content.posts + content.unansweredPosts {
      #expect(post.url.hasPrefix("https://forum.example/"))
    }
    for note in content.notes where note.isPresent {
      let media = try #require(posts[note.postID]).media
      let form = NoteForm(
        classification: note.classification,
        reasons: note.answers.subtracting([.trustworthySources, .isMediaNote]),
        hasTrustworthySources: true, isAboutMedia: note.answers.contains(.isMediaNote),
        text: note.summary)
      #expect(form.problems(on: media, impact: 99, isTopWriter: true) == [], "\(note.summary)")
      #expect(NoteText(note.summary).links.allSatisfy { $0.hasPrefix("https://example.org/") })
      #expect(!note.summary.contains("{"))
    }
    for onPost in Dictionary(grouping: content.notes.filter(\.isPresent), by: \.postID).values {
      #expect(Set(onPost.map(\.summary)).count == onPost.count)
      #expect(Set(onPost.map(\.author)).count == onPost.count)
    }
    #expect(content.ratings.allSatisfy { $0.createdAt < Self.now })
    #expect(zip(content.notes, content.notes.dropFirst()).allSatisfy { $0.id < $1.id })
    let newest = content.ratings.map(\.createdAt).max() ?? 0
    #expect(newest > Self.now - 30 * Millis.minute)
  }

  @Test("is the same for the same seed")
  func determinism() throws {
    let contents = try [7, 7, 8].map { seed throws in
      DemoContent(try DemoCast(newest: Self.now, seed: seed), now: Self.now, seed: seed)
    }
    #expect(contents[0].notes == contents[1].notes)
    #expect(contents[0].contributors == contents[1].contributors)
    #expect(contents[0].ratings == contents[1].ratings)
    #expect(contents[0].contributors != contents[2].contributors)
  }
}

/// A store with nothing in it, and a folder beside it, that go away with the value.
final class EmptySite: Sendable {
  let folder: URL
  let store: SQLiteStore

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try SQLiteStore(path: folder.appending(path: "community.sqlite").path)
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// The store closes when nobody has it any more: the last to let go may be its own queue, which would
  /// wait for itself.
  deinit { try? FileManager.default.removeItem(at: folder) }
}
