import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NoteModel
import OAuth
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("A writer's program is let in")
struct WriterSignInTests {
  private static let listing = [("test_mode", "true")]

  private func status(
    _ proof: WriterClient.Proof, on site: TestSite, _ made: MadeWriter
  ) async throws -> WriterClient.Answer {
    try await site.serve(made, proof) {
      try await $0.call(.get, WriterClient.written, Self.listing)
    }
  }

  @Test("by a signature")
  func signature() async throws {
    let site = try TestSite()
    #expect(try await status(.signature, on: site, site.writer()).status == .ok)
  }

  @Test("by a token of a person")
  func bearer() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    #expect(
      try await status(.bearer(made.tokens.accessToken.text), on: site, made).status == .ok)
  }

  @Test("not without proof, and is told four members and nothing more")
  func nothing() async throws {
    let site = try TestSite()
    let answer = try await status(.none, on: site, site.writer())
    #expect(answer.status == .unauthorized)
    #expect(answer.body.keys == ["title", "type", "status", "detail"])
    #expect(answer.headers[.contentType] == "application/problem+json")
  }

  @Test("not by an unknown token, a refresh token or one that expired")
  func otherTokens() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    #expect(try await status(.bearer("unknown"), on: site, made).status == .unauthorized)
    let refresh = try #require(made.tokens.refreshToken)
    #expect(try await status(.bearer(refresh.text), on: site, made).status == .unauthorized)
    site.clock.now += 7_200_000
    #expect(
      try await status(.bearer(made.tokens.accessToken.text), on: site, made).status
        == .unauthorized)
  }

  @Test("not by a token of the application alone")
  func appOnly() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let token = try #require(made.secrets.appOnlyToken)
    let answer = try await status(.bearer(token.text), on: site, made)
    #expect(answer.status == .forbidden)
    #expect(
      answer.body.type.text == "https://api.x.com/2/problems/unsupported-authentication")
  }

  @Test("with a clock that differs by five minutes, not by more", arguments: [-1, 1] as [Int64])
  func clocks(side: Int64) async throws {
    let site = try TestSite()
    let made = try await site.writer()
    try await site.serve(made) { client in
      for (seconds, expected) in [(300, HTTPResponse.Status.ok), (301, .unauthorized)] {
        let answer = try await client.call(
          .get, WriterClient.written, Self.listing,
          authorization: client.header(
            .get, WriterClient.written, DecodedQuery([.init("test_mode", "true")]),
            seconds: side * Int64(seconds)))
        #expect(answer.status == expected, "\(seconds)")
      }
    }
  }

  @Test("once by each nonce")
  func replay() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    try await site.serve(made) { client in
      let query = DecodedQuery([.init("test_mode", "true")])
      let header = client.header(.get, WriterClient.written, query, nonce: "same")
      for expected in [HTTPResponse.Status.ok, .unauthorized] {
        let answer = try await client.call(
          .get, WriterClient.written, Self.listing, authorization: header)
        #expect(answer.status == expected)
      }
    }
  }

  @Test("and who can't sign uses up nobody's nonces")
  func burning() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    try await site.serve(made) { client in
      let query = DecodedQuery([.init("test_mode", "true")])
      let right = try #require(
        client.header(.get, WriterClient.written, query, nonce: "wanted"))
      let wrong = right.replacing(/oauth_signature="[^"]*"/) { _ in
        #"oauth_signature="AAAAAAAAAAAAAAAAAAAAAAAAAAA%3D""#
      }
      #expect(
        try await client.call(.get, WriterClient.written, Self.listing, authorization: wrong)
          .status == .unauthorized)
      #expect(
        try await client.call(.get, WriterClient.written, Self.listing, authorization: right)
          .status == .ok)
    }
  }

  @Test("not with a signature of another request")
  func otherRequest() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    try await site.serve(made) { client in
      let header = client.header(
        .get, WriterClient.written, DecodedQuery([.init("test_mode", "false")]))
      let answer = try await client.call(
        .get, WriterClient.written, Self.listing, authorization: header)
      #expect(answer.status == .unauthorized)
    }
  }

  @Test("not once its application is revoked, nor with secrets that were changed")
  func revocation() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let session = try await site.site.newSession(for: made.account).token
    let developer = try await site.site.asker(sessionToken: session)
    let changed = try await site.site.rotate(developer, made.secrets.app.id, .app)
    #expect(changed.consumerSecret != made.secrets.consumerSecret)
    #expect(try await status(.signature, on: site, made).status == .unauthorized)
    let token = WriterClient.Proof.bearer(made.tokens.accessToken.text)
    #expect(try await status(token, on: site, made).status == .ok)
    try await site.site.revokeApp(developer, made.secrets.app.id)
    #expect(try await status(token, on: site, made).status == .unauthorized)
  }

  @Test("to write only where its token or its application may")
  func scopes() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let post = try await site.offeredPost()
    let reading = try await site.store.write { store in
      let app = try #require(try store.developerApp(made.secrets.app.id))
      return try store.newTokens(
        of: app, for: made.account, [.tweetRead], grant: 1, at: TestSite.start)
    }
    let lacking = try await site.serve(made, .bearer(reading.accessToken.text)) {
      try await $0.propose(on: post)
    }
    #expect(lacking.status == .forbidden)
    #expect(lacking.body.detail.text?.contains("tweet.write") == true)

    let session = try await site.site.newSession(for: made.account).token
    try await site.site.changeApp(
      site.site.asker(sessionToken: session), made.secrets.app.id,
      AppForm(name: "reader", mayWrite: false))
    let readOnly = try await site.serve(made) { try await $0.propose(on: post) }
    #expect(readOnly.status == .forbidden)
    #expect(readOnly.body.type.text == "https://api.x.com/2/problems/oauth1-permissions")
    let byToken = try await site.serve(made, .bearer(made.tokens.accessToken.text)) {
      try await $0.propose(on: post)
    }
    #expect(byToken.status == .forbidden)
    #expect(try await status(.signature, on: site, made).status == .ok)
  }

  @Test("but an account that is no AI writer's is named and refused")
  func notEnrolled() async throws {
    let site = try TestSite()
    let person = try await site.person(.writer, name: "person")
    let asker = try await site.site.asker(sessionToken: person.session)
    let secrets = try await site.site.createApp(asker, AppForm(name: "mine"))
    let made = MadeWriter(
      account: person.account, alias: "", email: "", password: Secret(""), secrets: secrets,
      tokens: TokenAnswer(
        accessToken: Secret(""), expiresIn: 1, scope: [.tweetRead], refreshToken: nil))
    let answer = try await status(.signature, on: site, made)
    #expect(answer.status == .forbidden)
    #expect(answer.body.keys == ["title", "type", "status", "detail"])
    #expect(answer.body.detail.text?.contains(person.account.description) == true)
    let me = try await site.serve(made) { try await $0.get("/2/users/me") }
    #expect(me.body.data.id.text == person.account.description)
  }

  @Test("and one that was removed is refused like one that never was there")
  func removed() async throws {
    let site = try TestSite()
    let made = try await site.writer(isAdmitted: true)
    let id = try await site.participant(of: made)
    try await site.store.write { store in
      var contributor = try #require(try store.contributor(id))
      contributor.enrollment.state = .removed
      try store.update(contributor)
    }
    #expect(try await status(.signature, on: site, made).status == .forbidden)
  }
}
