import Foundation
import Testing

@testable import Outbound

@Suite("Fetching cards")
struct CardFetcherTests {
  /// One that asks servers on this machine, whatever the host is called.
  private func fetcher(
    _ hosts: Set<String> = ["card.test"], address: String = "127.0.0.1",
    timeout: Duration = .seconds(60)
  ) -> CardFetcher {
    CardFetcher(allowedHosts: hosts, allowsLoopback: true, timeout: timeout) { host in
      guard let address = NetworkAddress(address) else { throw CardError.unknownHost(host) }
      return address
    }
  }

  @Test("A page of an allowed host gives its card")
  func fetchesCard() async throws {
    let server = try await LocalServer { _ in
      LocalServer.page("<title>Grüße</title><meta name=description content=Text>")
    }
    let fetcher = CardFetcher(allowedHosts: ["127.0.0.1"], allowsLoopback: true)
    let card = try await fetcher.fetch("\(server.url)/a")
    #expect(card == FetchedCard(url: "\(server.url)/a", title: "Grüße", text: "Text"))
  }

  @Test("The connection goes to the address that was checked, under the host's own name")
  func pinsAddress() async throws {
    let server = try await LocalServer { request in
      LocalServer.page("<title>\(request.headers["host"] ?? "")</title>")
    }
    // No resolver of the machine knows this name.
    let card = try await fetcher().fetch("http://card.test:\(server.port)/")
    #expect(card.title == "card.test:\(server.port)")
  }

  @Test(
    "An address that must not be asked is refused before anybody is",
    arguments: [
      ("http://example.org/", CardError.schemeNotAllowed),
      ("ftp://example.org/", .schemeNotAllowed),
      ("file:///etc/passwd", .schemeNotAllowed),
      ("https://user@example.org/", .credentialsInURL),
      ("https://user:secret@example.org/", .credentialsInURL),
      ("https://example.org@evil.example/", .credentialsInURL),
      ("https://example.org:22/", .portNotAllowed),
      ("https://example.org:8443/", .portNotAllowed),
      ("https://evil.example/", .hostNotAllowed("evil.example")),
      ("https://example.org.evil.example/", .hostNotAllowed("example.org.evil.example")),
      ("https://notexample.org/", .hostNotAllowed("notexample.org")),
      ("https://sub.example.org/", .hostNotAllowed("sub.example.org")),
      ("https://forum.test/", .hostNotAllowed("forum.test")),
      ("https://2130706433/", .hostNotAllowed("2130706433")),
      ("https://127.0.0.1/", .hostNotAllowed("127.0.0.1")),
      ("https://[::1]/", .hostNotAllowed("::1")),
      ("https://example.org#@evil.example/", .addressNotAllowed(host: "example.org")),
      ("https://example.org/", .addressNotAllowed(host: "example.org")),
      ("https://EXAMPLE.org:443/", .addressNotAllowed(host: "example.org")),
      ("https://a.forum.test/", .addressNotAllowed(host: "a.forum.test")),
      ("not an address", .invalidURL),
    ])
  func refusesURL(url: String, expected: CardError) async {
    // Every name leads to where clouds keep their secrets.
    let fetcher = CardFetcher(
      allowedHosts: ["Example.org", ".forum.test"], allowsLoopback: false, timeout: .seconds(5)
    ) { host in
      guard let address = NetworkAddress("169.254.169.254") else {
        throw CardError.unknownHost(host)
      }
      return address
    }
    await #expect(throws: expected) { try await fetcher.fetch(url) }
  }

