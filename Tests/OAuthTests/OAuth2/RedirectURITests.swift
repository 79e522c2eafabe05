import Testing

@testable import OAuth

@Suite("An address to send people back to")
struct RedirectURITests {
  @Test(
    "is secure, on the program's own machine, or of an app",
    arguments: [
      "https://app.example.org", "https://app.example.org/back?from=notes",
      "https://app.example.org:8443/back", "http://localhost:8080/callback",
      "http://127.0.0.1/callback", "http://[::1]:9000/", "org.example.app:/back",
      "HTTPS://app.example.org/",
    ])
  func good(text: String) throws { #expect(try RedirectURI(text).text == text) }

  @Test(
    "is nothing else",
    arguments: [
      ("http://app.example.org/", .unsafeScheme), ("http://127.0.0.1.example.org/", .unsafeScheme),
      ("http://localhost.example.org/", .unsafeScheme), ("javascript:alert(1)", .unsafeScheme),
      ("data:text/html,x", .unsafeScheme), ("file:///etc", .unsafeScheme),
      ("app:/back", .unsafeScheme), ("https://app.example.org/#a", .fragment),
      ("https://user@app.example.org/", .credentials),
      ("https://app.example.org@evil.example.org/", .credentials), ("", .malformed),
      ("/back", .malformed), ("//app.example.org/back", .malformed), ("https:back", .malformed),
      ("https://", .malformed), ("https:///back", .malformed), ("https://a b/", .malformed),
      ("https://app.example.org\\@evil.example.org/", .malformed),
      ("https://app.example.org/\r\nSet-Cookie:a=b", .malformed), ("https://é.org/", .malformed),
      ("1.a:/", .malformed), (":/", .malformed), ("https://a.org:x/", .malformed),
      ("https://a.org/" + String(repeating: "a", count: 499), .tooLong(most: 512)),
    ] as [(String, RedirectURI.Problem)])
  func bad(text: String, problem: RedirectURI.Problem) {
    #expect(throws: problem) { try RedirectURI(text) }
  }

  @Test(
    "takes parameters after its own, escaped",
    arguments: [
      ("https://a.org/b", "https://a.org/b?code=a%26b+c"),
      ("https://a.org/b?", "https://a.org/b?code=a%26b+c"),
      ("https://a.org/b?c=d", "https://a.org/b?c=d&code=a%26b+c"),
      ("org.example.app:/b", "org.example.app:/b?code=a%26b+c"),
    ])
  func adding(text: String, result: String) throws {
    #expect(try RedirectURI(text).adding(DecodedQuery([.init("code", "a&b c")])) == result)
  }
}
