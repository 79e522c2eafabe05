import NoteModel
import Snapshot

/// What this run decided about a note, as the status history records it.
struct HistoryEntry: Sendable {
  var verdict: SiteVerdict
  var coreStatus: NoteStatus?
  var expansionStatus: NoteStatus?
  var groupStatus: NoteStatus?
  var group: Int16?
  var multiGroupStatus: NoteStatus?
  var multiGroup: Int16?
  var now: Int64

  /// Notes older than this are locked once a status is decided by a rule that allows it.
  static let lockAge = 14 * Millis.day
}

extension HistoryTable {
  /// Records one run's decision in a row.
  ///
  /// - Parameter decidedBy: position of the deciding rule's name in `decidedByNames`.
  mutating func record(_ entry: HistoryEntry, row: Int, decidedBy: UInt16?) {
    let now = OptionalMillis(entry.now)
    let status = entry.verdict.status
    finalScoringOutputMinute[row] = .missing
    if currentStatus[row] != status {
      mostRecentStatusChangeAt[row] = now
    } else if mostRecentStatusChangeAt[row] == .missing {
      mostRecentStatusChangeAt[row] = OptionalMillis(-1)
    }
    currentStatus[row] = status
    currentCoreStatus[row] = entry.coreStatus
    currentExpansionStatus[row] = entry.expansionStatus
    currentGroupStatus[row] = entry.groupStatus
    currentMultiGroupStatus[row] = entry.multiGroupStatus
    currentDecidedBy[row] = decidedBy
    currentModelingGroup[row] = entry.group
    currentModelingMultiGroup[row] = entry.multiGroup
    currentStatusAt[row] = now

    if lockedStatus[row] == nil, entry.now - createdAtMillis[row] > HistoryEntry.lockAge,
      entry.verdict.decidedBy?.allowsLock ?? false
    {
      lockedStatus[row] = status
      statusLockAt[row] = now
    }
    if lockedStatus[row] != nil {
      nmrDueToMinStableCrhTimeAt[row] = OptionalMillis(-1)
    } else if entry.verdict.stabilizationAt != .missing {
      nmrDueToMinStableCrhTimeAt[row] = entry.verdict.stabilizationAt
      if firstNmrDueToMinStableCrhTimeAt[row] == .missing {
        firstNmrDueToMinStableCrhTimeAt[row] = entry.verdict.stabilizationAt
      }
    }
    recordNonNMRStatus(status, row: row, now: now)
  }

  /// First and latest status other than "needs more ratings"; notes from before May 2022 keep
  /// theirs.
  private mutating func recordNonNMRStatus(_ status: NoteStatus, row: Int, now: OptionalMillis) {
    guard createdAtMillis[row] >= Moment.tombstoneLaunch, status != .needsMoreRatings else {
      return
    }
    if firstNonNMRStatus[row] == nil {
      firstNonNMRStatus[row] = status
      firstNonNMRStatusAt[row] = now
    } else if mostRecentNonNMRStatus[row] == status {
      return
    }
    mostRecentNonNMRStatus[row] = status
    latestNonNMRStatusAt[row] = now
  }
}
