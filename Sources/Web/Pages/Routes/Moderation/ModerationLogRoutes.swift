import Hummingbird
import Moderation
import Service
import Storage

extension PageRoutes {
  func addModerationLog(to router: Router<WebContext>) {
    get(router, "/operator/moderation/log", moderationLog)
  }

  private struct LogValues: Sendable {
    var operatorNav: OperatorNav
    var moderationNav: ModerationNav
    var hasEntries: Bool
    var entries: [AuditRow]
    var hasPager: Bool
    var newerPath: String?
    var olderPath: String?
  }

  /// Everything, of every community: keys and words belong to none.
  private func moderationLog(_ visit: Visit) async throws -> PageAnswer {
    let before = visit.query["before"].flatMap { Int64($0) }
    let entries = try await site.moderationLog(
      visit.asker, community: nil, before: before, limit: 51)
    let older =
      entries.count > 50 ? "/operator/moderation/log?before=\(entries[49].line.id)" : nil
    return .page(
      "moderation-log", title: "Log of moderation",
      LogValues(
        operatorNav: try await nav(visit, \.isModeration),
        moderationNav: ModerationNav(.log, try await console(visit)), hasEntries: !entries.isEmpty,
        entries: entries.prefix(50).map(AuditRow.init), hasPager: older != nil || before != nil,
        newerPath: before == nil ? nil : "/operator/moderation/log", olderPath: older))
  }
}
