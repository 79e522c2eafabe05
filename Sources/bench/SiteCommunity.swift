import Foundation
import LoadClient
import NoteModel

/// A community of a million ratings: final scoring, and what people feel of it.
enum SiteCommunity {
  private static let raters = 32

  static func measure(in root: String, seconds: Double) throws {
    let database = try SiteDatabase.community(
      notes: 50_000, ratings: 1_000_000, raters: raters, in: root)
    let notes = try database.notes(20_000)
    let site = try SiteBenchmark.serve(database)
    defer { site.kill() }
    let pages = SiteLoad(port: site.port, clients: 8, pace: 200) { _, _ in
      Request("GET", "/api/v1/timelines/new?limit=20")
    }
    let ratings = SiteLoad(port: site.port, clients: raters) { client, number in
      let note = notes[(number * 7 + client * 601) % notes.count]
      return Request(
        "PUT", "/api/v1/notes/\(note)/rating", token: SiteDatabase.raterToken(client),
        json: #"{"helpfulness":"HELPFUL","tags":["helpfulClear"]}"#)
    }

    print("\nA community of 50,000 notes and 1,000,000 ratings")
    let full = try scoring("full", site)
    SiteBenchmark.line("full scoring", full, "s")
    let quiet = pages.run(seconds: seconds)
    let quietRatings = ratings.run(seconds: seconds)
    let alone = try scoring("final", site)
    SiteBenchmark.line("final scoring", alone, "s", atMost: 15)
    if let peak = SiteBenchmark.peakMegabytes(site.processID) {
      SiteBenchmark.line("peak memory after both", peak, "MB", atMost: 600)
    }

    let (underPages, busy) = try pages.run { try scoring("final", site) }
    print("\nPages at 200 a second")
    SiteBenchmark.line("final scoring meanwhile", underPages, "s")
    SiteBenchmark.line("99 of 100 within, without scoring", quiet.p99, "ms")
    SiteBenchmark.line(
      "99 of 100 within, while it scores", busy.p99, "ms", atMost: 2 * quiet.p99)
    SiteBenchmark.line("the longest while it scores", busy.longest, "ms")

    let (underRatings, rated) = try ratings.run { try scoring("final", site) }
    print("\nDurable ratings of \(raters) clients")
    SiteBenchmark.line("final scoring meanwhile", underRatings, "s")
    SiteBenchmark.line("without scoring", quietRatings.perSecond, "/s")
    SiteBenchmark.line("99 of 100 within, without scoring", quietRatings.p99, "ms")
    SiteBenchmark.line("while it scores", rated.perSecond, "/s", atLeast: 2_000)
    SiteBenchmark.line("99 of 100 within, while it scores", rated.p99, "ms", atMost: 50)
    SiteBenchmark.line("the longest while it scores", rated.longest, "ms")
    if let peak = SiteBenchmark.peakMegabytes(site.processID) {
      SiteBenchmark.line("peak memory of the server", peak, "MB", atMost: 600)
    }
    let failures = quiet.failures + busy.failures + rated.failures + quietRatings.failures
    if failures > 0 { print("  \(failures) requests failed") }
  }

  /// - Returns: the seconds that a run took; one that the site began by itself counts as this one.
  private static func scoring(_ kind: String, _ site: ServedSite) throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    let answer = try Connection(port: site.port).send(
      Request(
        "POST", "/api/v1/operator/scoring-runs", token: SiteDatabase.operatorToken,
        json: "{\"kind\":\"\(kind)\"}"))
    if answer.status == 200 { return (clock.now - start) / .seconds(1) }
    guard answer.status == 409 else { throw CocoaError(.featureUnsupported) }
    while true {
      Thread.sleep(forTimeInterval: 0.2)
      let status = try Connection(port: site.port).send(Request("GET", "/api/v1/status"))
      let runs = try JSONDecoder().decode(Status.self, from: Data(status.body)).runs
      guard let run = runs.first, let end = run.endedAt else { continue }
      guard run.outcome == "applied" else { throw CocoaError(.featureUnsupported) }
      return Double(end - run.startedAt) / 1_000
    }
  }

  private struct Status: Decodable {
    struct Run: Decodable {
      var startedAt: Int64
      var endedAt: Int64?
      var outcome: String
    }
    var runs: [Run]
  }
}
