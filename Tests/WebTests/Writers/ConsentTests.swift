import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import OAuth
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("Letting a program in")
struct ConsentTests {
  private static let verifier = String(repeating: "v", count: 50)

  private func query(
    _ made: MadeWriter, redirect: String = "https://app.test/back",
    scope: String = "tweet.read tweet.write offline.access"
  ) throws -> String {
    let challenge = try #require(CodeVerifier(Self.verifier)).challenge.text
    return DecodedQuery([
      .init("response_type", "code"), .init("client_id", made.secrets.app.clientID),
      .init("redirect_uri", redirect), .init("scope", scope), .init("state", "s t/a"),
      .init("code_challenge", challenge), .init("code_challenge_method", "S256"),
    ]).text
  }

  /// Consents as a person does: opens the page and sends its form.
  private func code(
    _ client: any TestClientProtocol, _ site: TestSite, _ made: MadeWriter
  ) async throws -> String {
    let session = try await site.site.newSession(for: made.account).token
    let browser = Browser(client, session: session)
    let page = try await browser.get("/oauth2/authorize?" + query(made))
    #expect(page.status == .ok)
    #expect(
      page.headers[.contentSecurityPolicy]?.contains("form-action 'self' https://app.test;")
        == true)
    let fields = page.text.matches(of: /name="([^"]*)" value="([^"]*)"/).map {
      (String($0.1), String($0.2).replacing("&amp;", with: "&"))
    }
    let answer = try await browser.post("/oauth2/authorize", fields)
    #expect(answer.status == .seeOther)
    let location = try #require(answer.location)
    #expect(location.hasPrefix("https://app.test/back?code="))
    let parameters = try DecodedQuery(location.split(separator: "?")[1])
    #expect(parameters["state"] == "s t/a")
    return try #require(parameters["code"])
  }

  private func token(
    _ client: any TestClientProtocol, _ made: MadeWriter, _ fields: [(String, String)],
    secret: String? = nil
  ) async throws -> (HTTPResponse.Status, JSON) {
    let basic = Data(
      "\(made.secrets.app.clientID):\(secret ?? made.secrets.clientSecret?.text ?? "")".utf8)
    return try await client.execute(
      uri: "/2/oauth2/token", method: .post,
      headers: [
        .contentType: "application/x-www-form-urlencoded",
        .authorization: "Basic \(basic.base64EncodedString())",
      ],
      body: ByteBuffer(
        string: DecodedQuery(fields.map { DecodedQuery.Parameter($0.0, $0.1) }).text)
    ) { ($0.status, try JSON(Array($0.body.readableBytesView))) }
  }

  private func exchange(_ code: String) -> [(String, String)] {
    [
      ("grant_type", "authorization_code"), ("code", code),
      ("redirect_uri", "https://app.test/back"), ("code_verifier", Self.verifier),
    ]
  }

  @Test("gives it tokens that open what was asked for, and new ones for old")
  func flow() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    try await site.serve { client in
      let code = try await code(client, site, made)
      let (status, tokens) = try await token(client, made, exchange(code))
      #expect(status == .ok)
      #expect(tokens.token_type.text == "bearer")
      #expect(tokens.expires_in.int == 7_200)
      #expect(
        Set((tokens.scope.text ?? "").split(separator: " "))
          == ["tweet.read", "tweet.write", "offline.access"])
      func listing(_ token: String) async throws -> HTTPResponse.Status {
        try await WriterClient(client: client, site: site, made: made, proof: .bearer(token))
          .get(WriterClient.written, ("test_mode", "true")).status
      }
      #expect(try await listing(try #require(tokens.access_token.text)) == .ok)

      let refresh = [
        ("grant_type", "refresh_token"), ("refresh_token", tokens.refresh_token.text ?? ""),
      ]
      let (again, renewed) = try await token(client, made, refresh)
      #expect(again == .ok)
      let access = try #require(renewed.access_token.text)
      #expect(try await listing(access) == .ok)
      // A second use of an old refresh token ends all that came of the consent.
      let (stolen, error) = try await token(client, made, refresh)
      #expect(stolen == .badRequest)
      #expect(error.error.text == "invalid_grant")
      #expect(try await listing(access) == .unauthorized)
    }
  }

  @Test("takes a code once, and with its verifier, address and secret alone")
  func codes() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    try await site.serve { client in
      let code = try await code(client, site, made)
      let right = exchange(code)
      for (name, value) in [
        ("code_verifier", String(repeating: "w", count: 50)),
        ("redirect_uri", "https://app.test/other"), ("code", "other"),
      ] {
        let wrong = right.map { $0.0 == name ? (name, value) : $0 }
        #expect(try await token(client, made, wrong).0 == .badRequest, "\(name)")
      }
      #expect(try await token(client, made, right, secret: "wrong").0 == .unauthorized)
      let (first, tokens) = try await token(client, made, right)
      #expect(first == .ok)
      #expect(try await token(client, made, right).0 == .badRequest)
      let answer = try await WriterClient(
        client: client, site: site, made: made, proof: .bearer(tokens.access_token.text ?? "")
      ).get(WriterClient.written, ("test_mode", "true"))
      #expect(answer.status == .unauthorized, "somebody else had the code")
    }
  }

  @Test("is asked of who is signed in; others come back to it")
  func signIn() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    try await site.serve { client in
      let path = "/oauth2/authorize?" + (try query(made))
      let page = try await Browser(client).get(path)
      #expect(page.status == .seeOther)
      let location = try #require(page.location)
      #expect(location.removingPercentEncoding == "/sign-in?to=" + path)
    }
  }

  @Test("leads nowhere that the developer did not register")
  func redirects() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let session = try await site.site.newSession(for: made.account).token
    try await site.serve { client in
      let browser = Browser(client, session: session)
      let page = try await browser.get(
        "/oauth2/authorize?" + query(made, redirect: "https://evil.test/"))
      #expect(page.status == .badRequest)
      #expect(page.location == nil)
      let scope = try await browser.get("/oauth2/authorize?" + query(made, scope: "everything"))
      #expect(scope.location?.hasPrefix("https://app.test/back?error=invalid_scope") == true)
    }
  }

  @Test("can be taken back")
  func revocation() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let session = try await site.site.newSession(for: made.account).token
    let asker = try await site.site.asker(sessionToken: session)
    let grants = try await site.site.grants(asker)
    #expect(grants.map(\.appName) == ["robot"])
    try await site.site.revokeGrant(asker, try #require(grants.first).id)
    #expect(try await site.site.grants(asker).isEmpty)
    let proof = WriterClient.Proof.bearer(made.tokens.accessToken.text)
    let answer = try await site.serve(made, proof) {
      try await $0.get(WriterClient.written, ("test_mode", "true"))
    }
    #expect(answer.status == .unauthorized)
  }
}
