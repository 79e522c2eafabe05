import ArgumentParser
import CommunityRules
import Foundation
import Logging
import NoteEvaluation
import Outbound
import Service

/// What an operator says of the site where it is started.
struct SiteOptions: ParsableArguments {
  @Option(help: "Folder of the site; made if it is missing.")
  var data = "site"

  @Option(help: "Address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "Port to listen on.")
  var port = 8080

  @Option(help: "What the site calls itself.")
  var name = "Common Ground"

  @Option(help: "How the site is reached from outside. (default: http://HOST:PORT)")
  var baseURL: String?

  @Option(help: "Where people write to the operator.")
  var contact = ""

  @Flag(help: "Fill a new folder with a simulated community that anybody may sign in to.")
  var demo = false

  @Option(
    name: .customLong("card-host"),
    help:
      "Host whose pages may be fetched for the cards of posts; repeatable. “.example.org”: and below."
  )
  var cardHosts: [String] = []

  @Option(
    name: .customLong("embedding-origin"),
    help: "Origin whose pages may read the public interface; repeatable. (default: any)")
  var embeddingOrigins: [String] = []

  @Option(
    name: .customLong("webhook-host"),
    help:
      "Host of our own network, or HOST:PORT, to which moderation's events may go, over http too; repeatable."
  )
  var webhookHosts: [String] = []

  @Flag(help: "Take visitors' addresses from a proxy's X-Forwarded-For.")
  var trustProxy = false

  @Option(help: "Language of posts whose host tells none, and of AI writers' usual feed.")
  var language = "en"

  @Option(help: "Calls of an AI writer to one endpoint in 15 minutes.")
  var writerRequestsPerWindow = WriterCallLimits().perWindow

  @Option(help: "Calls of an AI writer that propose or delete notes, in 24 hours.")
  var writerRequestsPerDay = WriterCallLimits().managingPerDay

  @Option(help: "Calls of one key of a moderated platform's adapter in a minute.")
  var adapterRequestsPerMinute = ModerationConfiguration().callsPerMinute

  @Flag(
    help:
      "Never visit the links of AI writers' test notes: what looks public passes; refuse a classifying service elsewhere."
  )
  var offline = false

  @Option(
    help:
      "Model that judges AI writers' test notes, from `evaluator train`. (default: signals alone)")
  var evaluatorModel: String?

  @Option(help: "File of more phrases that count as abuse; see `evaluator train`.")
  var abuseRules: String?

  @Option(help: "How much is logged.")
  var logLevel: LogLevel = .info

  var address: String { baseURL ?? "http://\(host):\(port)" }

  mutating func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535.") }
    guard address.hasPrefix("https://") || address.hasPrefix("http://"), !address.hasSuffix("/")
    else {
      throw ValidationError("--base-url starts with https:// and has no slash at its end.")
    }
    guard FeedLanguage(language).map({ $0 != .all }) ?? false else {
      throw ValidationError("--language is a language code such as en.")
    }
    guard (1...10_000_000).contains(adapterRequestsPerMinute) else {
      throw ValidationError("--adapter-requests-per-minute is 1 to 10000000.")
    }
    guard writerRequestsPerWindow > 0, writerRequestsPerDay > 0 else {
      throw ValidationError(
        "--writer-requests-per-window and --writer-requests-per-day are 1 or more.")
    }
  }

  func configuration(sendsMail: Bool) -> SiteConfiguration {
    var calls = WriterCallLimits()
    calls.perWindow = writerRequestsPerWindow
    calls.managingPerDay = writerRequestsPerDay
    return SiteConfiguration(
      name: name, baseURL: address, contactAddress: contact, isDemo: demo,
      version: CommonGround.version,
      embeddingOrigins: embeddingOrigins.isEmpty ? ["*"] : Set(embeddingOrigins),
      sendsMail: sendsMail, trustsProxy: trustProxy, language: language.lowercased(),
      writerCalls: calls,
      moderation: ModerationConfiguration(
        allowedWebhookHosts: Set(webhookHosts.map { $0.lowercased() }),
        callsPerMinute: adapterRequestsPerMinute))
  }

  /// What tells whether the links of test notes work.
  var linkChecker: any LinkChecking {
    offline ? WellFormedLinkAcceptor() : LinkChecker(now: SiteClock.system.now)
  }

  /// What judges the words of test notes and drafts.
  ///
  /// - Throws: what is wrong with a file, and what to do.
  func evaluator() throws -> NoteEvaluator {
    NoteEvaluator(
      model: try evaluatorModel.map { try EvaluationModelFile.read(path: $0) },
      abuseRules: try AbuseRules.read(path: abuseRules))
  }

  /// Nil: nothing is ever fetched.
  var cardSource: CardSource? {
    guard !cardHosts.isEmpty else { return nil }
    let fetcher = CardFetcher(allowedHosts: Set(cardHosts))
    return { url in
      let page = try await fetcher.fetch(url)
      return FetchedPost(
        card: Post.Card(
          title: page.title, text: page.text, authorName: page.authorName,
          siteName: page.siteName, imageURL: page.imageURL),
        media: Post.Media(
          images: page.imageCount ?? 0, videos: page.videoCount ?? 0, links: page.linkCount ?? 0),
        publishedAt: page.publishedAt.map { Int64($0.timeIntervalSince1970 * 1_000) })
    }
  }
}

/// How much is logged.
enum LogLevel: String, CaseIterable, ExpressibleByArgument {
  case debug, info, warning, error

  var level: Logger.Level {
    switch self {
    case .debug: .debug
    case .info: .info
    case .warning: .warning
    case .error: .error
    }
  }
}
