import CommunityRules
import Foundation
import LoadClient
import OAuth
import Storage

/// What programs of AI note writers read, signed by OAuth 1.0a as X's own SDK signs it.
enum WriterBenchmark {
  private static let usage = """
    usage: bench writers [--data FOLDER] [--seconds N]
      Makes a database of 1,000 requested posts, kept in FOLDER for the next time if one is given.
    """

  static func run(_ arguments: [String]) throws {
    var root: String?
    var seconds = 10.0
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard let value = rest.popFirst() else { return print(usage) }
      switch argument {
      case "--data": root = value
      case "--seconds": seconds = Double(value) ?? seconds
      default: return print(usage)
      }
    }
    let folder =
      root
      ?? FileManager.default.temporaryDirectory.appending(path: "commonground-bench-writers").path
    defer { if root == nil { try? FileManager.default.removeItem(atPath: folder) } }
    let database = try SiteDatabase.posts(1_000, in: folder)
    try database.offerPosts(1_000)
    let keys = try WriterKeys(database)
    let site = try SiteBenchmark.serve(
      database, ["--writer-requests-per-window", "100000000", "--offline"])
    defer { site.kill() }

    let empty = try SitePosts.emptyRoute(seconds: min(seconds, 3))
    print(SiteBenchmark.row("", ["measured", "target", "ratio"]))
    SiteBenchmark.line("an empty route", empty.perSecond, "/s")
    for (title, path, query) in [
      (
        "A page of 10 eligible posts", "/2/notes/search/posts_eligible_for_notes",
        "test_mode=true&max_results=10&post.fields=created_at%2Clang"
      ),
      (
        "A page of the writer's notes", "/2/notes/search/notes_written",
        "test_mode=true&max_results=10"
      ),
    ] {
      let port = site.port
      func load(clients: Int, pace: Double?) -> SiteLoad {
        SiteLoad(port: port, clients: clients, pace: pace) { _, _ in
          Request(
            "GET", "\(path)?\(query)",
            authorization: keys.header(port: port, path: path, query: query))
        }
      }
      print("\n\(title)")
      let most = load(clients: 16, pace: nil).run(seconds: seconds)
      SiteBenchmark.line("as many as go, 16 clients", most.perSecond, "/s", atLeast: 500)
      SiteBenchmark.line("share of the empty route", 100 * most.perSecond / empty.perSecond, "%")
      let paced = load(clients: 16, pace: 500).run(seconds: seconds)
      SiteBenchmark.line("99 of 100 within, at 500 a second", paced.p99, "ms", atMost: 30)
      SiteBenchmark.line("half within", paced.median, "ms")
      let failures = most.failures + paced.failures
      if failures > 0 { print("  \(failures) requests failed") }
    }
    if let peak = SiteBenchmark.peakMegabytes(site.processID) {
      SiteBenchmark.line("peak memory", peak, "MB")
    }
  }
}

/// The keys of a writer that the command line made.
private struct WriterKeys: Decodable, Sendable {
  var consumerKey: String
  var consumerSecret: String
  var accessToken: String
  var accessTokenSecret: String

  init(_ database: SiteDatabase) throws {
    let process = Process()
    process.executableURL = SiteBenchmark.program
    process.arguments = [
      "admin", "writer", "create", "Benchmark", "--json", "--data", database.folder,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Self.self, from: text)
  }

  /// Signs as the SDK does: a fresh nonce, the time in seconds.
  func header(port: Int, path: String, query: String) -> String {
    let signer = OAuth1Signer(
      consumerKey: consumerKey, token: accessToken,
      secrets: OAuth1Secrets(
        consumer: Secret(consumerSecret), token: Secret(accessTokenSecret)))
    let nonce =
      String(UInt64.random(in: .min ... .max), radix: 16)
      + String(UInt64.random(in: .min ... .max), radix: 16)
    return signer.header(
      method: "GET", baseURI: "http://127.0.0.1:\(port)\(path)",
      query: (try? DecodedQuery(query)) ?? DecodedQuery(),
      timestamp: Int64(Date().timeIntervalSince1970), nonce: nonce)
  }
}

extension SiteDatabase {
  /// Makes the first posts eligible for every feed, from now on.
  func offerPosts(_ count: Int) throws {
    let store = try SQLiteStore(path: "\(folder)/community.sqlite")
    let now = Int64(Date().timeIntervalSince1970 * 1_000)
    try waiting {
      try await store.write { store throws in
        for number in 1...count {
          var requested = RequestedPost(post: PostID(Int64(number)))
          requested.contributorFeedAt = now
          requested.smallFeedAt = now
          requested.largeFeedAt = now
          try store.put(requested)
        }
      }
    }
    try store.close()
  }
}
