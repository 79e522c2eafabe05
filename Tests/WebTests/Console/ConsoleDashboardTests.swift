import ContentClassification
import Foundation
import FoundationXML
import HTTPTypes
import Hummingbird
import Moderation
import Testing

@testable import Service
@testable import Web

@Suite("The operators’ dashboard of moderation")
struct ConsoleDashboardTests {
  private let base = ConsoleSite.base

  @Test("says what to do where no forum is connected")
  func nothing() async throws {
    let site = try TestSite()
    let host = try await site.person(.host, name: "host")
    try await site.serve { client in
      let browser = Browser(client, session: host.session)
      for path in ["", "/reviews", "/policy"] {
        let page = try await browser.get(base + path)
        #expect(page.status == .ok && page.words.contains("No forum is connected yet"))
      }
    }
  }

  @Test("has its figures in words, with plots of what was decided")
  func figures() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      // Given an automatic hide that members undid, and one that they upheld
      let first = try await plugin.submit(1, "cheap watches")
      let second = try await plugin.submit(2, "cheap watches again")
      try await plugin.decide(first["note_id"] ?? "", "NOT_HELPFUL")
      try await plugin.decide(second["note_id"] ?? "", "HELPFUL")
      // When
      let page = try await browser.get(base)
      // Then
      #expect(page.status == .ok)
      #expect(page.words.contains("Hidden at once 2") && page.words.contains("Votes cast 10"))
      #expect(page.words.contains("Automatic hides undone 1"))
      #expect(page.words.contains("Share of automatic hides undone 50 %"))
      #expect(page.words.contains("1 for hiding the post, 1 for showing it."))
      #expect(page.words.contains("Spam: 1 of 2."))
      #expect(page.words.contains("shows from 30 decided judgements on; there are 2."))
      for raw in ["posts_scanned", "overturn_rate", "open_over"] {
        #expect(!page.text.contains(raw))
      }
    }
  }

  @Test("has plots that are pictures of their own, for operators alone")
  func plots() async throws {
    let site = try await ConsoleSite()
    let member = try await site.forum.site.person(.writer, name: "writer")
    try await site.serve { plugin, browser in
      let first = try await plugin.submit(1, "cheap watches")
      try await plugin.decide(first["note_id"] ?? "", "NOT_HELPFUL")
      let paths = ["decisions", "waits", "overturns"].map {
        "\(base)/communities/\(site.forum.community)/\($0).svg"
      }
      let page = try await browser.get(base)
      for path in paths {
        #expect(page.text.contains(path))
        let picture = try await browser.get(path)
        #expect(picture.status == .ok && picture.headers[.contentType] == "image/svg+xml")
        #expect(picture.headers[.cacheControl] == "no-store")
        #expect(XMLParser(data: Data(picture.text.utf8)).parse())
        #expect(try await Browser(plugin.client).get(path).status == .unauthorized)
        #expect(
          try await Browser(plugin.client, session: member.session).get(path).status == .forbidden)
      }
      let tooFew = "\(base)/communities/\(site.forum.community)/reliability.svg"
      #expect(try await browser.get(tooFew).status == .notFound)
      #expect(!page.text.contains("reliability.svg"))
    }
  }

  @Test("tells how far scores can be believed once there are decisions enough")
  func reliability() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let asker = try await site.asker
      for post in 1...30 {
        let id = try await site.underReview(plugin, post: post, "You fool, \(post)!")
        try await site.forum.site.site.decide(
          asker, ReviewItemID(id), post.isMultiple(of: 3) ? .disagree : .agree, reason: "r")
      }
      let page = try await browser.get(base)
      #expect(
        page.words.contains("30 judgements that came to a decision, of which 20 were confirmed"))
      let picture = try await browser.get(
        "\(base)/communities/\(site.forum.community)/reliability.svg")
      #expect(picture.status == .ok && picture.text.contains("<circle"))
    }
  }

  @Test("counts nothing of a review that is open")
  func open() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, _ in
      let submitted = try await plugin.submit(1, "cheap watches")
      _ = try await plugin.vote(submitted["note_id"] ?? "", "HELPFUL", by: .member(11))
      let trends = try await site.forum.site.site.trends(
        try await site.asker, community: site.forum.community)
      #expect(trends.days.count == 30 && trends.days.allSatisfy { $0.hidden + $0.visible == 0 })
      #expect(trends.labels.isEmpty && trends.reliability.count == 0)
      #expect(trends.waits.allSatisfy { $0.count == 0 })
    }
  }

  @Test("puts decisions into the day and the wait that they belong to")
  func buckets() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, _ in
      let clock = site.forum.site.clock
      let asker = try await site.asker
      for (post, hours) in [(1, 0), (2, 5), (3, 30), (4, 100)] {
        let id = try await site.underReview(plugin, post: post, "You fool, \(post)!")
        clock.now += Int64(hours) * 3_600_000
        try await site.forum.site.site.decide(
          asker, ReviewItemID(id), .agree, reason: "r")
      }
      let trends = try await site.forum.site.site.trends(asker, community: site.forum.community)
      #expect(trends.waits.map(\.count) == [1, 0, 1, 0, 1, 1])
      #expect(trends.days.map(\.hidden).reduce(0, +) == 4)
      #expect(
        trends.days.last?.hidden == 1
          && trends.days.last?.start == clock.now / 86_400_000 * 86_400_000)
      clock.now += 31 * 86_400_000
      let later = try await site.forum.site.site.trends(
        asker, community: site.forum.community)
      #expect(later.days.allSatisfy { $0.hidden == 0 } && later.reliability.count == 4)
    }
  }
}
