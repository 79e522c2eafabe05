import Testing

@testable import OAuth

@Suite("Base URIs under which a request may have been signed")
struct BaseURICandidatesTests {
  private static func list(_ sites: String..., observed: String? = nil) throws -> [String] {
    BaseURICandidates.list(
      path: "/2/notes?a=b", configured: try sites.map { try #require(SiteAddress($0)) },
      observed: try observed.map { try #require(SiteAddress(scheme: "http", hostHeader: $0)) })
  }

  @Test("are the address with and without its default port, with one slash or two")
  func spellings() throws {
    let expected = [
      "https://notes.example.org/2/notes", "https://notes.example.org:443/2/notes",
      "https://notes.example.org//2/notes", "https://notes.example.org:443//2/notes",
    ]
    #expect(try Self.list("https://notes.example.org") == expected)
    #expect(try Self.list("https://notes.example.org/") == expected)
    #expect(try Set(Self.list("https://notes.example.org:443")) == Set(expected))
  }

  @Test("keep another port in every spelling")
  func otherPort() throws {
    #expect(
      try Self.list("http://localhost:8080") == [
        "http://localhost:8080/2/notes", "http://localhost:8080//2/notes",
      ])
    #expect(try Self.list("http://localhost:443").first == "http://localhost:443/2/notes")
  }

  @Test("are as typed and in lower case")
  func upperCase() throws {
    #expect(
      try Self.list("HTTPS://Notes.Example.org").prefix(3) == [
        "HTTPS://Notes.Example.org/2/notes", "HTTPS://Notes.Example.org:443/2/notes",
        "https://notes.example.org/2/notes",
      ])
  }

  @Test("have the prefix of the service before the path, untouched")
  func prefix() throws {
    #expect(
      try Self.list("https://example.org/Community/%7e/").first
        == "https://example.org/Community/%7e/2/notes")
    #expect(
      try Self.list("https://example.org/c").contains("https://example.org/c//2/notes"))
  }

  @Test("are those of every address, and of the request's own")
  func several() throws {
    let list = try Self.list(
      "https://a.example.org", "https://b.example.org", observed: "[::1]:8080")
    #expect(list.contains("https://a.example.org/2/notes"))
    #expect(list.contains("https://b.example.org:443//2/notes"))
    #expect(list.contains("http://[::1]:8080/2/notes"))
    #expect(Set(list).count == list.count)
  }

  @Test("are none where no address is known")
  func none() throws { #expect(try Self.list().isEmpty) }
}

@Suite("The address of a site")
struct SiteAddressTests {
  @Test(
    "has a scheme, a host, perhaps a port and a prefix",
    arguments: [
      ("https://notes.example.org", "notes.example.org", nil, ""),
      ("http://localhost:8080/", "localhost", 8080, ""), ("http://[::1]", "[::1]", nil, ""),
      ("http://[2001:db8::1]:81/a/b//", "[2001:db8::1]", 81, "/a/b"),
    ] as [(String, String, Int?, String)])
  func parts(text: String, host: String, port: Int?, prefix: String) throws {
    let site = try #require(SiteAddress(text))
    #expect(site.host == host && site.port == port && site.prefix == prefix)
  }

  @Test(
    "has nothing else",
    arguments: [
      "", "notes.example.org", "ftp://example.org", "https://", "https:///a", "https://a:b@c",
      "https://user@example.org", "https://example.org?a", "https://example.org/?a",
      "https://example.org/#a", "https://example.org:", "https://example.org:0",
      "https://example.org:080", "https://example.org:65536", "https://example.org:+1",
      "https://exa mple.org", "https://example.org/a b", "https://é.example.org", "https://[::1",
      "https://[]", "https://[::1]x", "https://a,b", "https://a\nb",
    ])
  func malformed(text: String) { #expect(SiteAddress(text) == nil) }
}
