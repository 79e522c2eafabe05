import NoteModel
import Snapshot

/// The enrollment table spread over all participants; indexed by position in
/// `Snapshot.participants`.
struct EnrolledStanding: Sendable {
  /// Nil for who is not enrolled.
  private(set) var standing: [ContributorStanding?]
  private(set) var modelingGroup: [Int16?]
  /// 1 where it never happened; now for who has acknowledged it.
  private(set) var lastEarnOutAt: [Int64]

  init(_ table: EnrollmentTable, participants: Int, now: Int64) {
    standing = Array(repeating: nil, count: participants)
    modelingGroup = Array(repeating: nil, count: participants)
    lastEarnOutAt = Array(repeating: 1, count: participants)
    for row in 0..<table.count {
      let participant = Int(table.participant[row])
      standing[participant] = ContributorStanding(
        state: table.state[row],
        impactNeededToEarnIn: Int64(table.successfulRatingNeededToEarnIn[row]),
        timesEarnedOut: Int64(table.numberOfTimesEarnedOut[row]),
        stateChangedAt: table.lastStateChangeAt[row])
      modelingGroup[participant] = table.modelingGroup[row]
      lastEarnOutAt[participant] =
        table.state[row] == .earnedOutAcknowledged ? now : table.lastEarnOutAt[row].value ?? 1
    }
  }
}
