import Testing

@testable import Outbound

@Suite("Addresses of the web")
struct WebAddressTests {
  @Test(
    "An address is split as a client would split it",
    arguments: [
      ("https://example.org", "https://example.org/"),
      ("HTTPS://Example.ORG/A?b=c#d", "https://example.org/A?b=c"),
      ("https://example.org:8443/x", "https://example.org:8443/x"),
      ("https://example.org?q=1", "https://example.org/?q=1"),
      ("https://[2606:4700::1111]/x", "https://[2606:4700::1111]/x"),
      ("https://example.org/grüße", "https://example.org/gr%C3%BC%C3%9Fe"),
      ("https://example.org/@name", "https://example.org/@name"),
    ])
  func splits(text: String, expected: String) throws {
    #expect(try WebAddress(text).text == expected)
  }

  @Test(
    "What two programs could read differently is refused",
    arguments: [
      "", "example.org", "https:/example.org", "https://", "https:///path", "https://:443/",
      "https://example.org:0/", "https://example.org:65536/", "https://example.org:/",
      "https://example.org:443x/", "https://example.org:+443/", "https://exa mple.org/",
      "https://example.org/a b", "https://example.org/\u{0}", "https://example.org/\r\nHost: x",
      "https://example.org\\@evil.example/", "https://example..org/", "https://.example.org/",
      "https://example.org./", "https://exämple.org/", "https://example.org%2f/",
      "https://[::1", "https://[127.0.0.1]/", "https://[fe80::1%25eth0]/", "https://[]/",
      "https://example.org]/", "https://" + String(repeating: "a", count: 3000),
    ])
  func refuses(text: String) {
    #expect(throws: CardError.invalidURL) { try WebAddress(text) }
  }

  @Test(
    "A reference is followed from the page that holds it",
    arguments: [
      ("https://other.example/x", "https://other.example/x"),
      ("//other.example/x", "https://other.example/x"),
      ("/x?y", "https://example.org/x?y"),
      ("x", "https://example.org/folder/x"),
      ("?y=2", "https://example.org/folder/page?y=2"),
      ("", "https://example.org/folder/page?y=1"),
      ("#part", "https://example.org/folder/page?y=1"),
    ])
  func resolves(reference: String, expected: String) throws {
    let page = try WebAddress("https://example.org/folder/page?y=1")
    #expect(try page.resolving(reference).text == expected)
  }

  @Test(
    "A reference of another scheme leads nowhere",
    arguments: ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://x/y"])
  func refusesOtherSchemes(reference: String) throws {
    let page = try WebAddress("https://example.org/")
    #expect(throws: CardError.self) { try page.resolving(reference) }
  }
}
