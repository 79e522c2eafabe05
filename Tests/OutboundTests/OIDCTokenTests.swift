import Foundation
import JWTKit
import Testing

@testable import Outbound

@Suite("Tokens of a provider")
struct OIDCTokenTests {
  @Test("A token that says everything needs no second answer")
  func takesWholeToken() async throws {
    let provider = try await ForgingProvider()
    let identity = try await provider.signIn()
    #expect(
      identity
        == OIDCIdentity(
          issuer: provider.issuer, subject: "ada", email: "ada@example.org", emailVerified: true,
          name: "Ada", createdAt: Date(timeIntervalSince1970: 1_577_934_245), authorKey: "ada_l"))
    #expect(await !provider.log.targets.contains("/userinfo"))
  }

  @Test(
    "A token that is not for this sign-in is refused",
    arguments: [
      ("iss", "https://evil.example", OIDCError.TokenProblem.issuer),
      ("aud", "somebody else", .audience), ("azp", "somebody else", .audience),
      ("exp", "1000", .expired), ("iat", "99999999999", .notYetValid),
      ("nbf", "99999999999", .notYetValid), ("nonce", "another", .nonce), ("nonce", "", .nonce),
      ("sub", "", .malformed), ("exp", "", .malformed),
    ])
  func refusesClaim(name: String, value: String, problem: OIDCError.TokenProblem) async throws {
    let provider = try await ForgingProvider { claims in
      claims[name] = value.isEmpty ? nil : Int(value).map { .number(Double($0)) } ?? .text(value)
    }
    await #expect(throws: OIDCError.invalidToken(problem)) { try await provider.signIn() }
  }

  @Test("A token for several readers must name this one")
  func checksAuthorizedParty() async throws {
    let several = try await ForgingProvider { $0["aud"] = .texts(["notes", "others"]) }
    await #expect(throws: OIDCError.invalidToken(.audience)) { try await several.signIn() }
    let named = try await ForgingProvider {
      $0["aud"] = .texts(["notes", "others"])
      $0["azp"] = .text("notes")
    }
    #expect(try await named.signIn().subject == "ada")
  }

  @Test(
    "A token that the provider did not sign is refused",
    arguments: [
      (ForgingProvider.Forgery.unsigned, OIDCError.TokenProblem.algorithm),
      (.signedWithPublicKey, .algorithm), (.otherKey, .signature), (.otherPayload, .signature),
      (.unknownKey, .unknownKey), (.critical, .algorithm), (.noToken, .malformed),
    ])
  func refusesForgery(
    forgery: ForgingProvider.Forgery, problem: OIDCError.TokenProblem
  ) async throws {
    let provider = try await ForgingProvider(forgery)
    await #expect(throws: OIDCError.invalidToken(problem)) { try await provider.signIn() }
  }

  @Test("A second answer about another account is refused")
  func refusesOtherSubject() async throws {
    let provider = try await ForgingProvider(userInfo: #"{"sub": "eve", "name": "Eve"}"#) {
      $0["name"] = nil
    }
    await #expect(throws: OIDCError.subjectMismatch) { try await provider.signIn() }
  }

  @Test("That an address is verified holds for that address alone")
  func keepsVerificationApart() async throws {
    let info = #"{"sub": "ada", "name": "Ada", "email": "x@example.org", "email_verified": true}"#
    let provider = try await ForgingProvider(userInfo: info) {
      $0["name"] = nil
      $0["email_verified"] = nil
    }
    let identity = try await provider.signIn()
    #expect(identity.name == "Ada")
    #expect(identity.email == "ada@example.org")
    #expect(!identity.emailVerified)
  }

  @Test("The provider gets the code verifier and the client's secret, and the browser neither")
  func provesKey() async throws {
    let provider = try await ForgingProvider()
    // The example of RFC 7636, appendix B.
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    let url = try await provider.client.authorizationURL(
      state: "a b&c", nonce: "n", codeVerifier: verifier, redirectURI: "https://notes.example/back")
    #expect(
      url == provider.issuer + "/authorize?response_type=code&client_id=notes"
        + "&redirect_uri=https%3A%2F%2Fnotes.example%2Fback&scope=openid%20email%20profile"
        + "&state=a%20b%26c&nonce=n"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256")
    _ = try await provider.signIn(verifier: verifier)
    let request = await provider.log.requests.first { $0.target == "/token" }
    #expect(request?.form["code_verifier"] == verifier)
    #expect(request?.form["grant_type"] == "authorization_code")
    #expect(
      request?.headers["authorization"] == "Basic "
        + Data("notes:secret".utf8).base64EncodedString())
  }

  @Test("What a provider says of itself is asked for once an hour")
  func keepsDiscovery() async throws {
    let clock = SettableTime()
    let provider = try await ForgingProvider(now: { clock.now })
    for _ in 0..<3 { _ = try await provider.authorizationURL() }
    #expect(await provider.log.count("/.well-known/openid-configuration") == 1)
    clock.advance(by: 3601)
    _ = try await provider.authorizationURL()
    #expect(await provider.log.count("/.well-known/openid-configuration") == 2)
  }

  @Test(
    "A provider's new key is found, without asking each time that somebody names an unknown one")
  func followsKeys() async throws {
    let clock = SettableTime()
    let provider = try await ForgingProvider(.unknownKey, now: { clock.now })
    for _ in 0..<3 { _ = try? await provider.signIn() }
    #expect(await provider.log.count("/keys") == 1)
    clock.advance(by: 31)
    _ = try? await provider.signIn()
    #expect(await provider.log.count("/keys") == 2)
  }

  @Test(
    "A provider that would have us talk in the clear is refused",
    arguments: ["http://provider.example", "ftp://provider.example", "provider.example", ""])
  func refusesInsecureIssuer(issuer: String) async {
    let client = OIDCClient(
      settings: OIDCSettings(issuer: issuer, clientID: "notes", clientSecret: "s"))
    await #expect(throws: OIDCError.insecureAddress(issuer)) {
      try await client.authorizationURL(
        state: "s", nonce: "n", codeVerifier: "v", redirectURI: "https://notes.example/back")
    }
  }

  @Test("A provider elsewhere can't send us to this machine, nor a provider name another")
  func checksMetadata() throws {
    var metadata = ProviderMetadata(
      issuer: "https://provider.example/", authorizationEndpoint: "https://provider.example/a",
      tokenEndpoint: "https://provider.example/t", keysEndpoint: "https://keys.example/k")
    try metadata.check(issuer: "https://provider.example")
    #expect(throws: OIDCError.issuerMismatch(said: "https://provider.example/")) {
      try metadata.check(issuer: "https://other.example")
    }
    metadata.keysEndpoint = "http://localhost:8080/k"
    #expect(throws: OIDCError.insecureAddress("http://localhost:8080/k")) {
      try metadata.check(issuer: "https://provider.example")
    }
  }

  @Test("Settings can be printed without their secret")
  func hidesSecret() {
    let settings = OIDCSettings(
      issuer: "https://p.example", clientID: "notes", clientSecret: "hush")
    #expect(!"\(settings) \(String(reflecting: settings))".contains("hush"))
  }
}
