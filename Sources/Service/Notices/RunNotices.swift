import CommunityRules
import Foundation
import Identity
import NoteModel
import Storage

/// Tells people what a run changed, in the transaction that wrote it: whoever sees a status was told
/// of it, and nobody is told twice.
struct RunNotices {
  let store: any StoreTransaction
  let now: Int64

  func statuses(_ changes: [StatusChange]) throws {
    let members = Dictionary(
      try store.members().map { ($0.participant, $0) }, uniquingKeysWith: { first, _ in first })
    for change in changes {
      guard let note = try store.note(change.note) else { continue }
      let words = change.after.label.lowercased()
      if let writer = members[note.author] {
        try store.tell(
          writer, .statusChanged, subject: "\(note.id)-\(change.run)", payload: words, at: now)
      }
      if change.after != .needsMoreRatings {
        for rating in try store.ratings(of: note.id) {
          guard let rater = members[rating.rater] else { continue }
          try store.tell(
            rater, .ratedNoteDecided, subject: "\(note.id)-\(change.run)", payload: words, at: now)
        }
      }
      // A review was asked of a shown note; it ends with the status (STA-71).
      if change.before == .helpful, try store.additionalReview(of: note.id)?.endedAt == nil {
        try store.endAdditionalReview(of: note.id, at: now)
      }
    }
  }

  func enrollment(of participant: ParticipantID, from before: Enrollment, to after: Enrollment)
    throws
  {
    guard before.state != after.state, let account = try store.account(behind: participant),
      let member = try store.membership(of: account)
    else { return }
    let subject = "\(after.state.name)-\(now)"
    switch (before.mayWrite, after.mayWrite) {
    case (false, true): try store.tell(member, .writingUnlocked, subject: subject, at: now)
    case (true, false):
      // A new lock is to be read again.
      var unread = member
      unread.acknowledgedLockAt = nil
      try store.update(unread)
      try store.tell(member, .writingLocked, subject: subject, at: now)
    case (true, true) where after.state == .atRisk:
      try store.tell(member, .atRisk, subject: subject, at: now)
    default: break
    }
  }

  /// Tells authors of posts on which a note has been shown for six hours without a break (TIM-52).
  func postAuthors() throws {
    let stable: Int64 = 6 * 3_600_000
    for row in try store.postsByHelpfulNote(before: nil, limit: 200)
    where row.at <= now - stable && row.at > now - 2 * 86_400_000 {
      guard let post = try store.post(row.post), let key = post.authorKey,
        let author = try store.account(authorKey: key)
      else { continue }
      try store.insert(
        Notice(
          account: author.id, kind: NoticeKind.noteOnYourPost.rawValue,
          subject: row.post.description, payload: "{}", createdAt: now))
    }
  }

  /// Asks a uniformly random sample of members about the note that most needs ratings (TIM-25 to
  /// TIM-29); the alert carries what makes the rating a sampled one.
  func sample(_ note: Note) throws {
    let asked = try store.sampledContributors(of: note.id)
    let rated = Set(try store.ratings(of: note.id).map(\.rater))
    let members = try store.members().filter { !asked.contains($0.participant) }
    let recipients = try members.compactMap { member -> AlertSampling.Recipient? in
      guard let contributor = try store.contributor(member.participant), contributor.leftAt == nil
      else { return nil }
      let sent = try store.notices(to: member.account, before: nil, limit: 100)
        .filter { $0.kind == NoticeKind.needsHelp.rawValue }
      return AlertSampling.Recipient(
        participant: member.participant,
        mayRate: contributor.enrollment.mayRate && !contributor.isAutomated
          && !member.mutedNotices.contains(NoticeKind.needsHelp.rawValue),
        isNoteAuthor: member.participant == note.author,
        isPostAuthor: try isPostAuthor(member, of: note),
        hasRated: rated.contains(member.participant),
        frequency: AlertFrequency(rawValue: member.alertFrequency) ?? .often,
        sent: sent.map(\.createdAt))
    }
    var random = SystemRandomNumberGenerator()
    let drawn = Set(AlertSampling().sample(of: recipients, at: now, using: &random))
    for member in members where drawn.contains(member.participant) {
      let token = SecretToken()
      try store.insertSample(
        tokenHash: token.hash, contributor: member.participant, note: note.id, at: now,
        expiresAt: now + 7 * 86_400_000)
      try store.tell(
        member, .needsHelp, subject: note.id.description, payload: token.text, at: now)
    }
  }
}

extension RunNotices {
  private func isPostAuthor(_ member: Membership, of note: Note) throws -> Bool {
    guard let key = try store.account(member.account)?.authorKey else { return false }
    return try store.post(note.postID)?.authorKey == key
  }
}

extension NoteStatus {
  /// What people read.
  public var label: String {
    switch self {
    case .helpful: "Helpful"
    case .notHelpful: "Not helpful"
    default: "Needs more ratings"
    }
  }
}
