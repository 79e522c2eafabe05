import Foundation
import NoteEvaluation
import Synchronization
import Testing

@testable import Outbound

@Suite("Checking links")
struct LinkCheckerTests {
  /// One that visits servers on this machine, whatever the host is called.
  private func checker(
    cache: any LinkCheckCache = MemoryLinkCheckCache(), allowsLoopback: Bool = true,
    pauses: [Duration] = [], timeout: Duration = .seconds(120),
    visitTimeout: Duration = .seconds(60), resolving addresses: [String: String] = [:],
    now: @escaping @Sendable () -> Int64 = { 0 }
  ) -> LinkChecker {
    LinkChecker(
      cache: cache, allowsLoopback: allowsLoopback, now: now, pauses: pauses, timeout: timeout,
      visitTimeout: visitTimeout,
      resolve: { host in
        guard let address = NetworkAddress(addresses[host] ?? "127.0.0.1") else {
          throw CardError.unknownHost(host)
        }
        return address
      })
  }

  /// A link to a server of this machine; ports occur in no link of a note.
  private func link(_ server: LocalServer, _ path: String) -> NoteLink {
    NoteLink("http://card.test:\(server.port)\(path)")
  }

  /// Counts what a server is asked.
  private final class Log: Sendable {
    private let targets = Mutex<[String]>([])
    func add(_ target: String) { targets.withLock { $0.append(target) } }
    var all: [String] { targets.withLock { $0 } }
  }

  @Test("A link is valid if its page answers with status 200, whatever the page is")
  func acceptsOK() async throws {
    let server = try await LocalServer { _ in LocalServer.page("%PDF", type: "application/pdf") }
    #expect(await checker().check(link(server, "/x")) == .valid)
  }

  @Test(
    "Any other final status is invalid",
    arguments: [
      "201 Created", "204 No Content", "206 Partial Content", "301 Moved Permanently",
      "403 Forbidden", "404 Not Found", "410 Gone", "429 Too Many Requests", "500 Error",
    ])
  func refusesOthers(status: String) async throws {
    let server = try await LocalServer { _ in LocalServer.page("", status: status) }
    #expect(await checker().check(link(server, "/x")) == .invalid)
  }

  @Test("Redirects are followed to their end")
  func followsRedirects() async throws {
    let server = try await LocalServer { request in
      switch request.target {
      case "/1": LocalServer.redirect(to: "/2")
      case "/2": LocalServer.redirect(to: "http://other.test:\(request.port)/3")
      case "/3": LocalServer.page("here")
      case "/lost": LocalServer.redirect(to: "/nowhere")
      default: LocalServer.page("", status: "404 Not Found")
      }
    }
    #expect(await checker().check(link(server, "/1")) == .valid)
    #expect(await checker().check(link(server, "/lost")) == .invalid)
  }

  @Test("A ninth redirect is one too many")
  func boundsRedirects() async throws {
    let log = Log()
    let server = try await LocalServer { request in
      log.add(request.target)
      return LocalServer.redirect(to: request.target + "x")
    }
    #expect(await checker().check(link(server, "/")) == .invalid)
    #expect(log.all.count == 9)
  }

  @Test(
    "A name that leads into a network of our own is not visited, at first or behind a redirect",
    arguments: [
      "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::",
      "fe80::1", "fd00::1", "::ffff:10.0.0.1",
    ])
  func refusesPrivate(address: String) async throws {
    let log = Log()
    let server = try await LocalServer { request in
      log.add(request.target)
      return LocalServer.redirect(to: "http://inner.test/secret")
    }
    let checker = checker(pauses: [.zero], resolving: ["inner.test": address])
    #expect(await checker.check(NoteLink("inner.test/x")) == .invalid)
    #expect(await checker.check(link(server, "/x")) == .invalid)
    // What can never work is not tried again.
    #expect(log.all == ["/x"])
  }

  @Test("Outside tests this machine itself is not visited either")
  func refusesLoopback() async throws {
    let log = Log()
    let server = try await LocalServer { request in
      log.add(request.target)
      return LocalServer.page("")
    }
    for text in [
      "http://127.0.0.1:\(server.port)/", "http://local.test/", "http://local.test:\(server.port)/",
    ] {
      let checker = checker(allowsLoopback: false)
      #expect(await checker.check(NoteLink(text)) == .invalid)
    }
    #expect(log.all.isEmpty)
  }

