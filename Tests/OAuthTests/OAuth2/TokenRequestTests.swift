import Testing

@testable import OAuth

@Suite("A form at the token endpoint")
struct TokenRequestTests {
  /// `client:secret`
  private static let basic = "Basic Y2xpZW50OnNlY3JldA=="
  private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
  private static let code =
    "grant_type=authorization_code&code=c%2F1&redirect_uri=https%3A%2F%2Fapp.example.org%2Fback"
    + "&code_verifier=" + verifier
  private static let refresh = "grant_type=refresh_token&refresh_token=r-1"

  private static func error(_ form: String, _ authorization: String? = basic) -> TokenError.Code? {
    do {
      _ = try TokenRequest(form: form, authorization: authorization)
      return nil
    } catch { return error.code }
  }

  @Test("exchanges a code, by a program with a secret")
  func confidential() throws {
    let request = try TokenRequest(form: Self.code, authorization: Self.basic)
    #expect(request.client == .confidential(id: "client", secret: Secret("secret")))
    #expect(
      request.grant
        == .authorizationCode(
          Secret("c/1"), redirectURI: "https://app.example.org/back",
          verifier: try #require(CodeVerifier(Self.verifier))))
  }

  @Test("exchanges a code, by a program without a secret that names itself")
  func withoutSecret() throws {
    let request = try TokenRequest(form: Self.code + "&client_id=app-1", authorization: nil)
    #expect(request.client == .public(id: "app-1") && request.client.id == "app-1")
  }

  @Test("renews a token, with the scopes that it had or with named ones")
  func refreshing() throws {
    #expect(
      try TokenRequest(form: Self.refresh, authorization: Self.basic).grant
        == .refreshToken(Secret("r-1"), scopes: nil))
    #expect(
      try TokenRequest(form: Self.refresh + "&scope=", authorization: Self.basic).grant
        == .refreshToken(Secret("r-1"), scopes: nil))
    #expect(
      try TokenRequest(
        form: Self.refresh + "&scope=tweet.write+tweet.read", authorization: Self.basic
      ).grant == .refreshToken(Secret("r-1"), scopes: [.tweetRead, .tweetWrite]))
  }

  @Test("may name the program that authenticates, and hold what nobody knows")
  func more() {
    #expect(Self.error(Self.code + "&client_id=client&x=y") == nil)
  }

  @Test(
    "that lacks something, or has it twice, is refused",
    arguments: [
      ("", .invalidRequest), ("grant_type=", .invalidRequest),
      ("grant_type=password&username=a&password=b", .unsupportedGrantType),
      ("grant_type=client_credentials", .unsupportedGrantType),
      ("grant_type=authorization_code", .invalidRequest),
      (code.replacing("code=c%2F1&", with: ""), .invalidRequest),
      (code.replacing("redirect_uri=", with: "x="), .invalidRequest),
      (code.replacing("code_verifier=", with: "x="), .invalidRequest),
      (code + "x%20", .invalidRequest), (code + "&code=c2", .invalidRequest),
      (code + "&x=1&x=2", .invalidRequest), (code + "&x=%", .invalidRequest),
      (code.replacing("c%2F1", with: String(repeating: "c", count: 513)), .invalidRequest),
      ("grant_type=refresh_token", .invalidRequest), (refresh + "&scope=%0A", .invalidScope),
      (refresh + "&scope=+", .invalidScope),
      (refresh + String(repeating: "x", count: 8192), .invalidRequest),
    ] as [(String, TokenError.Code)])
  func malformed(form: String, code: TokenError.Code) {
    #expect(Self.error(form) == code)
  }

  @Test(
    "from a program that does not say who it is, or says it wrongly, is refused",
    arguments: [
      (refresh, nil, .invalidClient), (refresh + "&client_id=", nil, .invalidClient),
      (refresh, "Bearer x", .invalidClient), (refresh, "Basic !", .invalidClient),
      (refresh + "&client_id=other", basic, .invalidRequest),
      (refresh + "&client_id=client&client_secret=secret", nil, .invalidClient),
      (refresh + "&client_id=client&client_secret=secret", basic, .invalidRequest),
      (refresh + "&client_id=" + String(repeating: "c", count: 257), nil, .invalidRequest),
    ] as [(String, String?, TokenError.Code)])
  func client(form: String, authorization: String?, code: TokenError.Code) {
    #expect(Self.error(form, authorization) == code)
  }

  @Test("of any bytes is read or refused")
  func fuzz() {
    var random = SplitMix(seed: 21)
    var read = 0
    for seed in [Self.code, Self.refresh + "&scope=tweet.read"] {
      for _ in 0..<10_000 {
        let text = String(
          decoding: random.mutated(Array(seed.utf8), by: Array("&=%+".utf8)), as: UTF8.self)
        if Self.error(text) == nil { read += 1 }
      }
    }
    #expect(read > 500 && read < 20_000)
  }
}
