import CommunityRules
import NoteModel
import Storage

/// An AI note writer as the store knows it now.
struct WriterStanding: Sendable {
  var contributor: Contributor
  var enrolled: EnrolledWriter

  var state: WriterState { WriterState(contributor, enrolled) }
}

extension WriterState {
  /// Where a writer stands. One who lost admission keeps its place in the public data, with its
  /// notes, while it earns admission again: then `eligibleSince` alone tells the two apart.
  init(_ contributor: Contributor, _ enrolled: EnrolledWriter) {
    switch contributor.enrollment.state {
    case .removed: self = .removed
    case _ where contributor.leftAt != nil: self = .notEnrolled
    case .apiEarnedIn: self = .admitted
    case _ where enrolled.eligibleSince != nil: self = .eligible
    case .apiEarnedOut: self = .earnedOut
    default: self = .testing
    }
  }
}

extension StoreTransaction {
  /// Nil: the account is no AI writer's.
  func writerStanding(of account: AccountID) throws -> WriterStanding? {
    guard let participant = try membership(of: account)?.participant,
      let contributor = try contributor(participant), contributor.isAutomated,
      let enrolled = try writer(participant)
    else { return nil }
    return WriterStanding(contributor: contributor, enrolled: enrolled)
  }

  /// The writer, where its state lets it make a call.
  ///
  /// - Throws: `WriterRefusal`.
  func writer(
    _ caller: ProgramCaller, for endpoint: WriterEndpoint, testMode: Bool? = nil
  ) throws -> WriterStanding {
    let refusal = WriterRefusal.notEnrolled(userID: caller.userID)
    guard let standing = try writerStanding(of: caller.account.id) else { throw refusal }
    switch standing.state.permission(for: endpoint, testMode: testMode) {
    case .allowed: return standing
    case .notEnrolled: throw refusal
    case .notAdmitted: throw WriterRefusal.notAdmitted
    }
  }

  /// What a writer's live notes came to.
  func writerRecord(of writer: ParticipantID, at now: Int64) throws -> WriterRecord {
    var record = WriterRecord(
      try writtenNotes(by: writer, latest: 100, since: now - 90 * Millis.day), at: now)
    // Older ones were not read.
    record.notes = try writtenCount(by: writer)
    return record
  }
}

/// Why an AI writer's call is refused, beyond what is wrong with its body or its query.
public enum WriterRefusal: Error, Hashable, Sendable {
  case notEnrolled(userID: String)
  /// A live call before admission: the fault of `test_mode`.
  case notAdmitted
  case lacksScope(String)
  /// The application may only read.
  case readOnlyApp
  case feed(FeedSize, FeedAccess.Refusal)
  /// No note of the caller's own has this id.
  case noNote(String)
  case malformedNoteID(String)
}
