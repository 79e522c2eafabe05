import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("Repeated writes")
struct RepetitionTests {
  @Test("with one key happen once and get one answer")
  func idempotency() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let key = try #require(HTTPField.Name("Idempotency-Key"))
    let headers: HTTPFields = [
      .authorization: "Bearer \(writer.token)", .contentType: "application/json", key: "one",
    ]
    @Sendable func add(
      _ client: any TestClientProtocol, _ url: String
    ) async throws -> (HTTPResponse.Status, String) {
      try await client.execute(
        uri: "/api/v1/posts", method: .post, headers: headers,
        body: ByteBuffer(string: #"{"url":"\#(url)"}"#)
      ) { ($0.status, String(buffer: $0.body)) }
    }
    try await site.serve { client in
      let first = try await add(client, "https://forum.test/a")
      let second = try await add(client, "https://forum.test/a")
      #expect(first.0 == .created)
      #expect(first == second)
      #expect(try await add(client, "https://forum.test/b").0 == .conflict)
    }
  }

  @Test("never keep the answer that holds a secret")
  func secrets() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let key = try #require(HTTPField.Name("Idempotency-Key"))
    let headers: HTTPFields = [
      .authorization: "Bearer \(writer.token)", .contentType: "application/json", key: "two",
    ]
    try await site.serve { client in
      _ = try await client.execute(
        uri: "/api/v1/me/tokens", method: .post, headers: headers,
        body: ByteBuffer(string: #"{"name":"n","scopes":["read"]}"#)
      ) { #expect($0.status == .created) }
    }
    #expect(
      try await site.store.read { try $0.keptAnswer(key: "two", account: writer.account) } == nil)
  }

  @Test("by a token never make one that may do more")
  func escalation() async throws {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writer")
    let asker = try await site.site.asker(sessionToken: writer.session)
    let narrow = try await site.site.makeToken(asker, name: "narrow", scopes: [.account])
    let program = try await site.site.asker(token: narrow.text)
    await #expect(throws: SiteError.self) {
      try await site.site.makeToken(program, name: "wide", scopes: [.write])
    }
    await #expect(throws: SiteError.self) {
      try await site.site.makeToken(asker, name: "operator", scopes: [.operate])
    }
    try await site.site.revokeToken(asker, narrow.token.id)
    await #expect(throws: SiteError.notSignedIn) { try await site.site.asker(token: narrow.text) }
  }
}
