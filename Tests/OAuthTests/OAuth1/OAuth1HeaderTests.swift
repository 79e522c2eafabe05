import Testing

@testable import OAuth

@Suite("A header of OAuth 1.0a")
struct OAuth1HeaderTests {
  private static func refusal(_ header: String) -> OAuth1Refusal? {
    do {
      _ = try OAuth1Authorization(header: header)
      return nil
    } catch { return error }
  }

  @Test("says who asks, with what token, when")
  func values() throws {
    let header = try OAuth1Authorization(header: Signing.header([.token: "42%2Dat%5fdemo"]))
    #expect(header.consumerKey == "ck-demo")
    #expect(header.token == "42-at_demo")
    #expect(header.timestamp == 1_764_000_000)
    #expect(header.nonce == Signing.nonce)
  }

  @Test("may have blanks around its pairs, other parameters, and no version")
  func lenient() {
    #expect(Self.refusal(Signing.header([.version: nil])) == nil)
    #expect(Self.refusal(Signing.header(more: " \t,\t x=\"\"  ")) == nil)
    let dense = Signing.header().split(separator: ", ").joined(separator: ",")
    #expect(Self.refusal("oAuTh   " + dense.dropFirst(6)) == nil)
  }

  @Test("may name realms, which are not signed, with anything between the quotation marks")
  func realm() throws {
    let plain = try OAuth1Authorization(header: Signing.header())
    for realm in ["", "a, b=\\\"c\\\"", "%zz", "\\\\"] {
      let more = ", realm=\"\(realm)\", REALM=\"x\""
      #expect(try OAuth1Authorization(header: Signing.header(more: more)) == plain)
    }
  }

  @Test("must hold every parameter but the version", arguments: OAuth1Field.allCases)
  func missing(field: OAuth1Field) {
    let expected: OAuth1Refusal? = field == .version ? nil : .missing(field)
    #expect(Self.refusal(Signing.header([field: nil])) == expected)
    let blank: OAuth1Refusal = field == .version ? .unsupportedVersion : .missing(field)
    #expect(Self.refusal(Signing.header([field: ""])) == blank)
  }

  @Test("must hold none twice, escaped or not", arguments: OAuth1Field.allCases)
  func repeated(field: OAuth1Field) {
    let escaped = "oauth%5F" + field.rawValue.dropFirst(6)
    for name in [field.rawValue, escaped] {
      #expect(Self.refusal(Signing.header(more: ", \(name)=\"1\"")) == .repeatedParameter(field))
    }
    #expect(Self.refusal(Signing.header(more: ",x=\"1\",x=\"1\"")) == .repeatedParameter(nil))
  }

  @Test(
    "of another method or version is refused",
    arguments: [
      (.signatureMethod, "PLAINTEXT", .unsupportedSignatureMethod),
      (.signatureMethod, "HMAC-SHA256", .unsupportedSignatureMethod),
      (.signatureMethod, "hmac-sha1", .unsupportedSignatureMethod),
      (.version, "1", .unsupportedVersion), (.version, "2.0", .unsupportedVersion),
    ] as [(OAuth1Field, String, OAuth1Refusal)])
  func unsupported(field: OAuth1Field, value: String, refusal: OAuth1Refusal) {
    #expect(Self.refusal(Signing.header([field: value])) == refusal)
  }

  @Test(
    "has a timestamp of whole seconds, in one spelling",
    arguments: [
      "-1", "+1", "01", "1.5", "1e9", "1764000000%20", "x", "1234567890123", "٣",
      "9223372036854775808",
    ])
  func timestamp(text: String) {
    #expect(
      Self.refusal(Signing.header([.timestamp: PercentEncoding.encode(text)]))
        == .malformedTimestamp)
  }

  @Test(
    "is a list of key=\"value\" pairs",
    arguments: [
      "OAuth ,", "OAuth a", "OAuth a=", "OAuth a=b", "OAuth a=\"b", "OAuth =\"b\"",
      "OAuth a=\"b\",", "OAuth a=\"b\",,c=\"d\"", "OAuth a=\"b\" c=\"d\"", "OAuth a =\"b\"",
      "OAuth a= \"b\"", "OAuth a=\"b\"x", "OAuth a=\"%\"", "OAuth a=\"%FF\"", "OAuth %zz=\"b\"",
      "OAuth a=\"é\"", "OAuth a=\"b\\\"\"", "OAuth a=\"\n\"", "OAuth a='b'", "OAuth é=\"b\"",
      "OAuth \"a\"=\"b\"", "OAuth realm=\"a\\", "OAuth  ",
    ])
  func malformed(header: String) {
    #expect(Self.refusal(header) == .malformedHeader)
  }

  @Test(
    "names no consumer, token or nonce with blanks, controls or letters that look like others",
    arguments: [OAuth1Field.consumerKey, .token, .nonce], ["a%20b", "%0A", "%00", "%C3%A9"])
  func unprintable(field: OAuth1Field, value: String) {
    #expect(Self.refusal(Signing.header([field: value])) == .malformedHeader)
  }

  @Test("is of the scheme OAuth", arguments: ["", "Bearer x", "OAuth", "OAuthx=\"1\""])
  func scheme(header: String) { #expect(Self.refusal(header) == .otherScheme) }

  @Test("is read up to its bounds")
  func bounds() {
    let header = Signing.header()
    let room = 4096 - header.utf8.count
    #expect(Self.refusal(header + String(repeating: " ", count: room)) == nil)
    #expect(Self.refusal(header + String(repeating: " ", count: room + 1)) == .headerTooLong)
    let many = (1...26).map { ",x\($0)=\"\"" }.joined()
    #expect(Self.refusal(Signing.header(more: String(many.dropLast(7)))) == nil)
    #expect(Self.refusal(Signing.header(more: many)) == .tooManyParameters)
    let long = String(repeating: "n", count: 512)
    #expect(Self.refusal(Signing.header([.nonce: long])) == nil)
    #expect(Self.refusal(Signing.header([.nonce: long + "n"])) == .parameterTooLong)
  }

  @Test("is remembered by consumer, token, time and nonce, and nothing else")
  func replayKey() throws {
    func key(_ changes: [OAuth1Field: String?]) throws -> [UInt8] {
      try OAuth1Authorization(header: Signing.header(changes)).replayKey
    }
    let plain = try key([:])
    #expect(plain.count == 32)
    #expect(try key([.signature: "x", .version: nil]) == plain)
    let others = try [
      key([.consumerKey: "ck-dem"]), key([.token: "o42-at_demo"]), key([.timestamp: "1764000001"]),
      key([.nonce: "0"]), key([.consumerKey: "ck-dem", .token: "o42-at_demo"]),
    ]
    #expect(Set(others + [plain]).count == 6)
  }

  @Test("that is refused is described for logs by its step, and without what it holds")
  func description() {
    #expect(OAuth1Refusal.missing(.nonce).description == "oauth_nonce is missing")
    #expect(OAuth1Refusal.staleTimestamp(behind: 301).description == "the request is 301 s old")
    #expect(OAuth1Refusal.staleTimestamp(behind: -301).description.contains("301 s ahead"))
    let steps = [
      OAuth1Refusal.malformedHeader, .missing(.token), .unknownToken, .staleTimestamp(behind: 301),
      .replayed, .wrongSignature, .parameterOutsideHeader,
    ].map(\.step)
    #expect(steps == [1, 2, 3, 4, 5, 6, 7])
  }
}
