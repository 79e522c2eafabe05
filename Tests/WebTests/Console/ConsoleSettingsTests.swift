import HTTPTypes
import Hummingbird
import Moderation
import Outbound
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("Operators keep the words, keys and deliveries of moderation")
struct ConsoleSettingsTests {
  private let base = ConsoleSite.base

  @Test("a word list is saved as a version, and an old one can be looked at")
  func words() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let page = try await browser.get("\(base)/words")
      #expect(page.text.contains("spam 0.95 cheap watches"))
      let saved = try await browser.submit(
        "\(base)/words", [("text", "spam 0.95 dear watches\r\n// a remark\r\n")], on: page)
      #expect(saved.status == .seeOther)
      let clean = try await plugin.submit(1, "cheap watches")
      #expect(clean.attributes["moderation_action"] == .null)
      let after = try await browser.get("\(base)/words")
      #expect(after.text.contains("dear watches") && after.words.contains("Account host, operator"))
      let list = try await site.forum.site.site.wordList(try await site.asker)
      #expect(!list.text.contains("\r"))
      let old = try await browser.get("\(base)/words?version=\(list.version - 1)")
      #expect(old.text.contains("cheap watches") && old.words.contains("the old version"))
      #expect(try await browser.get("\(base)/words?version=99").status == .notFound)
    }
  }

  @Test("a mistake in the word list names its line and keeps the text")
  func wrongLine() async throws {
    let site = try await ConsoleSite()
    try await site.serve { _, browser in
      let page = try await browser.get("\(base)/words")
      let refused = try await browser.submit(
        "\(base)/words", [("text", "spam 0.9 fine\nspam much wrong\n")], on: page)
      #expect(refused.status == .unprocessableContent)
      #expect(refused.words.contains(/[Ll]ine 2/) && refused.text.contains("spam much wrong"))
      let list = try await site.forum.site.site.wordList(try await site.asker)
      #expect(list.text.contains("cheap watches"))
    }
  }

  @Test("a long word list goes through for operators, and a long form for nobody else")
  func longForms() async throws {
    let site = try await ConsoleSite()
    let member = try await site.forum.site.person(.writer, name: "writer")
    let long = (0..<6_000).map { "spam 0.9 word\($0)x" }.joined(separator: "\n")
    try await site.serve { plugin, browser in
      let page = try await browser.get("\(base)/words")
      let saved = try await browser.submit("\(base)/words", [("text", long)], on: page)
      #expect(saved.status == .seeOther)
      let other = Browser(plugin.client, session: member.session)
      let settings = try await other.get("/me/settings")
      let refused = try await other.submit("\(base)/words", [("text", long)], on: settings)
      #expect(refused.status == .contentTooLarge)
    }
  }

  @Test("a key is shown once, works, and is good for nothing once it is revoked")
  func keys() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let page = try await browser.get("\(base)/programs")
      let refused = try await browser.submit("\(base)/programs", [("name", " ")], on: page)
      #expect(refused.status == .unprocessableContent && refused.text.contains("Give a name"))
      let made = try await browser.submit("\(base)/programs", [("name", "Second forum")], on: page)
      let key = String(try #require(made.text.firstMatch(of: /class="token">([^<]*)</)).1)
      #expect(made.status == .ok && key.count > 20)
      let list = try await browser.get("\(base)/programs")
      #expect(list.text.contains("Second forum") && !list.text.contains(key))
      let path =
        "/api/v1/community-servers/lookup?platform=discourse&platform_community_server_id=x"
      let known = try await TestForum.send(plugin.client, key, .get, path)
      #expect(known.status == .notFound)
      let adapter = try #require(
        try await site.forum.site.site.adapters(try await site.asker)
          .first { $0.adapter.name == "Second forum" })
      _ = try await browser.submit(
        "\(base)/keys/\(adapter.keys[0].id)/revoke", [], on: list)
      #expect(try await TestForum.send(plugin.client, key, .get, path).status == .unauthorized)
      #expect(try await browser.get("\(base)/programs").words.contains("Revoked 1 November 2026"))
    }
  }

  @Test("one more key leaves the others good")
  func moreKeys() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let page = try await browser.get("\(base)/programs")
      let adapter = try #require(
        try await site.forum.site.site.adapters(try await site.asker).first)
      let path = "\(base)/programs/\(adapter.adapter.id)/keys"
      for (days, message) in [("x", "Enter a whole number"), ("999", "1 to 365 days")] {
        let refused = try await browser.submit(path, [("name", "n"), ("days", days)], on: page)
        #expect(refused.status == .unprocessableContent && refused.text.contains(message))
      }
      let made = try await browser.submit(path, [("name", "Spare"), ("days", "30")], on: page)
      #expect(made.status == .ok && made.text.contains("class=\"token\""))
      let list = try await browser.get("\(base)/programs")
      #expect(list.words.contains("Spare") && list.words.contains("good until 1 December 2026"))
      #expect(try await plugin.submit(1, "Quiet")["status"] != nil)
    }
  }

  @Test("a community is marked as the host, and keeps its name unless another is free")
  func community() async throws {
    let site = try await ConsoleSite()
    try await site.serve { _, browser in
      let page = try await browser.get("\(base)/programs")
      let path = "\(base)/communities/\(site.forum.community)"
      let saved = try await browser.submit(
        path, [("isHost", "true"), ("slug", TestForum.slug)], on: page)
      #expect(saved.status == .seeOther)
      let community = try await site.forum.site.store.read { [site] store throws in
        try store.moderatedCommunity(site.forum.community)
      }
      #expect(community?.isHost == true && community?.registersWebhook == false)
      #expect(try await browser.get("\(base)/programs").text.contains("host of this site"))
      let long = String(repeating: "x", count: 300)
      let refused = try await browser.submit(path, [("slug", long)], on: page)
      #expect(refused.status == .unprocessableContent)
    }
  }

  @Test("what did not arrive is listed and sent again")
  func deliveries() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      let empty = try await browser.get("\(base)/deliveries")
      #expect(empty.words.contains("Everything arrived"))
      #expect(empty.text.contains("https://forum.example.org/opennotes/webhooks/receive"))
      _ = try await plugin.submit(1, "cheap watches")
      site.forum.sender.answers(.status(401, retryAfter: nil))
      try await site.forum.deliver()
      let page = try await browser.get("\(base)/deliveries")
      #expect(page.words.contains("answered 401") && page.words.contains("1 attempt"))
      let replay = try #require(
        page.text.firstMatch(of: /action="([^"]*\/deliveries\/\d+\/replay)"/)
      ).1
      site.forum.sender.answers(.status(200, retryAfter: nil))
      #expect(try await browser.submit(String(replay), [], on: page).status == .seeOther)
      try await site.forum.deliver()
      let after = try await browser.get("\(base)/deliveries")
      #expect(!after.text.contains(String(replay)))
      #expect(try await browser.submit(String(replay), [], on: page).status == .conflict)
    }
  }
}
