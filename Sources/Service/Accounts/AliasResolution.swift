import CommunityRules
import Storage

extension Site {
  /// Which account is behind a participant id: for legal demands and the like, only from the site's own
  /// machine, and never without a reason in the audit log (ACT-66).
  ///
  /// - Returns: the account's mail address; nil: the link was erased, or nobody has the id.
  public func resolve(_ participant: ParticipantID, reason: String) async throws -> String? {
    let reason = try Self.reason(reason)
    let now = self.now
    return try await store.write { store in
      // The account stays out of the log: that somebody looked is what it is to tell.
      try store.record(
        "alias resolved", by: nil, subject: "participant \(participant)", details: reason, at: now)
      return try store.account(behind: participant).flatMap { try store.account($0)?.email }
    }
  }
}
