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

/// Every form of the pages against every role: who may not is refused or led to signing in, and
/// nothing of what the form asks for happens.
@Suite("Who may send which form")
struct PagePermissionTests {
  private static let everybody = Set(Role.allCases)
  private static let accounts = everybody.subtracting([.nobody])
  private static let active: Set<Role> = [.newContributor, .lockedContributor, .writer, .topWriter]
  private static let contributors = active.union([.left, .removed, .aiWriter])

  private struct FormRoute: Sendable {
    var path: String
    var fields: [(String, String)]
    var allowed: Set<Role>
  }

  private static func route(
    _ path: String, _ allowed: Set<Role>, _ fields: (String, String)...
  ) -> FormRoute {
    FormRoute(path: path, fields: fields, allowed: allowed)
  }

  private static let routes = [
    route("/posts", accounts.subtracting([.host, .aiWriter]), ("url", "https://forum.test/new")),
    route(
      "/posts/{post}/write", [.writer, .topWriter], ("classification", "misleading"),
      ("reasons", "misleadingOther"), ("trustworthySources", "yes"),
      ("summary", "So: https://example.org/a")),
    route(
      "/posts/{post}/request", accounts.subtracting([.host, .aiWriter]), ("suggestion", "Why?")),
    route("/posts/{post}/request/withdraw", accounts),
    route(
      "/notes/{note}/rate", active, ("helpfulness", "helpful"), ("tags", "helpfulClear")),
    route("/notes/{note}/rating/delete", active),
    route("/notes/{note}/feedback", [.accountHolder, .left], ("answer", "helpful")),
    route("/notes/{note}/report", everybody, ("category", "spam")),
    // Nobody here wrote the note or the post.
    route("/notes/{note}/delete", []),
    route("/notes/{note}/review", []),
    route("/review", accounts, ("url", "https://forum.test/1")),
    // Nobody here is a member of a forum; there is nothing to vote on.
    route("/community-reviews/1/vote", accounts, ("value", "HELPFUL")),
    route("/community-reviews/mine/1/appeal", accounts, ("text", "It is a joke.")),
    // Lets programs act for an account; of a program that is not there nothing comes.
    route("/oauth2/authorize", accounts, ("client_id", "x"), ("decision", "allow")),
    route("/join", accounts.subtracting([.host]), ("agree", "yes")),
    route("/join/alias", accounts, ("alias", "x")),
    route("/me/settings", contributors, ("frequency", "never")),
    route("/me/tokens", accounts, ("name", "n"), ("scopes", "read")),
    route("/me/tokens/1/revoke", accounts),
    route("/me/password", accounts, ("current", ""), ("password", "eight warm teapots")),
    route("/me/acknowledge", contributors),
    route("/me/leave", accounts.subtracting([.removed])),
    route("/me/rejoin", accounts.subtracting([.removed])),
    route("/me/erase", accounts.subtracting([.removed])),
    route("/me/sign-out-everywhere", accounts),
    route("/notices/read", accounts),
    route("/developers/apps", accounts, ("name", "Bot")),
    route("/developers/apps/1", accounts, ("name", "Bot")),
    route("/developers/apps/1/rotate", accounts, ("what", "app")),
    route("/developers/apps/1/revoke", accounts),
    route("/developers/grants/1/revoke", accounts),
    route("/developers/writer", accounts, ("alias", "x"), ("agree", "yes")),
    route("/operator/admit", [.host], ("pool", "everyone"), ("places", "1")),
    route(
      "/operator/measures", [.host], ("kind", "pauseDisplay"), ("reason", "test")),
    route("/operator/measures/1/end", [.host]),
    route("/operator/incidents", [.host], ("title", "t"), ("text", "x")),
    route("/operator/incidents/1/close", [.host]),
    route("/operator/score", [.host], ("kind", "final")),
    route("/operator/reports/1", [.host], ("outcome", "removed")),
    route("/operator/participants/{person}/remove", [.host], ("reason", "test")),
    route("/operator/settings", [.host], ("reason", "test")),
    // Of reviews, keys and deliveries that are not there nothing comes.
    route(
      "/operator/moderation/reviews/1/decide", [.host], ("decision", "agree"), ("reason", "test")),
    route("/operator/moderation/reviews/1/votes", [.host]),
    route(
      "/operator/moderation/reviews/1/voters/2", [.host], ("count", "no"), ("reason", "test")),
    route("/operator/moderation/policy", [.host], ("version", "1")),
    route("/operator/moderation/words", [.host], ("text", "spam 0.9 cheap watches")),
    route("/operator/moderation/programs", [.host], ("name", "Forum")),
    route("/operator/moderation/programs/1/keys", [.host], ("name", "Key")),
    route("/operator/moderation/keys/1/revoke", [.host]),
    route("/operator/moderation/communities/1", [.host], ("slug", "x")),
    route("/operator/moderation/deliveries/1/replay", [.host]),
    route("/operator/moderation/appeals/1", [.host], ("answer", "It was not meant like that.")),
  ]

  /// Forms that are open to everybody, or that a demonstration alone has.
  private static let open: Set<String> = [
    "/sign-in", "/sign-out", "/sign-up", "/verify", "/forgot", "/reset",
  ]

  @Test("is written down for every form of the site")
  func complete() throws {
    let site = try TestSite()
    let posts = try WebServer(site: site.site).router().routes
      .filter { $0.method == .post && !$0.path.description.hasPrefix("/api/") }
      .filter { !$0.path.description.hasPrefix("/2/") }
      // Another address of an operation that adapters have under /api, and where forums send to.
      .filter { $0.path.description != "/webhooks/register" }
      .filter { !$0.path.description.hasPrefix("/integrations/") }
      .map { Self.bare($0.path.description) }
    let known = Set(Self.routes.map { Self.bare($0.path) }).union(Self.open.map(Self.bare))
    #expect(Set(posts) == known)
  }

  /// A path without the names of its parameters.
  private static func bare(_ path: String) -> String {
    path.split(separator: "/").map { part in
      part.hasPrefix("{") || Int(part) != nil ? "*" : String(part)
    }.joined(separator: "/")
  }

  @Test("is what the site answers", arguments: Role.allCases)
  func matrix(role: Role) async throws {
    for route in Self.routes {
      let site = try TestSite()
      let writer = try await site.person(.writer, name: "writer")
      let asker = role.isSignedIn ? try await site.person(role, name: "asker") : nil
      let made = try await site.note(by: writer)
      try await site.decide(made.note, .helpful)
      let path = route.path
        .replacing("{post}", with: made.post.description)
        .replacing("{note}", with: made.note.description)
        .replacing("{person}", with: writer.participant?.rawValue ?? "")
      try await site.serve { client in
        let browser = Browser(client, session: asker?.session)
        // Any page with a form has the browser's token.
        let page = try await browser.get(role.isSignedIn ? "/me/settings" : "/sign-in")
        let answer = try await browser.submit(path, route.fields, on: page)
        let toSignIn = answer.status == .seeOther && answer.location?.hasPrefix("/sign-in") == true
        if route.allowed.contains(role) {
          #expect(
            answer.status != .forbidden && answer.status != .unauthorized && !toSignIn
              && answer.status.code < 500, "\(path) by \(role.rawValue): \(answer.status.code)")
        } else {
          #expect(
            answer.status == .forbidden || answer.status == .unauthorized || toSignIn,
            "\(path) by \(role.rawValue): \(answer.status.code)")
        }
      }
      let note = try await site.store.read { try $0.note(made.note) }
      #expect(note?.isPresent == true, "\(path) by \(role.rawValue) took the note away")
    }
  }
}
