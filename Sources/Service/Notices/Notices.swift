import CommunityRules
import Outbound
import Storage

/// Something that the asker is told.
public struct NoticeView: Hashable, Codable, Sendable {
  public var id: Int64
  public var kind: String
  public var title: String
  public var text: String
  /// Where it leads, from the root of the site; nil: nowhere.
  public var path: String?
  public var createdAt: Int64
  public var isRead: Bool
}

extension Site {
  /// Newest first.
  public func notices(
    _ asker: Asker, before: Int64? = nil, limit: Int = pageSize
  ) async throws -> [NoticeView] {
    let account = try asker.requireAccount()
    return try await store.read { store in
      try store.notices(to: account.id, before: before, limit: limit).map(NoticeView.init)
    }
  }

  public func unreadNotices(_ asker: Asker) async throws -> Int {
    guard let account = asker.account else { return 0 }
    return try await store.read { try $0.unreadNoticeCount(to: account.id) }
  }

  public func markNoticesRead(_ asker: Asker) async throws {
    let account = try asker.requireAccount()
    let now = self.now
    try await store.write { try $0.markNoticesRead(of: account.id, at: now) }
  }

  /// Sends notices that were not mailed yet, each in a mail of its own.
  func mailNotices() async throws {
    guard configuration.sendsMail else { return }
    let waiting = try await store.read { store in
      try store.unmailedNotices(limit: 200).map { ($0, try store.account($0.account)) }
    }
    for (notice, account) in waiting {
      let view = NoticeView(notice)
      // Who did not verify an address is not written to.
      if let account, account.emailVerifiedAt != nil {
        try? await send(
          Mail(
            to: account.email, subject: "\(configuration.name): \(view.title)",
            text: """
              \(view.text)

              \(configuration.baseURL)\(view.path ?? "/notices")

              What you are told of: \(configuration.baseURL)/me/settings
              """))
      }
      let now = self.now
      try await store.write { try $0.markMailed([notice.id], at: now) }
    }
  }
}

extension StoreTransaction {
  /// Leaves a notice, unless the member switched its kind off or has it already.
  func tell(
    _ member: Membership, _ kind: NoticeKind, subject: String, payload: String = "{}", at now: Int64
  )
    throws
  {
    if kind.canBeSwitchedOff, member.mutedNotices.contains(kind.rawValue) { return }
    try insert(
      Notice(
        account: member.account, kind: kind.rawValue, subject: subject, payload: payload,
        createdAt: now))
  }
}

extension NoticeView {
  init(_ notice: Notice) {
    let words = NoticeKind(rawValue: notice.kind).map {
      $0.words(subject: notice.subject, payload: notice.payload)
    }
    self.init(
      id: notice.id, kind: notice.kind, title: words?.title ?? "News", text: words?.text ?? "",
      path: words?.path, createdAt: notice.createdAt, isRead: notice.readAt != nil)
  }
}
