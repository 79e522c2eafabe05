import Foundation
import HTTPTypes
import Hummingbird
import Moderation
import NIOCore
import Service
import Storage

extension PageRoutes {
  func addModerationQueue(to router: Router<WebContext>) {
    get(router, "/operator/moderation/reviews", queue)
    router.get("/operator/moderation/reviews.csv") { request, context in
      await export(request)
    }
    addModerationReview(to: router)
  }

  /// The reviews of a filter as a file.
  private func export(_ request: Request) async -> Response {
    do {
      let query = Dictionary(
        request.uri.queryParameters.map { (String($0), String($1)) },
        uniquingKeysWith: { first, _ in first })
      let cards = try await site.exportedReviews(
        try await asker(request),
        QueueFilter(query).filter(community: query["community"].flatMap { $0.isEmpty ? nil : $0 }))
      var headers: HTTPFields = [
        .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
      ]
      headers[.contentDisposition] = "attachment; filename=\"reviews.csv\""
      return Response(
        status: .ok, headers: headers,
        body: ResponseBody(byteBuffer: ByteBuffer(string: ReviewExport.text(cards))))
    } catch {
      return Problem(error).response(now: site.now)
    }
  }

  private struct QueueValues: Sendable {
    var operatorNav: OperatorNav
    var moderationNav: ModerationNav
    var communityId: String
    var shortcuts: [Shortcut]
    var countText: String
    var exportPath: String
    var filtersOpen: Bool
    var selects: [Select]
    var isEscalatedOnly: Bool
    var isStaleOnly: Bool
    var hasReviews: Bool
    var reviews: [ConsoleRow]
    var hasPager: Bool
    var newerPath: String?
    var olderPath: String?
  }

  private struct Shortcut: Sendable {
    var shortcutName: String
    var shortcutPath: String
    var isHere: Bool
  }

  private struct Select: Sendable {
    var selectName: String
    var selectLabel: String
    var options: [Option]

    init(_ name: String, _ label: String, chosen: String, _ options: [(String, String)]) {
      selectName = name
      selectLabel = label
      self.options = options.map {
        Option(optionValue: $0, optionLabel: $1, isSelected: $0 == chosen)
      }
    }
  }

  struct Option: Sendable {
    var optionValue: String
    var optionLabel: String
    var isSelected: Bool
  }

  private func queue(_ visit: Visit) async throws -> PageAnswer {
    let console = try await console(visit)
    guard let community = console.chosen else { return try await noCommunityYet(visit, .queue) }
    let filter = QueueFilter(visit.query)
    let found = try await site.reviewQueue(visit.asker, filter.filter(community: community.id))
    let rows = found.items.compactMap { ConsoleRow($0, now: site.now) }
    let hasMore = filter.page * QueueFilter.pageSize < found.total
    return .page(
      "moderation-queue", title: "Reviews",
      QueueValues(
        operatorNav: try await nav(visit, \.isModeration),
        moderationNav: ModerationNav(.queue, console, path: "/operator/moderation/reviews"),
        communityId: community.id, shortcuts: shortcuts(filter, community: community.id),
        countText: ConsoleWords.counted(found.total, "review"),
        exportPath: filter.path(page: 1, community: community.id, ending: ".csv"),
        filtersOpen: filter.isDetailed,
        selects: try await selects(visit, filter, community: community.id),
        isEscalatedOnly: filter.isEscalated, isStaleOnly: filter.isStale,
        hasReviews: !rows.isEmpty, reviews: rows, hasPager: filter.page > 1 || hasMore,
        newerPath: filter.page > 1
          ? filter.path(page: filter.page - 1, community: community.id) : nil,
        olderPath: hasMore ? filter.path(page: filter.page + 1, community: community.id) : nil))
  }

  private func shortcuts(_ here: QueueFilter, community: String) -> [Shortcut] {
    let wanted: [(String, [String: String])] = [
      ("Open", ["state": "open"]), ("Open for too long", ["state": "", "stale": "yes"]),
      ("With staff", ["state": "open", "escalated": "yes"]),
      ("Wait for staff’s word", ["state": "waiting"]), ("Decided", ["state": "decided"]),
      ("All", ["state": ""]),
    ]
    return wanted.map { name, query in
      let filter = QueueFilter(query)
      return Shortcut(
        shortcutName: name, shortcutPath: filter.path(page: 1, community: community),
        isHere: !here.isDetailed && filter.state == here.state && filter.isStale == here.isStale
          && filter.isEscalated == here.isEscalated)
    }
  }

  private func selects(
    _ visit: Visit, _ filter: QueueFilter, community: String
  ) async throws -> [Select] {
    let categories = try await site.categories(visit.asker, community: community)
    let policy = try await site.policy(visit.asker, community: community, channel: nil)
    let found = try await site.statistics(visit.asker, community: community).classification.keys
    let labels = Set(policy.effective.labels.keys).union(found)
      .subtracting([LabelRule.anyOther]).union(filter.label.isEmpty ? [] : [filter.label])
    let states = ActionState.allCases.filter { $0 != .proposed }
    return [
      Select(
        "state", "State", chosen: filter.state,
        [
          ("", "All"), ("open", "Open"), ("waiting", "Wait for staff’s word"),
          ("decided", "Decided"),
        ] + states.map { ($0.rawValue, ConsoleWords.state($0)) }),
      Select(
        "tier", "How it began", chosen: filter.tier,
        [("", "Any")] + ModerationTier.allCases.map { ($0.rawValue, ConsoleWords.tier($0)) }),
      Select(
        "group", "Who reviews it", chosen: filter.group,
        [("", "Anybody")] + ReviewGroup.allCases.map { ($0.rawValue, ConsoleWords.group($0)) }),
      Select(
        "category", "Category", chosen: filter.category,
        [("", "All")] + categories.map { ($0.channel, $0.name) }),
      Select(
        "label", "Label", chosen: filter.label,
        [("", "Any")] + labels.sorted().map { ($0, ConsoleWords.label($0)) }),
      Select(
        "age", "Opened", chosen: filter.age,
        [("", "At any time")] + QueueFilter.ages.map { ($0, "More than \($1) ago") }),
    ]
  }
}
