import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import NoteModel
import Service
import Storage

extension PageRoutes {
  func addPeople(to router: Router<WebContext>) {
    get(router, "/people/{id}") { visit in
      let id = ParticipantID(rawValue: visit.parameters.get("id") ?? "")
      return try await profilePage(visit, id, isOwn: false)
    }
    get(router, "/me") { visit in
      try visit.requireAccount()
      if visit.asker.isOperator { return .redirect("/operator") }
      guard let own = visit.asker.contributor else { return .redirect("/join") }
      return try await profilePage(visit, own.id, isOwn: true)
    }
    post(router, "/me/acknowledge") { visit in
      try await site.acknowledgeLock(visit.asker)
      return .redirect("/me")
    }
    get(router, "/notices", notices)
    post(router, "/notices/read") { visit in
      try await site.markNoticesRead(visit.asker)
      return .redirect("/notices")
    }
    addSettings(to: router)
  }

  private func profilePage(
    _ visit: Visit, _ id: ParticipantID, isOwn: Bool
  ) async throws -> PageAnswer {
    let profile = try await site.profile(id)
    let notes = try await site.notes(visit.asker, by: id, cursor: visit.query["cursor"])
    let path = isOwn ? "/me" : "/people/\(id)"
    return .page(
      "profile", title: profile.alias,
      ProfileValues(
        profile, notes: notes, ability: isOwn ? site.writingAbility(visit.asker) : nil,
        acknowledgedAt: visit.asker.membership?.acknowledgedLockAt,
        isOwn: isOwn, path: path, now: site.now))
  }

  // MARK: Notices

  private struct NoticesValues: Sendable {
    var hasUnread: Bool
    var hasNotices: Bool
    var notices: [NoticeRow]
    var hasPager: Bool
    var newerPath: String?
    var olderPath: String?
  }

  private struct NoticeRow: Sendable {
    var isUnread: Bool
    var noticePath: String
    var noticeTitle: String
    var noticeText: String
    var sentISO: String
    var sentText: String
  }

  private func notices(_ visit: Visit) async throws -> PageAnswer {
    let before = visit.query["before"].flatMap { Int64($0) }
    let found = try await site.notices(visit.asker, before: before, limit: Site.pageSize + 1)
    let shown = found.prefix(Site.pageSize)
    let older = found.count > Site.pageSize ? shown.last.map { "/notices?before=\($0.id)" } : nil
    return .page(
      "notices", title: "Notices",
      NoticesValues(
        hasUnread: shown.contains { !$0.isRead }, hasNotices: !shown.isEmpty,
        notices: shown.map { notice in
          NoticeRow(
            isUnread: !notice.isRead, noticePath: notice.path ?? "/notices",
            noticeTitle: notice.title, noticeText: notice.text,
            sentISO: PageTime(notice.createdAt).iso,
            sentText: PageTime.age(notice.createdAt, at: site.now))
        }, hasPager: older != nil, olderPath: older))
  }
}
