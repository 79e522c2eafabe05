import CommunityRules
import Foundation
import NoteModel
import Storage
import Testing

@testable import Service

@Suite("Notes and ratings")
struct ContributionTests {
  private static let helpful = RatingForm(answer: .helpful, tags: [.helpfulClear])

  @Test("keep a rating's time when its tags change, and renew it with its answer")
  func ratingTimes() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let rater = try await site.person(.newContributor, name: "rater")
    let made = try await site.note(by: writer)
    let asker = try await site.site.asker(token: rater.token)
    try await site.site.rate(asker, made.note, Self.helpful)
    site.clock.now += 1_000
    let tags = try await site.site.rate(
      asker, made.note, RatingForm(answer: .helpful, tags: [.helpfulGoodSources]))
    #expect(tags.createdAt == TestSite.start)
    let answer = try await site.site.rate(
      asker, made.note, RatingForm(answer: .notHelpful, tags: [.notHelpfulIncorrect]))
    #expect(answer.createdAt == TestSite.start + 1_000)
    #expect(try await site.store.read { try $0.ratings(of: made.note).count } == 1)
  }

  @Test("are not rated by who wrote the note or the post")
  func ownWork() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let author = try await site.person(.newContributor, name: "author", authorKey: "author")
    let made = try await site.note(by: writer, authorKey: "author")
    for person in [writer, author] {
      let asker = try await site.site.asker(token: person.token)
      await #expect(throws: SiteError.self) {
        try await site.site.rate(asker, made.note, Self.helpful)
      }
      let post = try await site.site.post(asker, made.post)
      #expect(post.notes.first?.may.rate == false)
    }
    #expect(try await site.store.read { try $0.ratingCount() } == 0)
  }

  @Test("are sampled only by the token that was sent about that note to that person")
  func samples() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let rater = try await site.person(.newContributor, name: "rater")
    let other = try await site.person(.newContributor, name: "other")
    let made = try await site.note(by: writer)
    let note = try #require(try await site.store.read { try $0.note(made.note) })
    let now = site.clock.now
    try await site.store.write { store in
      try RunNotices(store: store, now: now + 12 * 3_600_000).sample(note)
    }
    let notice = try #require(
      try await site.store.read { store in
        try store.notices(to: rater.account, before: nil, limit: 1).first
      })
    let token = notice.payload
    let stolen = try await site.site.rate(
      site.site.asker(token: other.token), made.note, Self.helpful, sample: token)
    #expect(stolen.noteID == made.note.description)
    _ = try await site.site.rate(
      site.site.asker(token: rater.token), made.note, Self.helpful, sample: token)
    let ratings = try await site.store.read { try $0.ratings(of: made.note) }
    #expect(ratings.first { $0.rater == rater.participant }?.source == .populationSampled)
    #expect(ratings.first { $0.rater == other.participant }?.source == .default)
  }

  @Test("stop at the daily limit, and say when the next is possible")
  func dailyLimit() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let asker = try await site.site.asker(token: writer.token)
    let form = NoteForm(
      classification: .misleading, reasons: [.misleadingFactualError],
      hasTrustworthySources: true, text: "It is open: https://example.org/a")
    for number in 0..<5 {
      let post = try await site.site.addPost(asker, PostForm(url: "https://forum.test/p\(number)"))
      _ = try await site.site.writeNote(asker, on: post, form)
      site.clock.now += 60_000
    }
    let post = try await site.site.addPost(asker, PostForm(url: "https://forum.test/p6"))
    let refusal = SiteError.limited(
      reason: "You may write 5 notes in 24 hours, and did. Helpful notes raise the limit.",
      retryAt: TestSite.start + 86_400_000)
    await #expect(throws: refusal) { try await site.site.writeNote(asker, on: post, form) }
    site.clock.now = TestSite.start + 86_400_001
    _ = try await site.site.writeNote(asker, on: post, form)
    await #expect(throws: SiteError.self, "one note a post") {
      try await site.site.writeNote(asker, on: post, form)
    }
  }

  @Test("lose their words when deleted, and stay in the history")
  func deletion() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let made = try await site.note(by: writer, text: "Zanzibarquux https://example.org/z")
    let asker = try await site.site.asker(token: writer.token)
    #expect(try await site.site.search(.nobody, "zanzibarquux").count == 1)
    try await site.site.deleteNote(asker, made.note)
    #expect(try await site.site.search(.nobody, "zanzibarquux").isEmpty)
    #expect(try await site.site.post(.nobody, made.post).notes.isEmpty)
    #expect(try await site.store.read { try $0.status(of: made.note) } != nil)
    #expect(try await site.store.read { try $0.note(made.note)?.summary } == "")
  }

  @Test("are reviewed again when the author of the post asks, once, and while they are shown")
  func additionalReview() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let author = try await site.person(.accountHolder, name: "author", authorKey: "author")
    let rater = try await site.person(.newContributor, name: "rater")
    let made = try await site.note(by: writer, authorKey: "author")
    let asker = try await site.site.asker(token: author.token)
    await #expect(throws: SiteError.self, "not shown yet") {
      try await site.site.requestAdditionalReview(asker, of: made.note)
    }
    try await site.decide(made.note, .helpful)
    let post = try await site.site.postForReview(asker, url: "https://forum.test/1#top")
    #expect(post == made.post)
    try await site.site.requestAdditionalReview(asker, of: made.note)
    await #expect(throws: SiteError.self, "once") {
      try await site.site.requestAdditionalReview(asker, of: made.note)
    }
    let contributor = try await site.site.asker(token: rater.token)
    let queue = try await site.site.needsHelp(contributor)
    #expect(queue.map(\.id) == [made.post.description])
    #expect(queue.first?.notes.first?.isUnderAdditionalReview == true)
  }

  @Test("stay visible to contributors while display is paused, and to nobody else")
  func pausedDisplay() async throws {
    let site = try TestSite()
    let host = try await site.person(.host, name: "host")
    let writer = try await site.person(.writer, name: "writer")
    let rater = try await site.person(.newContributor, name: "rater")
    let made = try await site.note(by: writer)
    try await site.decide(made.note, .helpful)
    #expect(try await site.site.shownNotes(url: "https://forum.test/1").notes.count == 1)
    try await site.site.startMeasure(
      site.site.asker(token: host.token), .pauseDisplay, amount: nil, reason: "a test")
    #expect(try await site.site.shownNotes(url: "https://forum.test/1").notes.isEmpty)
    let seen = try await site.site.post(site.site.asker(token: rater.token), made.post)
    #expect(seen.notes.first?.isShown == true)
    site.clock.now += 72 * 3_600_000 + 1
    #expect(try await site.site.shownNotes(url: "https://forum.test/1").notes.count == 1)
  }

  @Test("are requested by several people before writers see that")
  func requests() async throws {
    let site = try TestSite()
    let top = try await site.person(.topWriter, name: "top")
    let pusher = try await site.site.asker(token: site.person(.host, name: "host").token)
    let post = try await site.site.pushPost(
      pusher, PostForm(url: "https://forum.test/r"), HostFacts())
    let writer = try await site.site.asker(token: top.token)
    for number in 0..<4 {
      #expect(try await site.site.requestsTimeline(writer).isEmpty)
      let person = try await site.person(.accountHolder, name: "reader\(number)")
      try await site.site.requestNote(
        site.site.asker(token: person.token), on: post,
        RequestForm(sourceLinks: ["https://example.org/s"], suggestion: "Is it \(number)?"))
    }
    let wanted = try #require(try await site.site.requestsTimeline(writer).first)
    #expect(wanted.sourceLinks == ["https://example.org/s"])
    #expect(wanted.suggestions.count == 4)
    let notices = try await site.site.notices(writer)
    #expect(notices.first?.kind == NoticeKind.requestsOnPost.rawValue)
    #expect(notices.first?.text.contains("4") == false, "how many asked is not told")
  }
}