  @Test(
    "A redirect to what is no public page is not followed",
    arguments: [
      "file:///etc/passwd", "ftp://card.test/", "http://user:x@card.test/", "javascript:1",
      "http://[::1]:99999/", "http://card.test\\@inner.test/",
    ])
  func refusesRedirect(location: String) async throws {
    let server = try await LocalServer { _ in LocalServer.redirect(to: location) }
    #expect(await checker().check(link(server, "/x")) == .invalid)
  }

  @Test("What fails for a moment is tried again")
  func triesAgain() async throws {
    let log = Log()
    let server = try await LocalServer { request in
      log.add(request.target)
      return LocalServer.page("", status: log.all.count < 3 ? "503 Unavailable" : "200 OK")
    }
    let pauses: [Duration] = [.milliseconds(1), .milliseconds(1)]
    #expect(await checker(pauses: pauses).check(link(server, "/x")) == .valid)
    #expect(log.all.count == 3)
  }

  @Test("What keeps failing is given up after the last pause")
  func givesUp() async throws {
    let log = Log()
    let server = try await LocalServer { request in
      log.add(request.target)
      return LocalServer.page("", status: "404 Not Found")
    }
    let pauses: [Duration] = [.milliseconds(1), .milliseconds(1)]
    #expect(await checker(pauses: pauses).check(link(server, "/x")) == .invalid)
    #expect(log.all.count == 3)
  }

  @Test("Each variant is tried in order, and one that works is enough")
  func triesVariants() async throws {
    let log = Log()
    let server = try await LocalServer { request in
      log.add(request.target)
      return LocalServer.page("", status: request.target == "/x" ? "200 OK" : "404 Not Found")
    }
    #expect(await checker().check(link(server, "/x).")) == .valid)
    #expect(log.all == ["/x).", "/x"])
  }

  @Test("Without a scheme https is tried, then http; international names in their ASCII form")
  func addsScheme() {
    #expect(
      LinkAddresses.of("a.example/x").map(\.text)
        == ["https://a.example/x", "http://a.example/x"])
    #expect(LinkAddresses.of("http://a.example").map(\.text) == ["http://a.example/"])
    #expect(
      LinkAddresses.of("https://bücher.example/ü#a").map(\.text)
        == ["https://xn--bcher-kva.example/%C3%BC"])
    for text in [
      "https://a~b.example", "https://a%2eb.example/", "..example",
      "https://" + String(repeating: "ü", count: 300) + ".example",
    ] {
      #expect(LinkAddresses.of(text).isEmpty)
    }
  }

  @Test("Where https has no answer http is visited")
  func fallsBackToPlain() async throws {
    let server = try await LocalServer { _ in LocalServer.page("plain") }
    #expect(await checker().check(NoteLink("card.test:\(server.port)/")) == .valid)
  }

  @Test("A page that never answers is given up in time")
  func timesOut() async throws {
    let server = try await LocalServer { _ in
      try? await Task.sleep(for: .seconds(20))
      return LocalServer.page("late")
    }
    let quick = checker(visitTimeout: .milliseconds(200))
    #expect(await quick.check(link(server, "/x")) == .invalid)
    let patient = checker(timeout: .milliseconds(200))
    #expect(await patient.check(link(server, "/y")) == .invalid)
  }

  @Test("A page without end is valid as soon as it has begun")
  func readsHeadAlone() async throws {
    let server = try await LocalServer { _ in
      "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
        + String(repeating: "x", count: 4 << 20)
    }
    #expect(await checker().check(link(server, "/x")) == .valid)
  }

  @Test("A browser's name and no cookie or secret goes out")
  func namesItself() async throws {
    let seen = Mutex<[String: String]>([:])
    let server = try await LocalServer { request in
      seen.withLock { $0 = request.headers }
      return LocalServer.page("")
    }
    _ = await checker().check(link(server, "/x"))
    let headers = seen.withLock { $0 }
    #expect(headers["user-agent"]?.hasPrefix("Mozilla/5.0") == true)
    #expect(
      headers["cookie"] == nil && headers["authorization"] == nil && headers["referer"] == nil)
  }

  @Test("What was found is not asked for again until it is old")
  func usesCache() async throws {
    let log = Log()
    let server = try await LocalServer { request in
      log.add(request.target)
      return LocalServer.page("", status: request.target == "/good" ? "200 OK" : "404 Not Found")
    }
    let cache = MemoryLinkCheckCache()
    let clock = TestClock()
    let checker = checker(cache: cache, now: { clock.millis })
    for _ in 0..<2 {
      #expect(await checker.check(link(server, "/good")) == .valid)
      #expect(await checker.check(link(server, "/bad")) == .invalid)
    }
    #expect(log.all == ["/good", "/bad"])
    clock.set(MemoryLinkCheckCache.invalidMillis)
    _ = await checker.check(link(server, "/good"))
    _ = await checker.check(link(server, "/bad"))
    #expect(log.all == ["/good", "/bad", "/bad"])
    clock.set(MemoryLinkCheckCache.validMillis)
    _ = await checker.check(link(server, "/good"))
    #expect(log.all == ["/good", "/bad", "/bad", "/good"])
  }

  @Test("A check that is called off is not remembered")
  func forgetsCancelled() async throws {
    let server = try await LocalServer { _ in
      try? await Task.sleep(for: .seconds(20))
      return LocalServer.page("")
    }
    let cache = MemoryLinkCheckCache()
    let checker = checker(cache: cache)
    let link = link(server, "/x")
    let task = Task { await checker.check(link) }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    _ = await task.value
    #expect(await cache.count == 0)
  }

  private final class TestClock: Sendable {
    private let time = Mutex<Int64>(0)
    var millis: Int64 { time.withLock { $0 } }
    func set(_ millis: Int64) { time.withLock { $0 = millis } }
  }
}

