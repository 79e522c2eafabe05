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

@Suite("Pages")
struct PageTests {
  /// Every page without a parameter, and who may see it.
  private static let pages = [
    "/", "/new", "/helpful", "/search?q=bridge", "/about", "/status", "/data", "/report",
    "/sign-in",
    "/sign-up", "/forgot", "/reset?token=x", "/review", "/needs-help", "/requests", "/posts/add",
    "/my-posts", "/notices", "/me", "/me/settings", "/me/leave", "/me/erase", "/join",
    "/operator", "/operator/reports", "/operator/members?q=alias", "/operator/settings",
    "/operator/audit", "/operator/moderation", "/operator/moderation/reviews?state=open",
    "/operator/moderation/policy", "/operator/moderation/words", "/operator/moderation/programs",
    "/operator/moderation/deliveries", "/operator/moderation/log",
    "/operator/moderation/appeals", "/developers",
    "/developers/writer",
    "/community-reviews", "/community-reviews/mine",
  ]

  @Test("answer every role with a whole page, a refusal or a redirect", arguments: Role.allCases)
  func everyPage(role: Role) async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let made = try await site.note(by: writer)
    try await site.decide(made.note, .helpful)
    let asker = role.isSignedIn ? try await site.person(role, name: "asker") : nil
    let paths =
      Self.pages + [
        "/posts/\(made.post)", "/posts/\(made.post)/write", "/posts/\(made.post)/request",
        "/notes/\(made.note)", "/notes/\(made.note)/rate", "/notes/\(made.note)/report",
        "/notes/\(made.note)/delete", "/notes/\(made.note)/review",
        "/people/\(try #require(writer.participant))",
      ]
    try await site.serve { client in
      let browser = Browser(client, session: asker?.session)
      for path in paths {
        let page = try await browser.get(path)
        #expect(page.status.code < 500, "\(path): \(page.status.code)")
        guard page.status != .seeOther else { continue }
        #expect(page.text.hasPrefix("<!DOCTYPE html>"), "\(path)")
        #expect(page.text.hasSuffix("</html>\n"), "\(path)")
        #expect(page.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
        #expect(page.headers[.cacheControl] == "no-store", "\(path)")
        #expect(!page.text.contains("Optional("), "\(path)")
        #expect(!page.text.contains("style=\""), "\(path) has inline style")
      }
    }
  }

  @Test("of operators are closed to everybody else", arguments: Role.allCases)
  func operatorPages(role: Role) async throws {
    let site = try TestSite()
    let asker = role.isSignedIn ? try await site.person(role, name: "asker") : nil
    try await site.serve { client in
      let browser = Browser(client, session: asker?.session)
      for path in Self.pages where path.hasPrefix("/operator") {
        let page = try await browser.get(path)
        let expected: HTTPResponse.Status =
          role == .host ? .ok : role.isSignedIn ? .forbidden : .seeOther
        #expect(page.status == expected, "\(path): \(page.status.code)")
      }
    }
  }

  @Test("escape whatever people enter")
  func escaping() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let attack = #"<script>alert(1)</script>"><img src=x onerror=alert(2)>"#
    let made = try await site.note(
      by: writer, text: "\(attack) https://example.org/\"onmouseover=\"x and javascript:alert(3)")
    try await site.store.write { store in
      guard var post = try store.post(made.post) else { return }
      post.card = Post.Card(title: attack, text: attack, authorName: attack, siteName: attack)
      try store.update(post)
    }
    try await site.decide(made.note, .helpful)
    try await site.serve { client in
      let browser = Browser(client)
      for path in [
        "/new", "/posts/\(made.post)", "/notes/\(made.note)",
        "/search?q=\(attack.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")",
      ] {
        let page = try await browser.get(path)
        #expect(page.status == .ok, "\(path)")
        #expect(!page.text.contains("<script>alert"), "\(path)")
        #expect(!page.text.contains("<img src=x"), "\(path)")
        #expect(!page.text.contains("href=\"javascript:"), "\(path)")
        #expect(!page.text.contains("\" onmouseover"), "\(path)")
      }
      let oembed = try await client.execute(
        uri: "/oembed?url=https%3A%2F%2Fforum.test%2F1", method: .get
      ) { String(buffer: $0.body) }
      #expect(oembed.contains("blockquote"))
      #expect(!oembed.contains("<script>alert"))
    }
  }

  @Test("are there wherever a notice leads", arguments: NoticeKind.allCases)
  func noticePaths(kind: NoticeKind) throws {
    let site = try TestSite()
    let pages = try WebServer(site: site.site).router().routes
      .filter { $0.method == .get }.map { Self.shape($0.path.description) }
    guard let path = kind.words(subject: "12", payload: "x").path else { return }
    let page = path.split(separator: "?").first.map(String.init) ?? path
    #expect(pages.contains(Self.shape(page)), "\(kind) leads to \(path)")
  }

  /// A path with a star for each number or parameter.
  private static func shape(_ path: String) -> String {
    path.split(separator: "/").map { part in
      part.hasPrefix("{") || part.allSatisfy(\.isNumber) ? "*" : String(part)
    }.joined(separator: "/")
  }

  @Test("say of a note that a program proposed it")
  func automated() async throws {
    let site = try TestSite()
    let robot = try await site.person(.aiWriter, name: "robot")
    let person = try await site.person(.writer, name: "person")
    let proposed = try await site.note(by: robot)
    let written = try await site.note(by: person, on: "https://forum.test/2")
    try await site.serve { client in
      let browser = Browser(client)
      let mark = "Proposed by an AI writer"
      let note = try await browser.get("/notes/\(proposed.note)")
      let post = try await browser.get("/posts/\(proposed.post)")
      let other = try await browser.get("/notes/\(written.note)")
      #expect(note.text.contains(mark) && post.text.contains(mark))
      #expect(!other.text.contains(mark))
    }
  }

  @Test("say what is not there")
  func missing() async throws {
    let site = try TestSite()
    try await site.serve { client in
      let browser = Browser(client)
      for path in ["/nowhere", "/posts/1", "/notes/1", "/notes/x", "/people/x", "/a/b/c"] {
        let page = try await browser.get(path)
        #expect(page.status == .notFound, "\(path)")
        #expect(page.text.contains("Nothing here"), "\(path)")
      }
      let api = try await client.execute(uri: "/api/v1/nowhere", method: .get) { $0 }
      #expect(api.status == .notFound)
      #expect(api.headers[.contentType] == "application/problem+json")
    }
  }
}
