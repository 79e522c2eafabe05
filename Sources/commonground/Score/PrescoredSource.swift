import Scoring
import Snapshot

/// The state that final scoring started from, in numbers.
struct PrescoredSource: Encodable {
  var folder: String
  /// Milliseconds since the epoch up to which prescoring had data.
  var now: Int64
  var ratings: Int
  var models: Int
  /// Notes and participants of the state that the snapshot no longer has.
  var unknownNotes: Int
  var unknownParticipants: Int
  /// What the reader of the result should know.
  var remarks: [String]

  init(_ state: ScoringState, folder: String, snapshot: Snapshot, options: ScoringOptions) {
    self.folder = folder
    now = state.origin.now
    ratings = state.origin.ratings
    models = state.prescored.models.count
    let unknown = state.countUnknown(to: snapshot)
    unknownNotes = unknown.notes
    unknownParticipants = unknown.participants
    remarks = state.differences(from: options, now: options.now ?? snapshot.newestMillis)
      .map(\.description)
  }

  func add(to page: inout Page) {
    page.addSection("Final scoring with the state in \(folder)")
    page.addRow("Learned from data up to", now.asDay)
    page.addRow("Ratings learned from", ratings.grouped)
    page.addRow("Models learned", models.grouped)
    if unknownNotes + unknownParticipants > 0 {
      page.addRow("Notes not here any more", unknownNotes.grouped)
      page.addRow("Participants not here any more", unknownParticipants.grouped)
    }
  }
}
