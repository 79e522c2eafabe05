import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import Outbound

@Suite(
  "Signing in at a provider", .enabled(if: PythonServer.isInstalled, "\(PythonServer.advice)"))
struct OIDCProviderTests {
  private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
  private static let redirectURI = "http://127.0.0.1:1/back"

  private func settings(_ server: PythonServer) -> OIDCSettings {
    OIDCSettings(
      issuer: "http://127.0.0.1:\(server.port)", clientID: "notes", clientSecret: "s:e c/ret")
  }

  /// The code and state that somebody's browser comes back with.
  private func comeBack(from url: String, as subject: String) async throws -> [String: String] {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
    request.body = .bytes(ByteBuffer(string: "sub=\(subject)"))
    let sent = request
    let location = try await withHTTPClient { client in
      try await client.execute(sent, timeout: .seconds(10)).headers.first(name: "Location")
    }
    let items = URLComponents(string: try #require(location))?.queryItems ?? []
    return Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
  }

  private func makeAccount(_ subject: String, _ claims: String, at server: PythonServer)
    async throws
  {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/users/\(subject)")
    request.method = .PUT
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(ByteBuffer(string: claims))
    let sent = request
    let status = try await withHTTPClient { client in
      try await client.execute(sent, timeout: .seconds(10)).status.code
    }
    #expect(status == 204)
  }

  @Test("Somebody who signs in there is known here")
  func signsIn() async throws {
    let server = try await PythonServer("oidc_provider.py")
    try await makeAccount(
      "ada",
      """
      {"email": "ada@example.org", "email_verified": true, "name": "Ada L.",
       "preferred_username": "ada_l", "created_at": "2020-01-02T03:04:05Z"}
      """, at: server)
    let client = OIDCClient(settings: settings(server))
    let url = try await client.authorizationURL(
      state: "state+1", nonce: "nonce 1", codeVerifier: Self.verifier, redirectURI: Self.redirectURI
    )
    let answer = try await comeBack(from: url, as: "ada")
    #expect(answer["state"] == "state+1")

    let identity = try await client.signIn(
      code: try #require(answer["code"]), codeVerifier: Self.verifier, nonce: "nonce 1",
      redirectURI: Self.redirectURI)
    #expect(
      identity
        == OIDCIdentity(
          issuer: "http://127.0.0.1:\(server.port)", subject: "ada", email: "ada@example.org",
          emailVerified: true, name: "Ada L.",
          createdAt: Date(timeIntervalSince1970: 1_577_934_245),
          authorKey: "ada_l"))
  }

  @Test("A code that was not given is refused in the provider's word")
  func refusesWrongCode() async throws {
    let server = try await PythonServer("oidc_provider.py")
    let client = OIDCClient(settings: settings(server))
    await #expect(throws: OIDCError.refused(error: "invalid_grant")) {
      try await client.signIn(
        code: "guessed", codeVerifier: Self.verifier, nonce: "n", redirectURI: Self.redirectURI)
    }
  }

  @Test("A token of another sign-in is refused")
  func refusesOtherNonce() async throws {
    let server = try await PythonServer("oidc_provider.py")
    let client = OIDCClient(settings: settings(server))
    let url = try await client.authorizationURL(
      state: "s", nonce: "theirs", codeVerifier: Self.verifier, redirectURI: Self.redirectURI)
    let answer = try await comeBack(from: url, as: "eve")
    await #expect(throws: OIDCError.invalidToken(.nonce)) {
      try await client.signIn(
        code: answer["code"] ?? "", codeVerifier: Self.verifier, nonce: "ours",
        redirectURI: Self.redirectURI)
    }
  }
}
