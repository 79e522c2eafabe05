import NoteModel
import Snapshot
import Testing

@testable import Scoring

/// Contributor scores from the reference's own note results and prescored raters: nothing random is
/// left, so that every cell must be the reference's.
struct ContributorParity {
  let expected: TSVTable
  let ours: TSVTable

  init(_ parity: ParitySet) throws {
    let scoring = try ParityScoring(parity)
    let snapshot = scoring.snapshot
    let scores = ContributorScores(
      ContributorInputs(
        ratings: scoring.ratings, notes: scoring.data.notes,
        outcomes: try NoteOutcomes(parity, noteIDs: snapshot.noteIDs),
        enrollment: snapshot.enrollment, participantCount: snapshot.participants.count,
        now: ParitySet.now),
      models: try Self.models(parity, snapshot), participants: snapshot.participants,
      clusters: scoring.clusters)

    ours = try scores.written(participants: snapshot.participants)
    expected = parity.contributors
  }

  /// How many cells of a column differ: in text, or as numbers if both are.
  func differences(_ column: String) throws -> Int {
    zip(try expected.texts(column), try ours.texts(column)).count { theirs, mine in
      if theirs == mine { return false }
      guard let theirs, let mine, let number = Double(theirs) else { return true }
      return number != Double(mine)
    }
  }

  private static func models(
    _ parity: ParitySet, _ snapshot: Snapshot
  ) throws -> [ContributorModel] {
    let table = parity.raterParameters
    let names = try table.texts("scorerName")
    let fitted: [ContributorModel] = try ModelTable.all.prescoring.map {
      .fitted($0, try PrescoredModel.Raters(table, $0.name, snapshot))
    }
    let values = try table.doubles("internalRaterReputation")
    let reputation = names.indices.filter { names[$0] == "ReputationScorer" }
      .map { values[$0].map(Float.init) ?? .nan }
    let raters = try PrescoredModel.Raters(table, "ReputationScorer", snapshot).rater
    return fitted + [.reputation(raters: raters, reputation)]
  }
}

extension NoteOutcomes {
  /// The reference's results.
  fileprivate init(_ parity: ParitySet, noteIDs: [Int64]) throws {
    let scored = parity.scoredNotes
    let history = parity.history
    let aux = parity.auxiliary
    let position = Dictionary(uniqueKeysWithValues: zip(noteIDs, noteIDs.indices))

    /// A column spread over all notes.
    func spread<Value>(
      _ table: TSVTable, _ values: [Value?], missing: Value
    ) throws -> [Value] {
      var column = Array(repeating: missing, count: noteIDs.count)
      for (id, value) in zip(try table.integers("noteId"), values) {
        let note = try #require(id.flatMap { position[$0] })
        column[note] = value ?? missing
      }
      return column
    }
    self.init(
      status: try spread(
        scored,
        scored.texts("finalRatingStatus").map { .some($0.flatMap { NoteStatus(name: $0) }) },
        missing: nil),
      latestNonNMRStatusAt: try spread(
        history,
        history.integers("timestampMillisOfLatestNonNMRStatus").map { OptionalMillis($0) },
        missing: .missing),
      ratingCounts: try spread(
        scored, scored.integers("numRatings").map { $0.map(Int32.init(clamping:)) }, missing: 0),
      recentRatingCounts: try spread(
        aux, aux.integers("numRatingsLast28").map { $0.map(Int32.init(clamping:)) }, missing: 0),
      coreIntercept: try spread(
        scored, scored.doubles("coreNoteIntercept").map { $0.map(Float.init) }, missing: .nan))
  }
}
