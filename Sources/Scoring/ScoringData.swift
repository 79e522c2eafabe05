import NoteModel
import Parallel
import Snapshot

/// What all models share: notes, their history, who takes part, topics, and how to work.
struct ScoringData: Sendable {
  let notes: PreparedNotes
  let history: HistoryTable
  let enrollment: Enrollment
  let topics: NoteTopics
  let workers: Workers
  let seed: UInt64
  /// Told as each stage begins.
  let onStage: @Sendable (ScoringStage) -> Void

  var participantCount: Int { enrollment.row.count }

  /// The status of every note before this run.
  func previousStatus(_ note: Int) -> NoteStatus? {
    let row = notes.historyRow[note]
    return row < 0 ? nil : history.currentStatus[Int(row)]
  }
}

extension MatrixFactorizationModel {
  /// The notes whose status the model decides: known ones, without topic where it excludes topics.
  func notesInScope(_ data: ScoringData) -> [Bool] {
    data.notes.isKnown.indices.map {
      data.notes.isKnown[$0] && !(excludesTopics && data.topics.topic[$0] != nil)
    }
  }

  /// The ratings that the model looks at.
  func scope(_ data: ScoringData) -> Scope {
    Scope(
      notes: notesInScope(data),
      raters: data.enrollment.members(of: groups, includingUnenrolled: includesUnenrolled))
  }
}