  @Test("A name of this machine is refused where tests are not allowed to use it")
  func refusesLocalName() async {
    let fetcher = CardFetcher(allowedHosts: ["localhost"])
    await #expect(throws: CardError.addressNotAllowed(host: "localhost")) {
      try await fetcher.fetch("https://localhost/")
    }
  }

  @Test("What tests are allowed on this machine does not hold for others")
  func limitsLoopbackToLoopback() async {
    let fetcher = fetcher(address: "8.8.8.8")
    for url in ["http://card.test/", "https://card.test:8443/"] {
      await #expect(throws: CardError.addressNotAllowed(host: "card.test")) {
        try await fetcher.fetch(url)
      }
    }
  }

  @Test("Three redirects are followed")
  func followsRedirects() async throws {
    let server = try await LocalServer { request in
      switch request.target {
      case "/1": LocalServer.redirect(to: "2")
      case "/2": LocalServer.redirect(to: "/3?x=y")
      case "/3?x=y": LocalServer.redirect(to: "//card.test:\(request.port)/4")
      default: LocalServer.page("<title>\(request.target)</title>")
      }
    }
    let card = try await fetcher().fetch("http://card.test:\(server.port)/1")
    #expect(card.title == "/4")
    #expect(card.url == "http://card.test:\(server.port)/4")
  }

  @Test("A fourth redirect is one too many")
  func boundsRedirects() async throws {
    let server = try await LocalServer { request in LocalServer.redirect(to: request.target + "x") }
    await #expect(throws: CardError.tooManyRedirects) {
      try await fetcher().fetch("http://card.test:\(server.port)/")
    }
  }

  @Test(
    "A redirect is checked like the first address",
    arguments: [
      ("http://evil.test/", CardError.hostNotAllowed("evil.test")),
      ("//evil.test/", .hostNotAllowed("evil.test")),
      ("http://user:x@card.test/", .credentialsInURL),
      ("file:///etc/passwd", .schemeNotAllowed),
      ("http://card.test\\@evil.test/", .invalidURL),
      ("http://inner.test/", .addressNotAllowed(host: "inner.test")),
    ])
  func checksRedirect(location: String, expected: CardError) async throws {
    let server = try await LocalServer { _ in LocalServer.redirect(to: location) }
    let fetcher = CardFetcher(
      allowedHosts: ["card.test", "inner.test"], allowsLoopback: true, timeout: .seconds(5)
    ) { host in
      guard let address = NetworkAddress(host == "card.test" ? "127.0.0.1" : "10.0.0.1") else {
        throw CardError.unknownHost(host)
      }
      return address
    }
    await #expect(throws: expected) {
      try await fetcher.fetch("http://card.test:\(server.port)/")
    }
  }

  @Test("Only an HTML page that is there is read")
  func refusesOtherAnswers() async throws {
    let server = try await LocalServer { request in
      switch request.target {
      case "/json": LocalServer.page("{}", type: "application/json")
      case "/missing": LocalServer.page("<title>x</title>", status: "404 Not Found")
      case "/zipped": LocalServer.page("x", headers: ["Content-Encoding: gzip"])
      case "/lost": LocalServer.page("", status: "302 Found")
      default: "no HTTP\r\n\r\n"
      }
    }
    let base = "http://card.test:\(server.port)"
    await #expect(throws: CardError.notHTML) { try await fetcher().fetch(base + "/json") }
    await #expect(throws: CardError.status(404)) { try await fetcher().fetch(base + "/missing") }
    await #expect(throws: CardError.compressed) { try await fetcher().fetch(base + "/zipped") }
    await #expect(throws: CardError.status(302)) { try await fetcher().fetch(base + "/lost") }
    await #expect(throws: CardError.self) { try await fetcher().fetch(base + "/other") }
  }

  @Test("Of a long page the first megabyte is read")
  func boundsBody() async throws {
    let server = try await LocalServer { _ in
      let space = String(repeating: " ", count: 1 << 20)
      return LocalServer.page(
        "<title>x</title>\(space)<meta property=og:title content=y>\(space)")
    }
    let card = try await fetcher().fetch("http://card.test:\(server.port)/")
    #expect(card.title == "x")
  }

  @Test("A page that never answers is given up in time")
  func timesOut() async throws {
    let server = try await LocalServer { _ in
      try? await Task.sleep(for: .seconds(3))
      return LocalServer.page("<title>late</title>")
    }
    await #expect(throws: CardError.timedOut) {
      try await fetcher(timeout: .milliseconds(300)).fetch("http://card.test:\(server.port)/")
    }
  }

  @Test("A resolver that never answers is given up in time")
  func timesOutResolving() async {
    let fetcher = CardFetcher(
      allowedHosts: ["card.test"], allowsLoopback: true, timeout: .milliseconds(200)
    ) { host in
      try await Task.sleep(for: .seconds(60))
      throw CardError.unknownHost(host)
    }
    await #expect(throws: CardError.timedOut) { try await fetcher.fetch("https://card.test/") }
  }
}

@Suite(
  "Fetching cards over https", .enabled(if: PythonServer.isInstalled, "\(PythonServer.advice)"))
struct CardFetcherEncryptionTests {
  private func fetcher(_ server: PythonServer, trusting: Bool = true) -> CardFetcher {
    CardFetcher(
      allowedHosts: ["card.test", "other.test"], allowsLoopback: true, timeout: .seconds(5),
      trustedCertificatesFile: trusting
        ? server.directory.appending(path: "certificate.pem").path : nil
    ) { host in
      guard let address = NetworkAddress("127.0.0.1") else { throw CardError.unknownHost(host) }
      return address
    }
  }

  @Test("A host proves its name although the connection goes to a checked address")
  func checksName() async throws {
    let server = try await PythonServer("https_page.py")
    let card = try await fetcher(server).fetch("https://card.test:\(server.port)/")
    #expect(card.title == "Over https")
  }

  @Test("A host that proves another name is not read")
  func refusesOtherName() async throws {
    let server = try await PythonServer("https_page.py")
    let error = await #expect(throws: CardError.self) {
      try await fetcher(server).fetch("https://other.test:\(server.port)/")
    }
    #expect(error?.description.contains("failedToValidateHostname") == true)
  }

  @Test("A host that nobody vouches for is not read")
  func refusesUntrusted() async throws {
    let server = try await PythonServer("https_page.py")
    let error = await #expect(throws: CardError.self) {
      try await fetcher(server, trusting: false).fetch("https://card.test:\(server.port)/")
    }
    #expect(error?.description.contains("CERTIFICATE_VERIFY_FAILED") == true)
  }
}

extension LocalServer.Request {
  /// The port that it was sent to.
  var port: String { String(headers["host"]?.split(separator: ":").last ?? "") }
}
