import NoteModel
import Snapshot

/// The history after a run: a row per known note, ascending by note id, new notes included.
func updatedHistory(
  _ data: ScoringData, verdicts: [SiteVerdict], models: ModelResults, now: Int64
) -> HistoryTable {
  var history = HistoryTable()
  history.decidedByNames = data.history.decidedByNames
  let ruleNames = RuleName.allCases.map { rule in
    if let known = history.decidedByNames.firstIndex(of: rule.name) { return UInt16(known) }
    history.decidedByNames.append(rule.name)
    return UInt16(history.decidedByNames.count - 1)
  }
  for note in 0..<data.notes.count where data.notes.isKnown[note] {
    let row = history.count
    let oldRow = Int(data.notes.historyRow[note])
    if oldRow >= 0 {
      history.append(row: oldRow, of: data.history)
    } else {
      history.append(
        note: UInt32(note), author: data.notes.author[note],
        createdAtMillis: data.notes.createdAtMillis[note])
    }
    history.record(
      HistoryEntry(
        verdict: verdicts[note], coreStatus: models.core?.status(note),
        expansionStatus: models.own["expansion"]?.status(note),
        groupStatus: models.groups.status(note), group: models.groups.number(note),
        multiGroupStatus: models.multiGroups.status(note),
        multiGroup: models.multiGroups.number(note), now: now), row: row,
      decidedBy: verdicts[note].decidedBy.map { ruleNames[Int($0.rawValue)] })
  }
  return history
}
