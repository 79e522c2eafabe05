import Moderation
import Service
import Storage

/// The second menu of the operators' pages about moderation, and the community that they are about.
struct ModerationNav: Sendable {
  enum Page: Sendable { case dashboard, queue, policy, words, programs, deliveries, log, appeals }

  var isDashboard: Bool
  var isQueue: Bool
  var isPolicy: Bool
  var isWords: Bool
  var isPrograms: Bool
  var isDeliveries: Bool
  var isLog: Bool
  var isAppeals: Bool
  /// Leads to the same community on the other pages; empty where there is one alone.
  var suffix: String
  var hasChoice: Bool
  var choices: [Choice]

  struct Choice: Sendable {
    var choiceName: String
    var choicePath: String
    var isChosen: Bool
  }

  /// - Parameter path: of the page, where it is about one community; nil: it is about all.
  init(_ page: Page, _ console: Console, path: String? = nil) {
    isDashboard = page == .dashboard
    isQueue = page == .queue
    isPolicy = page == .policy
    isWords = page == .words
    isPrograms = page == .programs
    isDeliveries = page == .deliveries
    isLog = page == .log
    isAppeals = page == .appeals
    let several = console.communities.count > 1
    suffix = several ? console.chosen.map { "?community=\($0.id)" } ?? "" : ""
    hasChoice = several && path != nil
    choices = console.communities.map { community in
      Choice(
        choiceName: community.name, choicePath: "\(path ?? "")?community=\(community.id)",
        isChosen: community.id == console.chosen?.id)
    }
  }
}

/// The communities that an operator may look at, and the one being looked at.
struct Console: Sendable {
  var communities: [ModeratedCommunity]
  var chosen: ModeratedCommunity?
}

extension PageRoutes {
  /// The community that a request names, else the first.
  ///
  /// - Throws: `SiteError.notFound` for one that is not there.
  func console(_ visit: Visit) async throws -> Console {
    let communities = try await site.adapters(visit.asker).flatMap(\.communities)
    guard let id = visit.query["community"] ?? visit.form.text("community") else {
      return Console(communities: communities, chosen: communities.first)
    }
    guard let chosen = communities.first(where: { $0.id == id }) else {
      throw SiteError.notFound(what: "There is no such community.")
    }
    return Console(communities: communities, chosen: chosen)
  }

  /// What a page says that is about a community while there is none.
  func noCommunityYet(_ visit: Visit, _ page: ModerationNav.Page) async throws -> PageAnswer {
    let console = Console(communities: [], chosen: nil)
    return .page(
      "moderation-none", title: "Moderation",
      NoneValues(
        operatorNav: try await nav(visit, \.isModeration),
        moderationNav: ModerationNav(page, console)))
  }

  private struct NoneValues: Sendable {
    var operatorNav: OperatorNav
    var moderationNav: ModerationNav
  }
}
