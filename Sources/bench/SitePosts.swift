import Foundation
import LoadClient

/// What embedding reads: the shown notes of a post by its address.
enum SitePosts {
  private static let clients = 16

  static func measure(in root: String, seconds: Double) throws {
    let empty = try emptyRoute(seconds: seconds)
    print("\nAn empty route")
    SiteBenchmark.line("requests", empty.perSecond, "/s")
    SiteBenchmark.line("99 of 100 within", empty.p99, "ms")
    for count in [1_000, 10_000, 100_000] {
      let database = try SiteDatabase.posts(count, in: root)
      let site = try SiteBenchmark.serve(database)
      defer { site.kill() }
      let load = SiteLoad(port: site.port, clients: clients) { _, _ in
        let url = SiteDatabase.url(.random(in: 0..<count))
        return Request("GET", "/api/v1/posts?url=\(url)")
      }
      _ = load.run(seconds: 1)
      let figures = load.run(seconds: seconds)
      let isLast = count == 100_000
      print("\nNotes of a post by its address, any of \(count.formatted()) posts")
      SiteBenchmark.line(
        "requests", figures.perSecond, "/s", atLeast: isLast ? 5_000 : nil)
      SiteBenchmark.line("99 of 100 within", figures.p99, "ms", atMost: isLast ? 20 : nil)
      SiteBenchmark.line(
        "share of the empty route", 100 * figures.perSecond / empty.perSecond, "%")
      if let peak = SiteBenchmark.peakMegabytes(site.processID) {
        SiteBenchmark.line("peak memory", peak, "MB")
      }
      if figures.failures > 0 { print("  \(figures.failures) requests failed") }
    }
  }

  static func emptyRoute(seconds: Double) throws -> SiteLoad.Figures {
    let port = try ServedSite.freePort()
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    process.arguments = ["site", "--empty-route", String(port)]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    defer {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    while (try? Connection(port: port)) == nil { Thread.sleep(forTimeInterval: 0.02) }
    let load = SiteLoad(port: port, clients: clients) { _, _ in Request("GET", "/empty") }
    _ = load.run(seconds: 1)
    return load.run(seconds: seconds)
  }
}
