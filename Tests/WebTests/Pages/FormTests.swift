import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NoteModel
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("Forms")
struct FormTests {
  @Test("are refused without the token of the page they are on")
  func withoutToken() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let rater = try await site.person(.newContributor, name: "rater")
    let made = try await site.note(by: writer)
    try await site.serve { client in
      let browser = Browser(client, session: rater.session)
      let answer = [("helpfulness", "helpful"), ("tags", "helpfulClear")]
      let none = try await browser.post("/notes/\(made.note)/rate", answer)
      #expect(none.status == .forbidden)

      let other = try await Browser(client, session: writer.session).get("/new")
      let foreign = try await browser.submit("/notes/\(made.note)/rate", answer, on: other)
      #expect(foreign.status == .forbidden)

      let page = try await browser.get("/notes/\(made.note)/rate")
      let taken = try await browser.submit("/notes/\(made.note)/rate", answer, on: page)
      #expect(taken.status == .seeOther)
    }
    let participant = try #require(rater.participant)
    let rating = try await site.store.read { try $0.rating(of: made.note, by: participant) }
    #expect(rating?.answer == .helpful)
  }

  @Test("come back with what was entered and what is wrong with it")
  func problems() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let other = try await site.person(.writer, name: "other")
    let made = try await site.note(by: other)
    try await site.serve { client in
      let browser = Browser(client, session: writer.session)
      let path = "/posts/\(made.post)/write"
      let form = try await browser.get(path)
      let page = try await browser.submit(
        path, [("classification", "misleading"), ("summary", "No link, <b>no reason</b>")], on: form
      )
      #expect(page.status == .unprocessableContent)
      #expect(page.text.contains("This could not be sent yet"))
      #expect(page.text.contains("href=\"#reasons\""))
      #expect(page.text.contains("No link, &lt;b&gt;no reason&lt;/b&gt;"))
      #expect(page.text.contains("value=\"misleading\" required checked"))
    }
  }

  @Test("take a note in the words of the public data")
  func writing() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let other = try await site.person(.writer, name: "other")
    let made = try await site.note(by: other)
    try await site.serve { client in
      let browser = Browser(client, session: writer.session)
      let path = "/posts/\(made.post)/write"
      let page = try await browser.submit(
        path,
        [
          ("classification", "misleading"), ("reasons", "misleadingFactualError"),
          ("reasons", "misleadingSatire"), ("reasons", "notMisleadingOther"),
          ("trustworthySources", "yes"), ("summary", "It reopened: https://example.org/reopened"),
        ], on: try await browser.get(path))
      #expect(page.status == .seeOther)
      let after = try await browser.get(try #require(page.location))
      #expect(after.text.contains("Your note is proposed"))
      let again = try await browser.get(try #require(page.location))
      #expect(!again.text.contains("Your note is proposed"), "said once")
    }
    let author = try #require(writer.participant)
    let note = try #require(
      try await site.store.read { try $0.notes(by: author, before: nil, limit: 1).first })
    #expect(note.classification == .misleading)
    #expect(note.answers == [.misleadingFactualError, .misleadingSatire, .trustworthySources])
    let status = try await site.store.read { try $0.status(of: note.id) }
    #expect(status?.publicStatus == .needsMoreRatings)
  }

  @Test("lead from joining to an alias, and from there to rating")
  func joining() async throws {
    let site = try TestSite()
    try await site.serve { client in
      let browser = Browser(client)
      let form = try await browser.get("/sign-up")
      let signedUp = try await browser.submit(
        "/sign-up",
        [
          ("name", "Ada"), ("email", "ada@people.test"), ("password", "seven quiet lanterns"),
          ("agree", "yes"),
        ], on: form)
      #expect(signedUp.location == "/join")
      #expect(browser.cookieNames.contains("session"))
      let join = try await browser.get("/join")
      let applied = try await browser.submit("/join", [("agree", "yes")], on: join)
      #expect(applied.location == "/join")
      let choose = try await browser.get("/join/alias")
      let aliases = choose.text.matches(of: /name="alias" value="([^"]+)"/).map { String($0.1) }
      #expect(aliases.count == 5)
      let chosen = try await browser.submit(
        "/join/alias", [("alias", try #require(aliases.first))], on: choose)
      #expect(chosen.location == "/")
      let me = try await browser.get("/me")
      #expect(me.text.contains(try #require(aliases.first)))
      #expect(!me.text.contains("Ada"), "the alias's page does not name the account")
    }
  }

  @Test(
    "lead nowhere but to this site after signing in",
    arguments: [
      "//evil.test", "https://evil.test", "/\\evil.test", "javascript:alert(1)", "/%0d%0aX: y\n",
    ])
  func openRedirect(target: String) async throws {
    let site = try TestSite()
    try await site.site.makeOperator(
      email: "op@people.test", name: "Operator", password: "seven quiet lanterns")
    try await site.serve { client in
      let browser = Browser(client)
      let page = try await browser.submit(
        "/sign-in",
        [("email", "op@people.test"), ("password", "seven quiet lanterns"), ("next", target)],
        on: try await browser.get("/sign-in"))
      #expect(page.status == .seeOther)
      let location = try #require(page.location)
      #expect(location.hasPrefix("/") && !location.hasPrefix("//") && !location.contains("\\"))
    }
  }
}
