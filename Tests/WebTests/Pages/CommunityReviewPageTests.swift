import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Moderation
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("The pages of community reviews")
struct CommunityReviewPageTests {
  /// A forum whose members sign in here; members 5 and 6 have been seen, 88 writes.
  private func forum() async throws -> TestForum {
    let forum = try await TestForum()
    try await forum.site.store.write { store in
      guard var community = try store.moderatedCommunity(forum.community) else { return }
      community.isHost = true
      try store.update(community)
    }
    try await forum.serve { plugin in
      for id in [5, 6] { _ = try await plugin.queue(of: .member(id)) }
    }
    return forum
  }

  private func person(_ forum: TestForum, _ key: String) async throws -> String {
    try await forum.site.person(.accountHolder, name: "account-\(key)", authorKey: key).session
  }

  private func review(_ note: String, _ forum: TestForum) async throws -> String {
    try await forum.site.store.read { try $0.review(note: note)?.item.id.rawValue } ?? ""
  }

  @Test("say to everybody what is there for them")
  func states() async throws {
    let forum = try await forum()
    let member = try await person(forum, "user5")
    let stranger = try await person(forum, "nobody-there")
    let host = try await forum.site.person(.host, name: "host").session
    try await forum.serve { plugin in
      func text(_ session: String?) async throws -> String {
        let page = try await Browser(plugin.client, session: session).get("/community-reviews")
        #expect(page.status == .ok)
        return page.text
      }
      #expect(try await text(nil).contains("Sign in with your forum account"))
      #expect(try await text(stranger).contains("We do not know you from the forum yet"))
      #expect(try await text(member).contains("Nothing is waiting"))
      #expect(try await text(host).contains("Nothing is waiting"))
      _ = try await plugin.submit(1, "You fool!")
      for session in [member, host] {
        let page = try await text(session)
        #expect(page.contains("You fool!") && page.contains("user88") && page.contains("Trading"))
        #expect(page.contains("Under review") && page.contains("looks like harassment"))
      }
      for session in [nil, stranger] {
        #expect(try await !text(session).contains("You fool!"))
      }
    }
  }

  @Test("are not offered where no forum is reviewed")
  func noForum() async throws {
    let site = try TestSite()
    try await site.serve { client in
      let browser = Browser(client)
      #expect(try await !browser.get("/").text.contains("/community-reviews"))
      let page = try await browser.get("/community-reviews")
      #expect(page.text.contains("No forum is reviewed here"))
    }
  }

  @Test("take a vote after it is confirmed, once")
  func voting() async throws {
    let forum = try await forum()
    let session = try await person(forum, "user5")
    try await forum.serve { plugin in
      let note = try await plugin.submit(1, "You fool!")["note_id"] ?? ""
      let path = "/community-reviews/\(try await review(note, forum))"
      let browser = Browser(plugin.client, session: session)
      let page = try await browser.get(path)
      #expect(page.text.contains("Should this post be hidden?"))
      #expect(!page.text.contains("SOMEWHAT"))
      let empty = try await browser.get(path + "/vote")
      #expect(empty.status == .unprocessableContent && empty.text.contains("Choose one"))
      let confirm = try await browser.get(path + "/vote?value=NOT_HELPFUL")
      #expect(confirm.text.contains("“It should stay”") && confirm.text.contains("final"))
      #expect(try await browser.get(path).text.contains("Should this post be hidden?"))
      let cast = try await browser.submit(
        path + "/vote", [("value", "NOT_HELPFUL")], on: confirm)
      #expect(cast.status == .seeOther && cast.location == path)
      let after = try await browser.get(path)
      #expect(after.text.contains("You voted: “It should stay”"))
      #expect(try await browser.get("/community-reviews").text.contains("Nothing is waiting"))
      let mine = try await browser.get("/community-reviews/mine")
      #expect(mine.text.contains("“It should stay”") && mine.text.contains("No result yet"))
      forum.site.clock.now += 60_000
      let again = try await browser.submit(path + "/vote", [("value", "HELPFUL")], on: confirm)
      #expect(again.status == .conflict && again.text.contains("You have voted on this"))
      #expect(try await browser.get(path + "/vote?value=HELPFUL").status == .conflict)
      let strange = try await browser.submit(
        path + "/vote", [("value", "SOMEWHAT_HELPFUL")], on: confirm)
      #expect(strange.status == .unprocessableContent)
    }
  }

