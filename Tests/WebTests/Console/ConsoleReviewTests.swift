import Foundation
import HTTPTypes
import Hummingbird
import Moderation
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("Operators look at reviews and decide them")
struct ConsoleReviewTests {
  private let base = ConsoleSite.base

  @Test("the list begins with what has been open for too long, the longest first")
  func staleFirst() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      // Given two reviews that have waited for four days, and a new one
      _ = try await plugin.submit(1, "You fool, one!")
      site.forum.site.clock.now += 3_600_000
      _ = try await plugin.submit(2, "You fool, two!")
      site.forum.site.clock.now += 96 * 3_600_000
      _ = try await plugin.submit(3, "You fool, three!")
      // When
      let page = try await browser.get("\(base)/reviews")
      let stale = try await browser.get("\(base)/reviews?stale=yes")
      // Then
      let order = page.text.matches(of: /You fool, (one|two|three)!<\/p>/).map { String($0.1) }
      #expect(order == ["one", "two", "three"])
      #expect(page.words.contains("3 reviews.") && stale.words.contains("2 reviews."))
      #expect(!stale.text.contains("fool, three"))
    }
  }

  @Test(
    "the list is filtered by what is chosen",
    arguments: [
      ("state=retro_review", [2]), ("state=under_review", [1, 3]), ("state=decided", [4]),
      ("state=", [1, 2, 3, 4]), ("state=open", [1, 2, 3]),
      ("tier=tier_1_immediate&state=", [2, 4]),
      ("label=spam", [2]), ("label=harassment", [1, 3]), ("category=7", [3]),
      ("group=staff", [1]), ("escalated=yes", [1]), ("age=24&state=", [1, 2, 3, 4]),
      ("age=720&state=", []), ("state=waiting", []), ("state=bogus&tier=bogus", [1, 2, 3, 4]),
    ])
  func filters(query: String, expected: [Int]) async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let first = try await plugin.submit(1, "Post number 1: you fool!")
      _ = try await plugin.submit(2, "Post number 2: cheap watches")
      _ = try await plugin.submit(3, "Post number 3: you fool!", category: "7")
      let fourth = try await plugin.submit(4, "Post number 4: cheap watches")
      try await site.forum.site.site.decide(
        try await site.asker, ReviewItemID(first["action_id"] ?? ""), .escalate, reason: "r")
      try await site.forum.site.site.decide(
        try await site.asker, ReviewItemID(fourth["action_id"] ?? ""), .agree, reason: "r")
      site.forum.site.clock.now += 25 * 3_600_000
      let page = try await browser.get("\(base)/reviews?\(query)")
      #expect(page.status == .ok)
      let shown = Set(page.text.matches(of: /Post number (\d)/).compactMap { Int($0.1) })
      #expect(shown == Set(expected))
    }
  }

  @Test("the list can be saved as a file, which says no more than the list and runs no formula")
  func export() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      // Given
      _ = try await plugin.submit(1, "=HYPERLINK(\"x\"), you fool,\nand more")
      _ = try await plugin.submit(2, "Buy cheap watches")
      // When
      let file = try await browser.get("\(base)/reviews.csv?state=open&label=harassment")
      // Then
      #expect(file.status == .ok)
      let lines = file.text.components(separatedBy: "\r\n")
      #expect(lines[0].hasPrefix("review,opened,state,outcome,"))
      #expect(lines.count == 3 && lines[2].isEmpty)
      #expect(lines[1].hasSuffix(",\"'=HYPERLINK(\"\"x\"\"), you fool,\nand more\""))
      #expect(!file.text.contains("cheap watches"))
      // And it is written down
      let log = try await browser.get("\(base)/log")
      #expect(log.words.contains("Reviews saved as a file"))
    }
  }

  @Test("a quote that a mark combines with ends no cell of the file")
  func combiningMarks() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let text = "You fool, \"\u{301},=1+1,\u{301}"
      _ = try await plugin.submit(1, text)
      let file = try await browser.get("\(base)/reviews.csv?state=")
      // Every quote within is doubled, so that scalars outside of quotes have no formula.
      var isQuoted = false
      var outside = String.UnicodeScalarView()
      for scalar in file.text.unicodeScalars {
        if scalar == "\"" { isQuoted.toggle() } else if !isQuoted { outside.append(scalar) }
      }
      #expect(!isQuoted && !String(outside).contains("=") && file.text.contains("=1+1"))
    }
  }

  @Test("nobody but operators saves the list")
  func exportIsForOperators() async throws {
    let site = try await ConsoleSite()
    let writer = try await site.forum.site.person(.writer, name: "writer")
    try await site.serve { plugin, _ in
      _ = try await plugin.submit(1, "Buy cheap watches")
      for session in [nil, writer.session] {
        let file = try await Browser(plugin.client, session: session)
          .get("\(base)/reviews.csv?state=")
        #expect(file.status == .unauthorized || file.status == .forbidden)
        #expect(!file.text.contains("watches"))
      }
    }
  }

  @Test("the list has pages")
  func pages() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      for post in 1...21 {
        _ = try await plugin.submit(post, "You fool, \(post)!")
        site.forum.site.clock.now += 1_000
      }
      let first = try await browser.get("\(base)/reviews")
      let older = try #require(first.text.firstMatch(of: /rel="next" href="([^"]*)"/)).1
      let second = try await browser.get(String(older).replacing("&amp;", with: "&"))
      #expect(first.text.matches(of: /<li class="card">/).count == 20)
      #expect(second.text.matches(of: /<li class="card">/).count == 1)
      #expect(second.text.contains("You fool, 1!"))
    }
  }

  @Test("a review shows its evidence and its tally, and nobody’s vote")
  func dossier() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let submitted = try await plugin.submit(1, "You fool!")
      let note = submitted["note_id"] ?? ""
      _ = try await plugin.vote(note, "HELPFUL", by: .member(11))
      _ = try await plugin.vote(note, "NOT_HELPFUL", by: .member(12))
      try await site.forum.round()
      let page = try await browser.get("\(base)/reviews/\(submitted["action_id"] ?? "")")
      #expect(page.status == .ok)
      #expect(page.words.contains("2 votes: 1 for, 1 against"))
      #expect(page.words.contains("Too few votes to decide: at least 5 are needed."))
      #expect(page.words.contains("Harassment 0.7 0.5 never"))
      #expect(page.words.contains("You fool!") && page.words.contains("Review opened"))
      #expect(!page.text.contains("user11") && !page.text.contains("user12"))
    }
  }

  @Test("single votes are shown on request, which is written down")
  func votes() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let submitted = try await plugin.submit(1, "You fool!")
      let id = submitted["action_id"] ?? ""
      _ = try await plugin.vote(submitted["note_id"] ?? "", "HELPFUL", by: .member(11))
      let review = try await browser.get("\(base)/reviews/\(id)")
      let read = { @Sendable in
        try await site.forum.site.site.moderationAudit(
          try await site.asker, review: ReviewItemID(id)
        ).count { $0.what == "votes read" }
      }
      #expect(try await read() == 0)
      let page = try await browser.submit("\(base)/reviews/\(id)/votes", [], on: review)
      #expect(page.status == .ok && page.words.contains("user11 : For the action"))
      #expect(try await read() == 1)
    }
  }

  @Test("a voter is left out for a reason, and counted again")
  func excluded() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let submitted = try await plugin.submit(1, "You fool!")
      let id = submitted["action_id"] ?? ""
      let voter = try await plugin.vote(submitted["note_id"] ?? "", "HELPFUL", by: .member(11))[
        "rater_id"]
      let review = try await browser.get("\(base)/reviews/\(id)")
      let path = "\(base)/reviews/\(id)/voters/\(voter ?? "")"
      let refused = try await browser.submit(path, [("count", "no")], on: review)
      #expect(refused.status == .unprocessableContent && refused.text.contains("Give a reason"))
      let taken = try await browser.submit(
        path, [("count", "no"), ("reason", "A second account")], on: review)
      #expect(taken.status == .seeOther)
      let votes = try await browser.submit("\(base)/reviews/\(id)/votes", [], on: review)
      #expect(votes.text.contains("not counted") && votes.text.contains("Count their votes again"))
      _ = try await browser.submit(path, [("count", "yes"), ("reason", "A mistake")], on: review)
      let again = try await browser.submit("\(base)/reviews/\(id)/votes", [], on: review)
      #expect(!again.text.contains("not counted"))
    }
  }

  @Test("a decision takes a reason, is carried out, and stands in the history")
  func decide() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let id = try await site.underReview(plugin)
      let path = "\(base)/reviews/\(id)"
      let page = try await browser.get(path)
      #expect(page.text.contains("Agree: hide the post") && page.text.contains("value=\"ignore\""))
      let nothing = try await browser.submit("\(path)/decide", [("reason", "r")], on: page)
      #expect(nothing.status == .unprocessableContent && nothing.text.contains("Choose what to do"))
      let noReason = try await browser.submit("\(path)/decide", [("decision", "agree")], on: page)
      #expect(noReason.status == .unprocessableContent && noReason.text.contains("Give a reason"))
      #expect(noReason.text.contains("value=\"agree\" required checked"))
      let done = try await browser.submit(
        "\(path)/decide", [("decision", "agree"), ("reason", "Plainly rude")], on: page)
      #expect(done.location == path)
      let after = try await browser.get(path)
      #expect(after.words.contains("Hidden after review") && after.words.contains("Plainly rude"))
      #expect(after.words.contains("Under review → Hidden after review"))
      #expect(!after.text.contains("value=\"ignore\"") && after.text.contains("value=\"restore\""))
      let restored = try await browser.submit(
        "\(path)/decide", [("decision", "restore"), ("reason", "A joke among friends")], on: after)
      #expect(restored.status == .seeOther)
      #expect(try await browser.get(path).words.contains("End the exemption"))
    }
  }

  @Test("what the state does not allow is refused, and changes nothing")
  func notAllowed() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let id = try await plugin.submit(1, "cheap watches")["action_id"] ?? ""
      let page = try await browser.get("\(base)/reviews/\(id)")
      #expect(!page.text.contains("value=\"ignore\""))
      let refused = try await browser.submit(
        "\(base)/reviews/\(id)/decide", [("decision", "ignore"), ("reason", "r")], on: page)
      #expect(refused.status == .conflict)
      #expect(try await browser.get("\(base)/reviews/\(id)").words.contains("Hidden, under review"))
      #expect(try await browser.get("\(base)/reviews/nothing").status == .notFound)
    }
  }

  @Test("posts and names are escaped")
  func escaping() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let attack = #"fool <script>alert(1)</script>"><img src=x onerror=alert(2)>"#
      let id = try await site.underReview(plugin, attack)
      for path in ["\(base)/reviews", "\(base)/reviews/\(id)"] {
        let page = try await browser.get(path)
        #expect(page.status == .ok && page.text.contains("&lt;script&gt;"))
        #expect(!page.text.contains("<script>alert") && !page.text.contains("<img src=x"))
      }
    }
  }
}