@Suite("Remembering checks of links")
struct LinkCheckCacheTests {
  @Test("Of more links than fit, those kept longest ago go")
  func isBounded() async {
    let cache = MemoryLinkCheckCache(mostLinks: 3)
    for number in 0..<1000 {
      await cache.keep(.valid, of: "\(number)", at: 0)
      #expect(await cache.count == min(number + 1, 3))
    }
    #expect(await cache.check(of: "997", at: 0) == .valid)
    #expect(await cache.check(of: "996", at: 0) == nil)
  }

  @Test("A link kept anew counts as new")
  func renews() async {
    let cache = MemoryLinkCheckCache(mostLinks: 2)
    await cache.keep(.invalid, of: "a", at: 0)
    await cache.keep(.valid, of: "b", at: 0)
    for _ in 0..<100 { await cache.keep(.valid, of: "a", at: 0) }
    await cache.keep(.valid, of: "c", at: 0)
    #expect(await cache.check(of: "a", at: 0) == .valid)
    #expect(await cache.check(of: "b", at: 0) == nil)
  }

  @Test("A link too long is not kept, and a clock that went back makes nothing known")
  func refuses() async {
    let cache = MemoryLinkCheckCache()
    let long = String(repeating: "a", count: MemoryLinkCheckCache.mostBytes + 1)
    await cache.keep(.valid, of: long, at: 0)
    #expect(await cache.count == 0)
    await cache.keep(.valid, of: "a", at: 1000)
    #expect(await cache.check(of: "a", at: 999) == nil)
  }
}

@Suite("Accepting links unvisited")
struct WellFormedLinkAcceptorTests {
  @Test(
    "A well-formed link that looks public is accepted, and said not to have been visited",
    arguments: [
      ("https://example.org/x", true), ("example.org", true), ("https://h.example", true),
      ("https://bücher.example/", true), ("https://a.example/x\"'", true),
      ("https://printer.local/x", false), ("db.internal", false), ("a.localhost/", false),
      ("x.invalid", false), ("a.test/", false), ("https://a~b.example/x", false),
      ("https://-a.example/x", false), ("..example", false), ("router.lan", false),
      ("https://10.0.0.1/x", false), ("https://user@example.org", false),
    ])
  func accepts(text: String, isAccepted: Bool) async {
    let check = await WellFormedLinkAcceptor().check(NoteLink(text))
    #expect(check == (isAccepted ? .acceptedUnvisited : .invalid))
  }
}