  @Test("ask of a hidden post whether hiding was right, and tell the author's words as such")
  func hidden() async throws {
    let forum = try await forum()
    let session = try await person(forum, "user5")
    let author = try await person(forum, "user88")
    try await forum.serve { plugin in
      let note = try await plugin.submit(1, "cheap watches")["note_id"] ?? ""
      let id = try await review(note, forum)
      let own = Browser(plugin.client, session: author)
      let page = try await own.get("/community-reviews/mine/\(id)")
      #expect(page.text.contains("It was hidden automatically because it looks like spam."))
      let sent = try await own.submit(
        "/community-reviews/mine/\(id)/appeal", [("text", "They are <b>presents</b>.")], on: page)
      #expect(sent.status == .seeOther)
      let second = try await own.submit(
        "/community-reviews/mine/\(id)/appeal", [("text", "Again")], on: page)
      #expect(second.status == .conflict)
      let seen = try await Browser(plugin.client, session: session).get("/community-reviews/\(id)")
      #expect(seen.text.contains("Was it right to hide this post?"))
      #expect(seen.text.contains("The author of the post says:"))
      #expect(seen.text.contains("They are &lt;b&gt;presents&lt;/b&gt;."))
      // Whose trust level does not reach for the review is led to what authors see.
      let led = try await own.get("/community-reviews/\(id)")
      #expect(led.status == .seeOther && led.location == "/community-reviews/mine/\(id)")
      _ = try await plugin.queue(of: .member(88))
      #expect(try await own.get("/community-reviews/\(id)").text.contains("You wrote this post"))
    }
  }

  @Test(
    "say how it was decided, in words",
    arguments: [
      ("You fool!", "HELPFUL", "Community Reviewed", "it should be hidden"),
      ("You fool!", "NOT_HELPFUL", "Reviewed — No Action", "it should not be hidden"),
      ("cheap watches", "HELPFUL", "Community Reviewed", "hiding it was right"),
      ("cheap watches", "NOT_HELPFUL", "Restored", "it should not have been hidden"),
    ])
  func decided(text: String, value: String, badge: String, words: String) async throws {
    let forum = try await forum()
    let session = try await person(forum, "user5")
    let author = try await person(forum, "user88")
    try await forum.serve { plugin in
      let note = try await plugin.submit(1, text)["note_id"] ?? ""
      let id = try await review(note, forum)
      try await plugin.decide(note, value)
      let page = try await Browser(plugin.client, session: session).get("/community-reviews/\(id)")
      #expect(page.text.contains(badge))
      #expect(
        page.text.contains("Several people without a shared voting history agreed that \(words)."))
      let own = try await Browser(plugin.client, session: author).get(
        "/community-reviews/mine/\(id)")
      #expect(own.status == .ok && own.text.contains("agreed that \(words)."))
    }
  }

  @Test("mark what staff decided as theirs")
  func staffDecision() async throws {
    let forum = try await forum()
    let session = try await person(forum, "user5")
    let host = try await forum.site.person(.host, name: "host")
    try await forum.serve { plugin in
      let note = try await plugin.submit(1, "cheap watches")["note_id"] ?? ""
      let id = try await review(note, forum)
      try await forum.site.site.decide(
        forum.site.site.asker(token: host.token), ReviewItemID(id), .agree, reason: "Spam")
      let page = try await Browser(plugin.client, session: session).get("/community-reviews/\(id)")
      #expect(page.text.contains("Staff decision"))
      #expect(page.text.contains("Staff decided that hiding it was right."))
      #expect(!page.text.contains("Community Reviewed"))
    }
  }

  @Test("look the same to a member whatever others voted on an open review")
  func tallies() async throws {
    let forum = try await forum()
    let session = try await person(forum, "user5")
    try await forum.serve { plugin in
      let first = try await plugin.submit(1, "You fool!")["note_id"] ?? ""
      _ = try await plugin.submit(2, "cheap watches")
      let id = try await review(first, forum)
      let browser = Browser(plugin.client, session: session)
      func pages() async throws -> [String] {
        var texts: [String] = []
        for path in ["/community-reviews", "/community-reviews/\(id)", "/community-reviews/mine"] {
          texts.append(try await browser.get(path).text)
        }
        return texts
      }
      let before = try await pages()
      for voter in 101...104 {
        _ = try await plugin.vote(first, "HELPFUL", by: .member(voter))
        try await forum.round()
        #expect(try await pages() == before, "after \(voter)")
      }
    }
  }

  @Test("keep an author's proposal from its author, and the author's page from others")
  func secrecy() async throws {
    let forum = try await forum()
    let other = try await person(forum, "user5")
    let author = try await person(forum, "user88")
    try await forum.serve { plugin in
      let open = try await review(plugin.submit(1, "You fool!")["note_id"] ?? "", forum)
      let hidden = try await review(plugin.submit(2, "cheap watches")["note_id"] ?? "", forum)
      let own = Browser(plugin.client, session: author)
      for path in ["/community-reviews/\(open)", "/community-reviews/mine/\(open)"] {
        #expect(try await own.get(path).status == .notFound)
      }
      let list = try await own.get("/community-reviews/mine")
      #expect(list.text.contains("cheap watches") && !list.text.contains("You fool!"))
      let stranger = Browser(plugin.client, session: other)
      #expect(try await stranger.get("/community-reviews/mine/\(hidden)").status == .notFound)
      let nobody = Browser(plugin.client)
      for path in ["/community-reviews/\(open)", "/community-reviews/mine"] {
        #expect(try await nobody.get(path).status == .seeOther)
      }
    }
  }
}
