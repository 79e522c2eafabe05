import Foundation
import LoadClient

/// Community-reviewed moderation on the real program: submissions judged by the embedded classifier,
/// the review page of a member where very many reviews are open, and a pass of the consensus.
enum ModerationBenchmark {
  private static let usage = """
    usage: bench moderation [--data FOLDER] [--seconds N] [--reviews N] [--votes N]
        [--only submissions | reviews]
      Makes a database of 100,000 open reviews with 1,000,000 votes (1 GB of disk, two minutes), kept
      in FOLDER for the next time if one is given.
    """

  static func run(_ arguments: [String]) throws {
    var root: String?
    var only: String?
    var seconds = 10.0
    var (reviews, votes) = (100_000, 1_000_000)
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard let value = rest.popFirst() else { return print(usage) }
      switch argument {
      case "--data": root = value
      case "--seconds": seconds = Double(value) ?? seconds
      case "--reviews": reviews = Int(value) ?? reviews
      case "--votes": votes = Int(value) ?? votes
      case "--only": only = value
      default: return print(usage)
      }
    }
    let folder =
      root
      ?? FileManager.default.temporaryDirectory.appending(path: "commonground-bench-moderation")
      .path
    defer { if root == nil { try? FileManager.default.removeItem(atPath: folder) } }
    print(SiteBenchmark.row("", ["measured", "target", "ratio"]))
    if only != "reviews" { try submissions(in: folder, seconds: seconds) }
    guard only != "submissions" else { return }
    // How cost grows with size, and the size that the targets are for.
    for divisor in [10, 1] {
      try openReviews(reviews / divisor, votes: votes / divisor, in: folder, seconds: seconds)
    }
  }

  /// Posts as a forum submits them; one in a hundred is spam and hidden.
  private static func submissions(in root: String, seconds: Double) throws {
    let database = try ModerationDatabase.forum(in: root)
    defer { try? FileManager.default.removeItem(atPath: database.site.folder) }
    let site = try SiteBenchmark.serve(
      database.site, ["--offline", "--adapter-requests-per-minute", "10000000"])
    defer { site.kill() }
    let run = Int.random(in: 0..<1_000_000)
    func load(clients: Int, pace: Double?, phase: Int) -> SiteLoad {
      SiteLoad(port: site.port, clients: clients, pace: pace) { client, number in
        database.submission("\(run)-\(phase)-\(client)-\(number)", number: number)
      }
    }
    print("\nSubmissions of posts, judged by the embedded classifier")
    let empty = try SitePosts.emptyRoute(seconds: min(seconds, 3))
    let most = load(clients: 32, pace: nil, phase: 0).run(seconds: seconds)
    SiteBenchmark.line("as many as go, 32 clients", most.perSecond, "/s", atLeast: 1_000)
    SiteBenchmark.line("share of an empty route", 100 * most.perSecond / empty.perSecond, "%")
    let paced = load(clients: 32, pace: 1_000, phase: 1).run(seconds: seconds)
    SiteBenchmark.line("99 of 100 within, at 1,000 a second", paced.p99, "ms", atMost: 30)
    SiteBenchmark.line("half within", paced.median, "ms")
    report(failures: most.failures + paced.failures, site)
  }

  private static func openReviews(
    _ reviews: Int, votes: Int, in root: String, seconds: Double
  ) throws {
    let database = try ModerationDatabase.reviews(reviews, votes: votes, in: root)
    let site = try SiteBenchmark.serve(
      database.site, ["--offline", "--adapter-requests-per-minute", "10000000"])
    defer { site.kill() }
    print("\n\(reviews) open reviews with \(votes) votes")
    // The site begins by itself, since every vote is unread.
    let first = try pass(database, site)
    SiteBenchmark.line(
      "a pass of the consensus, every vote unread", first, "s",
      atMost: reviews >= 100_000 ? 10 : nil)
    SiteBenchmark.line("the next one, nothing new", try pass(database, site), "s")
    let port = site.port
    let queue = SiteLoad(port: port, clients: 4, pace: 50) { client, number in
      database.queue(member: client * 1_000 + number)
    }
    .run(seconds: seconds)
    SiteBenchmark.line(
      "99 of 100 review pages within, at 50 a second", queue.p99, "ms", atMost: 50)
    SiteBenchmark.line("half within", queue.median, "ms")
    report(failures: queue.failures, site)
  }

  /// Seconds until a pass has ended, one that is under way or else another.
  private static func pass(
    _ database: ModerationDatabase, _ site: ServedSite
  ) throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    var isUnderWay = false
    while true {
      let sent = clock.now
      let answer = try Connection(port: site.port).send(database.scoring)
      switch answer.status {
      case 409:
        isUnderWay = true
        Thread.sleep(forTimeInterval: 0.05)
      case 200..<300:
        return ((isUnderWay ? sent : clock.now) - start) / .seconds(1)
      default: throw ModerationBenchmarkError.refused(answer.text)
      }
    }
  }

  private static func report(failures: Int, _ site: ServedSite) {
    if failures > 0 { print("  \(failures) requests failed") }
    if let peak = SiteBenchmark.peakMegabytes(site.processID) {
      SiteBenchmark.line("peak memory", peak, "MB")
    }
  }
}

enum ModerationBenchmarkError: Error { case refused(String) }
