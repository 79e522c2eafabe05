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

@Suite("Calls under /2")
struct WriterCallTests {
  @Test("are answered in JSON also where there is nothing, with the headers of limits")
  func misses() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    try await site.serve(made) { client in
      for (method, path, status) in [
        (.get, "/2/nothing", .notFound), (.post, "/2", .notFound),
        (.post, "/2/nothing/at/all", .notFound), (.get, "/2/notes", .methodNotAllowed),
        (.put, "/2/notes/5", .methodNotAllowed), (.get, "/2/notes/5", .methodNotAllowed),
        (.post, WriterClient.written, .methodNotAllowed),
        (.get, "/2/oauth2/token", .methodNotAllowed),
      ] as [(HTTPRequest.Method, String, HTTPResponse.Status)] {
        let answer = try await client.call(method, path)
        #expect(answer.status == status, "\(method) \(path)")
        #expect(answer.body.keys == ["type", "title", "status", "detail"], "\(method) \(path)")
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer.header("x-rate-limit-limit") == "90")
        if status == .methodNotAllowed { #expect(answer.headers[.allow] != nil) }
      }
    }
  }

  @Test("are counted by endpoint, ninety in a quarter of an hour")
  func window() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let proof = WriterClient.Proof.bearer(made.tokens.accessToken.text)
    try await site.serve(made, proof) { client in
      for used in 1...90 {
        let answer = try await client.get(WriterClient.written, ("test_mode", "true"))
        #expect(answer.header("x-rate-limit-remaining") == String(90 - used))
      }
      let refused = try await client.get(WriterClient.written, ("test_mode", "true"))
      #expect(refused.status == .tooManyRequests)
      #expect(refused.body.errors[0].code.int == 88)
      #expect(refused.header("x-rate-limit-remaining") == "0")
      let reset = try #require(refused.header("x-rate-limit-reset").flatMap { Int64($0) })
      #expect(reset == (TestSite.start + 900_000) / 1_000)
      let other = try await client.get(WriterClient.eligible, ("test_mode", "true"))
      #expect(other.status == .ok)
      site.clock.now = reset * 1_000
      #expect(
        try await client.get(WriterClient.written, ("test_mode", "true")).status == .ok)
    }
  }

  @Test("that manage notes are counted together, by the day")
  func day() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    try await site.serve(made) { client in
      let first = try await client.call(.post, "/2/notes", body: "{")
      #expect(first.header("x-user-limit-24hour-limit") == "250")
      #expect(first.header("x-user-limit-24hour-remaining") == "249")
      let second = try await client.call(.delete, "/2/notes/5")
      #expect(second.header("x-user-limit-24hour-remaining") == "248")
      let reading = try await client.get(WriterClient.written, ("test_mode", "true"))
      #expect(reading.header("x-user-limit-24hour-limit") == nil)
    }
  }
}
