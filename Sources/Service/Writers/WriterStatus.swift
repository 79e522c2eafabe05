import CommunityRules
import NoteModel
import Storage

/// What an AI writer's developer is told of it.
public struct WriterStatus: Sendable {
  public var alias: String
  public var state: WriterState
  /// The criteria of admission, counted over the latest test notes.
  public var progress: WriterAdmission.Progress
  public var eligibleSince: Int64?
  public var admittedAt: Int64?
  public var record: WriterRecord
  /// Live notes in 24 hours, and which rule says so.
  public var limit: WriterLimit
  /// Live notes of the last 24 hours.
  public var writtenToday: Int
  /// When the next live note becomes possible; nil: now.
  public var nextNoteAt: Int64?
  /// What each feed still asks for; empty: it is open.
  public var feeds: [(size: FeedSize, unmet: [FeedAccess.Unmet])]
  /// Nil: not admitted.
  public var activity: WriterActivity.Standing?
}

extension Site {
  /// Nil: the asker's account is no AI writer's.
  public func writerStatus(_ asker: Asker) async throws -> WriterStatus? {
    let account = try asker.requireAccount()
    let now = self.now
    return try await store.read { store -> WriterStatus? in
      guard let standing = try store.writerStanding(of: account.id) else { return nil }
      let id = standing.contributor.id
      let record = try store.writerRecord(of: id, at: now)
      let limit = WriterLimit(record)
      let times = try store.noteTimes(by: id, since: now - Millis.day)
      let latest = try store.writtenNotes(by: id, latest: 1, since: .max).first
      return WriterStatus(
        alias: standing.contributor.alias, state: standing.state,
        progress: try store.admissionProgress(of: standing.enrolled),
        eligibleSince: standing.enrolled.eligibleSince, admittedAt: standing.enrolled.admittedAt,
        record: record, limit: limit, writtenToday: times.count,
        nextNoteAt: limit.reached(times: times, at: now)?.nextAt,
        feeds: FeedSize.allCases.map { ($0, FeedAccess().unmet(for: $0, record)) },
        activity: standing.state == .admitted
          ? WriterActivity().standing(
            admittedAt: standing.enrolled.admittedAt ?? standing.enrolled.enrolledAt,
            lastLiveNoteAt: latest?.createdAt, warnedAt: standing.enrolled.warnedAt, at: now)
          : nil)
    }
  }
}
