import NoteModel

extension OutputSchema {
  /// `note_status_history.tsv`: the history as it is after this run. 24 columns, those of the public
  /// table; other than there, numbers that can be missing print as floating point.
  public static let noteStatusHistory = OutputSchema(
    "note_status_history.tsv", InputColumns.history.map { Column(name: $0, kind: kind(of: $0)) })

  private static func kind(of column: String) -> Kind {
    switch column {
    case "noteId", "createdAtMillis": .integer
    case "timestampMinuteOfFinalScoringOutput": .alwaysEmpty
    case "abovePcrhThresholdTime": .whole
    case _ where column.hasPrefix("timestampMillis") || column.hasSuffix("Group"): .whole
    default: .text
    }
  }
}

extension OutputTable {
  /// The history table that a run puts out.
  ///
  /// - Parameters:
  ///   - history: rows in the order to be written: ascending note ids.
  ///   - noteIDs: the list that `history.note` points into; likewise `participants`.
  public init(_ history: HistoryTable, noteIDs: [Int64], participants: ParticipantIDs) {
    self.init(.noteStatusHistory, rowCount: history.count)
    self["noteId"] = .integers(history.note.map { noteIDs[Int($0)] })
    self["noteAuthorParticipantId"] = .participants(history.author, participants)
    self["createdAtMillis"] = .integers(history.createdAtMillis)
    self["timestampMillisOfFirstNonNMRStatus"] = .timestamps(history.firstNonNMRStatusAt)
    self["firstNonNMRStatus"] = .statuses(history.firstNonNMRStatus)
    self["timestampMillisOfCurrentStatus"] = .timestamps(history.currentStatusAt)
    self["currentStatus"] = .statuses(history.currentStatus)
    self["timestampMillisOfLatestNonNMRStatus"] = .timestamps(history.latestNonNMRStatusAt)
    self["mostRecentNonNMRStatus"] = .statuses(history.mostRecentNonNMRStatus)
    self["timestampMillisOfStatusLock"] = .timestamps(history.statusLockAt)
    self["lockedStatus"] = .statuses(history.lockedStatus)
    self["timestampMillisOfRetroLock"] = .timestamps(history.retroLockAt)
    self["currentCoreStatus"] = .statuses(history.currentCoreStatus)
    self["currentExpansionStatus"] = .statuses(history.currentExpansionStatus)
    self["currentGroupStatus"] = .statuses(history.currentGroupStatus)
    self["currentDecidedBy"] = .names(history.currentDecidedBy, of: history.decidedByNames)
    self["currentModelingGroup"] = .groups(history.currentModelingGroup)
    self["timestampMillisOfMostRecentStatusChange"] = .timestamps(history.mostRecentStatusChangeAt)
    self["timestampMillisOfNmrDueToMinStableCrhTime"] = .timestamps(
      history.nmrDueToMinStableCrhTimeAt)
    self["currentMultiGroupStatus"] = .statuses(history.currentMultiGroupStatus)
    self["currentModelingMultiGroup"] = .groups(history.currentModelingMultiGroup)
    self["timestampMillisOfFirstNmrDueToMinStableCrhTime"] = .timestamps(
      history.firstNmrDueToMinStableCrhTimeAt)
    self["abovePcrhThresholdTime"] = .timestamps(history.abovePcrhThresholdTime)
  }
}
