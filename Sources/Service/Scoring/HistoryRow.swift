import CommunityRules
import NoteModel
import Snapshot

extension HistoryTable {
  /// Appends a note's row.
  ///
  /// - Parameter decidedBy: position of the record's decider in `decidedByNames`.
  mutating func append(_ record: StatusRecord, note: UInt32, author: UInt32, decidedBy: UInt16?) {
    self.note.append(note)
    self.author.append(author)
    createdAtMillis.append(record.noteCreatedAt)
    firstNonNMRStatusAt.append(OptionalMillis(record.firstStatusAt))
    firstNonNMRStatus.append(record.firstStatus)
    currentStatusAt.append(OptionalMillis(record.statusAt))
    currentStatus.append(record.status)
    latestNonNMRStatusAt.append(OptionalMillis(record.latestStatusAt))
    mostRecentNonNMRStatus.append(record.latestStatus)
    statusLockAt.append(OptionalMillis(record.lockedAt))
    lockedStatus.append(record.lockedStatus)
    retroLockAt.append(.missing)
    currentCoreStatus.append(record.coreStatus)
    currentExpansionStatus.append(record.expansionStatus)
    currentGroupStatus.append(record.groupStatus)
    currentDecidedBy.append(decidedBy)
    currentModelingGroup.append(record.modelingGroup.map { Int16(clamping: $0) })
    mostRecentStatusChangeAt.append(OptionalMillis(record.statusChangedAt))
    nmrDueToMinStableCrhTimeAt.append(OptionalMillis(record.waitingSince))
    currentMultiGroupStatus.append(record.multiGroupStatus)
    currentModelingMultiGroup.append(record.modelingMultiGroup.map { Int16(clamping: $0) })
    finalScoringOutputMinute.append(OptionalMillis(record.finalOutputMinute))
    firstNmrDueToMinStableCrhTimeAt.append(OptionalMillis(record.firstWaitingSince))
    abovePcrhThresholdTime.append(OptionalMillis(record.earlyHelpfulAt))
  }
}

extension StatusRecord {
  /// Takes over a note's row of the history that a run left.
  mutating func take(_ row: Int, of history: HistoryTable) {
    firstStatus = history.firstNonNMRStatus[row]
    firstStatusAt = history.firstNonNMRStatusAt[row].value
    status = history.currentStatus[row]
    statusAt = history.currentStatusAt[row].value
    latestStatus = history.mostRecentNonNMRStatus[row]
    latestStatusAt = history.latestNonNMRStatusAt[row].value
    lockedStatus = history.lockedStatus[row]
    lockedAt = history.statusLockAt[row].value
    coreStatus = history.currentCoreStatus[row]
    expansionStatus = history.currentExpansionStatus[row]
    groupStatus = history.currentGroupStatus[row]
    multiGroupStatus = history.currentMultiGroupStatus[row]
    decidedBy = history.currentDecidedBy[row].map { history.decidedByNames[Int($0)] }
    modelingGroup = history.currentModelingGroup[row].map { Int($0) }
    modelingMultiGroup = history.currentModelingMultiGroup[row].map { Int($0) }
    statusChangedAt = history.mostRecentStatusChangeAt[row].value
    waitingSince = history.nmrDueToMinStableCrhTimeAt[row].value
    firstWaitingSince = history.firstNmrDueToMinStableCrhTimeAt[row].value
    finalOutputMinute = history.finalScoringOutputMinute[row].value
    earlyHelpfulAt = history.abovePcrhThresholdTime[row].value
  }
}
