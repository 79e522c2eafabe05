import CommunityRules
import NoteModel
import Storage

extension Site {
  /// Leaves the programme: no more notices, writing or rating; what was contributed stays and counts.
  public func leave(_ asker: Asker) async throws { try await setLeft(asker, at: now) }

  /// Comes back with the same alias and record.
  public func rejoin(_ asker: Asker) async throws { try await setLeft(asker, at: nil) }

  private func setLeft(_ asker: Asker, at instant: Int64?) async throws {
    _ = try asker.requireAccount()
    try await store.write { store in
      let asker = try asker.refreshed(in: store)
      guard var contributor = asker.contributor else {
        throw SiteError.conflict(reason: "You are no contributor.")
      }
      guard contributor.enrollment.state != .removed else {
        throw SiteError.forbidden(reason: "This contributor was removed from the programme.")
      }
      contributor.leftAt = instant
      try store.update(contributor)
    }
  }

  /// Destroys what ties the account to its contributor, for good. Joining again is possible after six
  /// months, as somebody new (ACT-53).
  public func eraseLink(_ asker: Asker) async throws {
    let now = self.now
    _ = try asker.requireAccount()
    try await store.write { store in
      let asker = try asker.refreshed(in: store)
      guard let account = asker.account, var contributor = asker.contributor else {
        throw SiteError.conflict(reason: "You are no contributor.")
      }
      guard contributor.enrollment.state != .removed else {
        throw SiteError.forbidden(reason: "This contributor was removed from the programme.")
      }
      // A day, not an instant: the log says of the account when it erased its link.
      contributor.leftAt = contributor.leftAt ?? now / 86_400_000 * 86_400_000
      try store.update(contributor)
      try store.deleteMembership(of: account.id)
      try store.deleteApplication(of: account.id)
      // These name notes that the contributor wrote and rated.
      try store.deleteNotices(of: account.id)
      try store.deleteKeptAnswers(of: account.id)
      var again = account
      // The wait is kept as the day from which the account counts as new.
      again.standing.hostCreatedAt = now + Self.waitAfterErasing
      try store.update(again)
      try store.record("link erased", by: account.id, subject: "account \(account.id)", at: now)
    }
  }

  private static let waitAfterErasing: Int64 = 182 * 86_400_000
}
