import HTTPTypes
import Hummingbird
import Moderation
import Testing

@testable import Service
@testable import Web

@Suite("Operators change the rules of moderation")
struct ConsoleRulesTests {
  private let base = ConsoleSite.base

  /// What a browser would send back of the editor, with some fields changed.
  private func fields(
    _ page: Browser.Page, _ changes: [String: String]
  ) -> [(String, String)] {
    var sent: [(String, String)] = []
    for match in page.text.matches(of: /<input (type="(?:number|hidden)" )?([^>]*)>/) {
      let attributes = String(match.2)
      guard let name = attributes.firstMatch(of: /name="([^"]*)"/)?.1, name != "csrf" else {
        continue
      }
      let value = attributes.firstMatch(of: /value="([^"]*)"/)?.1 ?? ""
      sent.append((String(name), String(value)))
    }
    for match in page.text.matches(of: /<select id="[^"]*" name="([^"]*)"[^>]*>(.*?)<\/select>/) {
      let chosen = match.2.firstMatch(of: /value="([^"]*)" selected/)?.1 ?? ""
      sent.append((String(match.1), String(chosen)))
    }
    for match in page.text.matches(of: /<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)</) {
      sent.append((String(match.1), String(match.2)))
    }
    let kept = sent.filter { changes[$0.0] == nil }
    return kept + changes.map { ($0.key, $0.value) }
  }

  private func policy(_ site: ConsoleSite, _ channel: String? = nil) async throws -> PolicyView {
    try await site.forum.site.site.policy(
      try await site.asker, community: site.forum.community, channel: channel)
  }

  @Test("saving what is there changes nothing but the version")
  func unchanged() async throws {
    let site = try await ConsoleSite()
    try await site.serve { _, browser in
      let before = try await policy(site)
      let page = try await browser.get("\(base)/policy")
      let saved = try await browser.submit("\(base)/policy", fields(page, [:]), on: page)
      #expect(saved.status == .seeOther)
      let after = try await policy(site)
      #expect(after.own == before.own && after.version == before.version + 1)
    }
  }

  @Test("a change makes a version that the history tells of")
  func change() async throws {
    let site = try await ConsoleSite()
    try await site.serve { _, browser in
      let page = try await browser.get("\(base)/policy")
      let changes = [
        "auto_hide": "no", "stale_after_hours": "24", "label-0-tier1": "", "label-1": "rude",
        "label-1-tier2": "0.3", "routing-trusted": "rude\r\n spam \r\n",
      ]
      let saved = try await browser.submit("\(base)/policy", fields(page, changes), on: page)
      #expect(saved.status == .seeOther)
      let own = try await policy(site).own
      #expect(own.autoHide == false && own.staleAfterHours == 24 && own.enabled == nil)
      #expect(own.labels?["spam"] == LabelRule(tier2: 0.5))
      #expect(own.labels?["rude"] == LabelRule(tier2: 0.3))
      #expect(own.labelRouting == [.trusted: ["rude", "spam"]])
      let told = try await browser.get("\(base)/policy").words
      #expect(told.contains("Account host, operator"))
      #expect(told.contains("Posts may be hidden at once: inherited → no"))
      #expect(told.contains("Spam: reviewed from 0.5, hidden from 0.9 → reviewed from 0.5"))
      #expect(told.contains("Rude: inherited → reviewed from 0.3"))
    }
  }

  @Test("what is wrong is said at its field, with what was entered kept")
  func mistakes() async throws {
    let site = try await ConsoleSite()
    try await site.serve { _, browser in
      let before = try await policy(site)
      let page = try await browser.get("\(base)/policy")
      for (changes, message) in [
        (["stale_after_hours": "soon"], "Enter a whole number, or nothing."),
        (["reviewer_min_trust_level": "9"], "From 0 to 4."),
        (["label-0-tier1": "0.2"], "spam: hiding must not begin before reviewing."),
        (["label-0-tier1": "x"], "Enter a number from 0 to 1, or nothing."),
        (["label-1": "spam"], "“spam” is there twice."),
        (["label-1-tier2": "0.4"], "Name the label."),
      ] {
        let refused = try await browser.submit("\(base)/policy", fields(page, changes), on: page)
        #expect(refused.status == .unprocessableContent, "\(changes)")
        #expect(refused.text.contains(message), "\(changes)")
        for (name, value) in changes {
          #expect(refused.text.contains("value=\"\(value)\""), "\(name)")
          // The list of errors leads to a field that is there.
          let target = refused.text.firstMatch(of: /<li><a href="#([^"]*)">/)?.1 ?? ""
          #expect(refused.text.contains("id=\"\(target)\""), "\(target)")
        }
      }
      #expect(try await policy(site).version == before.version)
    }
  }

  @Test("somebody else’s change meanwhile is told, and not written over")
  func conflict() async throws {
    let site = try await ConsoleSite()
    try await site.serve { _, browser in
      let page = try await browser.get("\(base)/policy")
      let other = try await browser.get("\(base)/policy")
      _ = try await browser.submit(
        "\(base)/policy", fields(other, ["stale_after_hours": "24"]), on: other)
      let mine = fields(page, ["stale_after_hours": "48"])
      let refused = try await browser.submit("\(base)/policy", mine, on: page)
      #expect(refused.status == .conflict)
      #expect(refused.words.contains("Somebody changed the rules meanwhile"))
      #expect(refused.text.contains("value=\"48\""))
      #expect(try await policy(site).own.staleAfterHours == 24)
      // Saved again it is a decision.
      let again = try await browser.submit("\(base)/policy", fields(refused, [:]), on: refused)
      #expect(again.status == .seeOther)
      #expect(try await policy(site).own.staleAfterHours == 48)
    }
  }

  @Test("a mistake does not make a form newer than the rules that it was made from")
  func staleMistake() async throws {
    let site = try await ConsoleSite()
    try await site.serve { _, browser in
      let page = try await browser.get("\(base)/policy")
      _ = try await browser.submit(
        "\(base)/policy", fields(page, ["stale_after_hours": "24"]), on: page)
      let mistake = try await browser.submit(
        "\(base)/policy", fields(page, ["stale_after_hours": "soon"]), on: page)
      #expect(mistake.status == .unprocessableContent)
      let mended = try await browser.submit(
        "\(base)/policy", fields(mistake, ["stale_after_hours": "48"]), on: mistake)
      #expect(mended.status == .conflict)
      #expect(try await policy(site).own.staleAfterHours == 24)
    }
  }

  @Test("a category has rules of its own, and inherits again when they are removed")
  func category() async throws {
    let site = try await ConsoleSite()
    try await site.serve { plugin, browser in
      _ = try await plugin.submit(1, "A quiet post")
      let path = "\(base)/policy?category=6"
      let page = try await browser.get(path)
      #expect(page.text.contains("the category “Trading”"))
      #expect(!page.text.contains("trust_level_source"))
      let saved = try await browser.submit(
        "\(base)/policy", fields(page, ["enabled": "no", "what": "save"]), on: page)
      #expect(saved.status == .seeOther)
      #expect(try await policy(site, "6").effective.enabled == false)
      #expect(try await policy(site).effective.enabled)
      let own = try await browser.get(path)
      #expect(own.text.contains("own rules"))
      _ = try await browser.submit(
        "\(base)/policy", fields(own, ["what": "inherit"]), on: own)
      #expect(try await policy(site, "6").effective.enabled)
      #expect(try await browser.get(path).words.contains("everything is inherited"))
      #expect(try await browser.get("\(base)/policy?category=none").status == .notFound)
    }
  }

  @Test("a routing that is there and empty is not taken for none")
  func emptyRouting() async throws {
    let site = try await ConsoleSite()
    try await site.serve { _, browser in
      var level = try await policy(site).own
      level.labelRouting = [:]
      try await site.forum.site.site.changePolicy(
        try await site.asker, community: site.forum.community, channel: nil, to: level,
        ifVersion: nil)
      let page = try await browser.get("\(base)/policy")
      _ = try await browser.submit("\(base)/policy", fields(page, [:]), on: page)
      #expect(try await policy(site).own.labelRouting == [:])
    }
  }
}
