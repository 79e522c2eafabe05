import NoteModel

/// The rows of the public note status history, numbers as digits.
struct HistoryFormat: RowFormat {
  private let noteIDs: [Int64]
  private let participants: ParticipantIDs
  private let history: HistoryTable

  init(_ snapshot: Snapshot) {
    noteIDs = snapshot.noteIDs
    participants = snapshot.participants
    history = snapshot.history
  }

  var columns: [String] { InputColumns.history }
  var rowCount: Int { history.count }

  func append(rows: Range<Int>, to buffer: inout TextBuffer) {
    for row in rows {
      buffer.append(noteIDs[Int(history.note[row])])
      buffer.append(.tab)
      buffer.append(history.author[row], of: participants)
      buffer.append(.tab)
      buffer.append(history.createdAtMillis[row])
      buffer.append(.tab)
      append(history.firstNonNMRStatusAt[row], history.firstNonNMRStatus[row], to: &buffer)
      append(history.currentStatusAt[row], history.currentStatus[row], to: &buffer)
      append(history.latestNonNMRStatusAt[row], history.mostRecentNonNMRStatus[row], to: &buffer)
      append(history.statusLockAt[row], history.lockedStatus[row], to: &buffer)
      append(history.retroLockAt[row], history.currentCoreStatus[row], to: &buffer)
      buffer.append(history.currentExpansionStatus[row])
      buffer.append(.tab)
      buffer.append(history.currentGroupStatus[row])
      buffer.append(.tab)
      if let name = history.currentDecidedBy[row] {
        buffer.appendInputCell(history.decidedByNames[Int(name)])
      }
      buffer.append(.tab)
      buffer.append(history.currentModelingGroup[row])
      buffer.append(.tab)
      buffer.append(history.mostRecentStatusChangeAt[row])
      buffer.append(.tab)
      append(
        history.nmrDueToMinStableCrhTimeAt[row], history.currentMultiGroupStatus[row], to: &buffer)
      buffer.append(history.currentModelingMultiGroup[row])
      buffer.append(.tab)
      buffer.append(history.finalScoringOutputMinute[row])
      buffer.append(.tab)
      buffer.append(history.firstNmrDueToMinStableCrhTimeAt[row])
      buffer.append(.tab)
      buffer.append(history.abovePcrhThresholdTime[row])
      buffer.append(.newline)
    }
  }

  /// A time and the status in the column after it, a tab after each.
  private func append(_ time: OptionalMillis, _ status: NoteStatus?, to buffer: inout TextBuffer) {
    buffer.append(time)
    buffer.append(.tab)
    buffer.append(status)
    buffer.append(.tab)
  }
}
