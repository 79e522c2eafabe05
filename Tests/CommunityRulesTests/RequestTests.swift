import NoteModel
import Testing

@testable import CommunityRules

@Suite("The form of a request")
struct RequestFormTests {
  @Test("takes a request with nothing but the wish")
  func empty() {
    let form = RequestForm(sourceLinks: ["", " "], suggestion: " \n")
    #expect(form.problems().isEmpty)
    #expect(form.sourceLinks.isEmpty && form.suggestion == nil)
  }

  @Test("takes three links, and no fourth")
  func links() {
    let links = (1...4).map { "https://example.org/\($0)" }
    #expect(RequestForm(sourceLinks: Array(links.prefix(3))).problems().isEmpty)
    #expect(RequestForm(sourceLinks: links).problems() == [.tooManyLinks(most: 3)])
  }

  @Test("counts a repeated link once")
  func repeated() {
    let form = RequestForm(sourceLinks: Array(repeating: " https://example.org/a ", count: 5))
    #expect(form.sourceLinks == ["https://example.org/a"])
    #expect(form.problems().isEmpty)
  }

  @Test(
    "wants complete https addresses",
    arguments: [
      ("https://example.org", true), ("HTTPS://example.org/a?b=c#d", true),
      ("http://example.org", false), ("https://", false), ("example.org", false),
      ("javascript:alert(1)", false), ("https://good.example@evil.example/", false),
      ("https://example.org/a b", false), ("https://example.org/\u{0}", false),
    ])
  func addresses(link: String, isTaken: Bool) {
    #expect(
      RequestForm(sourceLinks: [link]).problems() == (isTaken ? [] : [.noAddress(link)]))
  }

  @Test("wants no link longer than any browser takes")
  func longLink() {
    let link = "https://example.org/" + String(repeating: "a", count: 1981)
    #expect(RequestForm(sourceLinks: [link]).problems() == [.linkTooLong(most: 2000)])
  }

  @Test("takes 500 characters of suggestion, and no more")
  func suggestion() {
    let text = String(repeating: "é", count: 500)
    #expect(RequestForm(suggestion: " \(text) ").problems().isEmpty)
    #expect(
      RequestForm(suggestion: text + "!").problems()
        == [.suggestionTooLong(length: 501, most: 500)])
  }
}

@Suite("What a requester's record gives")
struct RequesterTests {
  private static let hour: Int64 = 3_600_000
  private static let now: Int64 = 1_800_000_000_000

  @Test(
    "is a level",
    arguments: [
      (0, 0, RequesterLevel.ordinary), (62, 5, .high), (63, 5, .medium), (50, 4, .medium),
      (33, 1, .medium), (34, 1, .ordinary), (100, 8, .high), (100, 3, .medium), (100, 2, .ordinary),
      (1, 1, .medium),
    ])
  func levels(requests: Int, helpful: Int, level: RequesterLevel) {
    #expect(RequesterLevel(eligibleRequests: requests, helpfulNotes: helpful) == level)
  }

  @Test(
    "is a number of requests a day",
    arguments: [
      (0, 0, 0, 5), (50, 5, 0, 20), (20, 1, 0, 10), (19, 0, 19, 5), (20, 0, 9, 5), (20, 0, 10, 2),
      (100, 1, 90, 5), (21, 0, 10, 5), (21, 0, 11, 2),
    ])
  func perDay(requests: Int, helpful: Int, withoutNeed: Int, limit: Int) {
    #expect(
      RequestLimits().perDay(
        eligibleRequests: requests, helpfulNotes: helpful, postsWithoutNeed: withoutNeed) == limit)
  }

  @Test("lets a request through until the limit is reached, and again when the oldest is a day old")
  func window() throws {
    let times = (1...5).map { Self.now - Int64($0) * Self.hour }
    func reached(_ times: [Int64], at now: Int64 = Self.now) -> RequestLimits.Reached? {
      RequestLimits().reached(
        at: now, eligibleRequests: 0, helpfulNotes: 0, postsWithoutNeed: 0, times: times)
    }
    #expect(reached(Array(times.prefix(4))) == nil)
    let limit = try #require(reached(times))
    #expect(limit == RequestLimits.Reached(limit: 5, nextAt: Self.now + 19 * Self.hour))
    #expect(reached(times, at: limit.nextAt - 1) != nil)
    #expect(reached(times, at: limit.nextAt) == nil)
  }

  @Test("leaves at least one request a day, whatever the settings")
  func floor() {
    var limits = RequestLimits()
    limits.ordinary = 0
    let reached = limits.reached(
      at: Self.now, eligibleRequests: 0, helpfulNotes: 0, postsWithoutNeed: 0, times: [])
    #expect(reached == nil)
  }
}

@Suite("Requests are shown to writers")
struct RequestVisibilityTests {
  private static let hour: Int64 = 3_600_000
  private static let none = RequesterLevel.ordinary

  /// The table of the specification, with the source's divisor.
  @Test(
    "once enough people, or people enough of whom know, asked",
    arguments: [
      (Array(repeating: none, count: 3), 1000, false),
      (Array(repeating: none, count: 4), 1000, true),
      (Array(repeating: none, count: 4), 100_000, true),
      (Array(repeating: none, count: 4), 100_001, false),
      (Array(repeating: none, count: 5), 100_001, true),
      (Array(repeating: none, count: 4), 125_000, false),
      (Array(repeating: none, count: 5), 125_000, true),
      ([.medium, .medium], 5_000_000, true), ([.high], 5_000_000, true), ([.medium], 10, false),
    ])
  func table(requesters: [RequesterLevel], views: Int, isShown: Bool) {
    var rule = RequestVisibility()
    rule.viewsPerRequest = 25_000
    #expect(
      rule.qualifies(
        requesters: requesters, attention: Post.Attention(views: views), monthlyReaders: 0)
        == isShown)
  }

  @Test(
    "in relation to the size of the community",
    arguments: [(0, 400, 8.0), (10_000, 400, 8.0), (20_000, 400, 4.0), (20_000, 1000, 10.0)])
  func size(readers: Int, views: Int, needed: Double) {
    #expect(
      RequestVisibility().requestsNeeded(
        for: Post.Attention(views: views), monthlyReaders: readers) == needed)
  }

  @Test("with comments in place of views where the host tells none")
  func comments() {
    let attention = Post.Attention(reactions: 1000, comments: 9)
    #expect(RequestVisibility().requestsNeeded(for: attention, monthlyReaders: 0) == 9)
  }

  @Test("for a day, unless a note shows before")
  func duration() {
    let rule = RequestVisibility()
    let end = rule.shownUntil(qualifiedAt: 1000)
    #expect(end == 1000 + 24 * Self.hour)
    #expect(!rule.isShown(qualifiedAt: 1000, hasShownNote: false, at: 999))
    #expect(rule.isShown(qualifiedAt: 1000, hasShownNote: false, at: 1000))
    #expect(rule.isShown(qualifiedAt: 1000, hasShownNote: false, at: end - 1))
    #expect(!rule.isShown(qualifiedAt: 1000, hasShownNote: false, at: end))
    #expect(!rule.isShown(qualifiedAt: 1000, hasShownNote: true, at: 1000))
  }

  @Test("in the timeline only for posts of the last day")
  func timeline() {
    let rule = RequestVisibility()
    #expect(rule.entersTimeline(publishedAt: 0, qualifiedAt: 24 * Self.hour - 1))
    #expect(!rule.entersTimeline(publishedAt: 0, qualifiedAt: 24 * Self.hour))
  }
}
