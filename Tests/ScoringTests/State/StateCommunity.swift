import NoteModel
import Simulation
import Snapshot

@testable import Scoring

/// Snapshots of one small community, at two moments and with other positions.
struct StateCommunity {
  let snapshot: Snapshot

  static func make() throws -> StateCommunity {
    var community = Community()
    community.raters = 400
    community.notes = 500
    community.ratings = 24_000
    community.coordinatedGroups.count = 0
    return StateCommunity(snapshot: try community.snapshot())
  }

  /// Some raters as if found coordinated, and some notes as if sorted by topic.
  var clusters: RaterClusters {
    RaterClusters(
      rows: (0..<6).map {
        RaterClusters.Row(
          rater: UInt32(40 * $0 + 7), postSelectionValue: 1, quasiCliqueValue: $0 < 4 ? 1 : 0)
      })
  }
  var topics: NoteTopics {
    NoteTopics(topic: snapshot.noteIDs.indices.map { $0 % 9 == 0 ? .gazaConflict : nil })
  }

  /// The same data beside a note and a participant that come before all others and do nothing, so
  /// that every position is another.
  var shifted: Snapshot {
    var shifted = snapshot
    shifted.noteIDs.insert(snapshot.noteIDs[0] - 1, at: 0)
    let participants = snapshot.participants
    shifted.participants = ParticipantIDs(["!"] + (0..<participants.count).map { participants[$0] })
    func shift(_ column: inout [UInt32]) { for row in column.indices { column[row] += 1 } }
    shift(&shifted.notes.note)
    shift(&shifted.notes.author)
    shift(&shifted.ratings.note)
    shift(&shifted.ratings.rater)
    shift(&shifted.history.note)
    shift(&shifted.history.author)
    shift(&shifted.enrollment.participant)
    return shifted
  }

  /// The public data of an earlier moment, before every seventh participant joined; written and
  /// read, so that it names nobody and no note of later.
  func earlier(than moment: Int64) throws -> Snapshot {
    func hasJoined(_ participant: UInt32) -> Bool { participant % 7 != 3 }
    var early = snapshot
    let notes = snapshot.notes
    let rows = (0..<notes.count).filter {
      notes.createdAtMillis[$0] < moment && hasJoined(notes.author[$0])
    }
    early.notes = NoteTable()
    for row in rows { early.notes.append(row, of: notes) }
    early.notes.summary = TextColumn(rows.map { notes.summary[$0] })
    let history = snapshot.history
    early.history = HistoryTable()
    early.history.decidedByNames = history.decidedByNames
    for row in 0..<history.count
    where history.createdAtMillis[row] < moment && hasJoined(history.author[row]) {
      early.history.append(row: row, of: history)
    }
    let isWritten = Set(early.notes.note).union(early.history.note)
    early.ratings = RatingTable()
    for row in 0..<snapshot.ratings.count
    where snapshot.ratings.createdAtMillis[row] < moment && hasJoined(snapshot.ratings.rater[row])
      && isWritten.contains(snapshot.ratings.note[row])
    {
      early.ratings.append(row, of: snapshot.ratings)
    }
    early.enrollment = EnrollmentTable()
    for row in 0..<snapshot.enrollment.count
    where hasJoined(snapshot.enrollment.participant[row]) {
      early.enrollment.append(row, of: snapshot.enrollment)
    }
    let files = StateFolder()
    let folder = try OutputFolder(path: files.path)
    try SnapshotWriter().write(early, to: folder)
    try folder.commit()
    return try SnapshotReader().read(folder: files.path).snapshot
  }
}

extension NoteTable {
  /// Adds a row of another table, all but its text.
  mutating func append(_ row: Int, of other: NoteTable) {
    note.append(other.note[row])
    author.append(other.author[row])
    createdAtMillis.append(other.createdAtMillis[row])
    postID.append(other.postID[row])
    classification.append(other.classification[row])
    reasons.append(other.reasons[row])
    withdrawnAnswers.append(other.withdrawnAnswers[row])
  }
}

extension RatingTable {
  fileprivate mutating func append(_ row: Int, of other: RatingTable) {
    note.append(other.note[row])
    rater.append(other.rater[row])
    createdAtMillis.append(other.createdAtMillis[row])
    answer.append(other.answer[row])
    tags.append(other.tags[row])
    ratedOnPostID.append(other.ratedOnPostID[row])
  }
}

extension EnrollmentTable {
  fileprivate mutating func append(_ row: Int, of other: EnrollmentTable) {
    participant.append(other.participant[row])
    state.append(other.state[row])
    successfulRatingNeededToEarnIn.append(other.successfulRatingNeededToEarnIn[row])
    lastStateChangeAt.append(other.lastStateChangeAt[row])
    lastEarnOutAt.append(other.lastEarnOutAt[row])
    modelingPopulation.append(other.modelingPopulation[row])
    modelingGroup.append(other.modelingGroup[row])
    numberOfTimesEarnedOut.append(other.numberOfTimesEarnedOut[row])
  }
}
