import Testing

@testable import OAuth

@Suite("A request to act for somebody")
struct AuthorizationRequestTests {
  private static let address = "https://app.example.org/back?from=notes"
  private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
  private static let offered: ScopeSet = [.tweetRead, .tweetWrite, .usersRead, .offlineAccess]

  /// A good query with some values replaced, left out by nil, or added.
  private static func query(_ changes: [String: String?] = [:], more: String = "") -> String {
    var values: [String: String] = [
      "response_type": "code", "client_id": "app-1", "redirect_uri": address,
      "scope": "tweet.read offline.access", "state": "s t&ate", "code_challenge": challenge,
      "code_challenge_method": "S256",
    ]
    for (name, value) in changes { values[name] = value }
    return DecodedQuery(values.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) }).text
      + more
  }

  private static func read(
    _ query: String, registered: [String] = ["https://app.example.org/", address]
  ) throws -> AuthorizationRequest {
    try AuthorizationInquiry(query).request(
      registered: registered.map { try RedirectURI($0) }, offered: offered)
  }

  private static func refusal(_ query: String) -> AuthorizationRefusal? {
    do {
      _ = try read(query)
      return nil
    } catch { return error as? AuthorizationRefusal }
  }

  @Test("says which program, where to, what for")
  func good() throws {
    let request = try Self.read(Self.query())
    #expect(request.clientID == "app-1")
    #expect(request.redirectURI.text == Self.address)
    #expect(request.scopes == [.tweetRead, .offlineAccess])
    #expect(request.state == "s t&ate")
    #expect(request.challenge.text == Self.challenge)
    #expect(try Self.read(Self.query(["state": nil])).state == nil)
  }

  @Test("is answered with a code, or with no, and the state as it came")
  func answers() throws {
    let request = try Self.read(Self.query())
    #expect(
      request.location(code: Secret("c/1")) == Self.address + "&code=c%2F1&state=s+t%26ate")
    #expect(
      request.denial.location.hasPrefix(Self.address + "&error=access_denied&error_description="))
    #expect(request.denial.location.hasSuffix("&state=s+t%26ate"))
    let stateless = try Self.read(Self.query(["state": nil]))
    #expect(stateless.location(code: Secret("c")) == Self.address + "&code=c")
  }

  @Test("is the same after a form has carried it")
  func fields() throws {
    for changes in [[:], ["state": nil], ["state": ""]] as [[String: String?]] {
      let request = try Self.read(Self.query(changes))
      #expect(try Self.read(request.fields.text + "&decision=yes") == request)
    }
  }

  @Test(
    "is refused here, not by way of the browser, while nobody knows whose the address is",
    arguments: [
      (query(["client_id": nil]), .missing("client_id")),
      (query(["client_id": ""]), .missing("client_id")),
      (query(["redirect_uri": nil]), .missing("redirect_uri")),
      (query(more: "&client_id=app-2"), .repeated("client_id")),
      (query(more: "&redirect_uri=https://app.example.org/"), .repeated("redirect_uri")),
      (query(["redirect_uri": "https://evil.example.org/"]), .unregisteredRedirectURI),
      (query(["redirect_uri": address + "&a=b"]), .unregisteredRedirectURI),
      (query(["redirect_uri": "https://app.example.org"]), .unregisteredRedirectURI),
      (query(["redirect_uri": "https://APP.example.org/"]), .unregisteredRedirectURI),
      (query(more: "&a=%"), .unreadable), (query(more: "&scope=%FF"), .unreadable),
      (query(["state": String(repeating: "s", count: 8192)]), .unreadable),
    ] as [(String, AuthorizationRefusal.Reason)])
  func shown(query: String, reason: AuthorizationRefusal.Reason) {
    #expect(Self.refusal(query) == .show(reason))
  }

  @Test("is refused here with an unregistered address, whatever else is wrong with it")
  func shownFirst() {
    let query = Self.query([
      "redirect_uri": "https://evil.example.org/", "response_type": "token", "scope": "x",
      "code_challenge": nil,
    ])
    #expect(Self.refusal(query) == .show(.unregisteredRedirectURI))
  }

  @Test(
    "is refused by way of the browser once the address is known to be the program's",
    arguments: [
      (query(["response_type": nil]), .invalidRequest),
      (query(["response_type": "token"]), .unsupportedResponseType),
      (query(["response_type": "code token"]), .unsupportedResponseType),
      (query(["scope": nil]), .invalidScope), (query(["scope": " "]), .invalidScope),
      (query(["scope": "tweet.read like.write"]), .invalidScope),
      (query(["scope": "é"]), .invalidScope),
      (query(["code_challenge": nil]), .invalidRequest),
      (query(["code_challenge": "short"]), .invalidRequest),
      (query(["code_challenge_method": nil]), .invalidRequest),
      (query(["code_challenge_method": "plain"]), .invalidRequest),
      (query(more: "&scope=tweet.read"), .invalidRequest),
      (query(more: "&response_type=code"), .invalidRequest),
      (query(more: "&code_challenge=a"), .invalidRequest),
    ] as [(String, AuthorizationError.Code)])
  func redirected(query: String, code: AuthorizationError.Code) throws {
    guard case .redirect(let error) = Self.refusal(query) else {
      Issue.record("not redirected")
      return
    }
    #expect(error.code == code)
    #expect(error.location.hasPrefix(Self.address + "&error=\(code.rawValue)&error_description="))
    #expect(error.state == "s t&ate")
  }

  @Test(
    "with a state that cannot be sent back is refused without it",
    arguments: [
      query(["state": "a\nb"]), query(["state": "é"]), query(more: "&state=b"),
      query(["state": String(repeating: "s", count: 513)]),
    ])
  func badState(query: String) throws {
    guard case .redirect(let error) = Self.refusal(query) else {
      Issue.record("not redirected")
      return
    }
    #expect(error.code == .invalidRequest && error.state == nil)
    #expect(!error.location.contains("state="))
  }

  @Test("of any bytes is read or refused, and never sends people elsewhere")
  func fuzz() {
    var random = SplitMix(seed: 11)
    let seed = Array(Self.query().utf8)
    var kinds: Set<String> = []
    for _ in 0..<20_000 {
      let text = String(decoding: random.mutated(seed, by: Array("&=%+#/:.".utf8)), as: UTF8.self)
      do {
        let request = try Self.read(text)
        kinds.insert("read")
        #expect(request.location(code: Secret("c")).hasPrefix(request.redirectURI.text))
        #expect(request.scopes.isSubset(of: Self.offered))
      } catch let refusal as AuthorizationRefusal {
        guard case .redirect(let error) = refusal else {
          kinds.insert("shown")
          continue
        }
        kinds.insert("redirected")
        #expect(error.location.hasPrefix("https://app.example.org/"))
        #expect(error.location.utf8.allSatisfy { (0x21...0x7E).contains($0) })
      } catch { Issue.record(error) }
    }
    #expect(kinds == ["read", "shown", "redirected"])
  }
}
