import NoteModel

extension HistoryTable {
  /// Adds a copy of a row of another table that shares its note ids, participants and
  /// `decidedByNames`.
  public mutating func append(row: Int, of other: HistoryTable) {
    note.append(other.note[row])
    author.append(other.author[row])
    createdAtMillis.append(other.createdAtMillis[row])
    firstNonNMRStatusAt.append(other.firstNonNMRStatusAt[row])
    firstNonNMRStatus.append(other.firstNonNMRStatus[row])
    currentStatusAt.append(other.currentStatusAt[row])
    currentStatus.append(other.currentStatus[row])
    latestNonNMRStatusAt.append(other.latestNonNMRStatusAt[row])
    mostRecentNonNMRStatus.append(other.mostRecentNonNMRStatus[row])
    statusLockAt.append(other.statusLockAt[row])
    lockedStatus.append(other.lockedStatus[row])
    retroLockAt.append(other.retroLockAt[row])
    currentCoreStatus.append(other.currentCoreStatus[row])
    currentExpansionStatus.append(other.currentExpansionStatus[row])
    currentGroupStatus.append(other.currentGroupStatus[row])
    currentDecidedBy.append(other.currentDecidedBy[row])
    currentModelingGroup.append(other.currentModelingGroup[row])
    mostRecentStatusChangeAt.append(other.mostRecentStatusChangeAt[row])
    nmrDueToMinStableCrhTimeAt.append(other.nmrDueToMinStableCrhTimeAt[row])
    currentMultiGroupStatus.append(other.currentMultiGroupStatus[row])
    currentModelingMultiGroup.append(other.currentModelingMultiGroup[row])
    finalScoringOutputMinute.append(other.finalScoringOutputMinute[row])
    firstNmrDueToMinStableCrhTimeAt.append(other.firstNmrDueToMinStableCrhTimeAt[row])
    abovePcrhThresholdTime.append(other.abovePcrhThresholdTime[row])
  }

  /// Adds a row for a note that was never scored.
  public mutating func append(note: UInt32, author: UInt32, createdAtMillis: Int64) {
    self.note.append(note)
    self.author.append(author)
    self.createdAtMillis.append(createdAtMillis)
    firstNonNMRStatusAt.append(.missing)
    firstNonNMRStatus.append(nil)
    currentStatusAt.append(.missing)
    currentStatus.append(nil)
    latestNonNMRStatusAt.append(.missing)
    mostRecentNonNMRStatus.append(nil)
    statusLockAt.append(.missing)
    lockedStatus.append(nil)
    retroLockAt.append(.missing)
    currentCoreStatus.append(nil)
    currentExpansionStatus.append(nil)
    currentGroupStatus.append(nil)
    currentDecidedBy.append(nil)
    currentModelingGroup.append(nil)
    mostRecentStatusChangeAt.append(.missing)
    nmrDueToMinStableCrhTimeAt.append(.missing)
    currentMultiGroupStatus.append(nil)
    currentModelingMultiGroup.append(nil)
    finalScoringOutputMinute.append(.missing)
    firstNmrDueToMinStableCrhTimeAt.append(.missing)
    abovePcrhThresholdTime.append(.missing)
  }
}
