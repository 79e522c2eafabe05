import Factorization
import NoteModel
import Snapshot

extension ScoredSnapshot {
  /// `helpfulness_scores.tsv`: one row per participant that the core model knows. Columns of models
  /// and counts that are not computed stay empty.
  ///
  /// - Parameter participants: the snapshot's.
  public func helpfulnessTable(participants: ParticipantIDs) -> OutputTable {
    let raters = prescored.core?.raters ?? PrescoredModel.Raters()
    var table = OutputTable(.helpfulnessScores, rowCount: raters.rater.count)
    table["raterParticipantId"] = .participants(raters.rater, participants)
    table["coreRaterIntercept"] = .floats(raters.parameters.map(\.intercept))
    table["coreRaterFactor1"] = .floats(raters.parameters.map(\.factor))
    table["coreFirstRoundRaterIntercept"] = .floats(raters.firstRound.map(\.intercept))
    table["coreFirstRoundRaterFactor1"] = .floats(raters.firstRound.map(\.factor))
    table["crhCrnhRatioDifference"] = .doubles(raters.crhCrnhRatioDifference)
    table["meanNoteScore"] = .doubles(raters.meanNoteScore)
    table["raterAgreeRatio"] = .doubles(raters.raterAgreeRatio)
    table["aboveHelpfulnessThreshold"] = .booleans(raters.aboveHelpfulnessThreshold)
    return table
  }

  /// All output tables of a run.
  ///
  /// - Parameter snapshot: what was scored.
  public func tables(_ snapshot: Snapshot) -> [OutputTable] {
    [
      scoredNotesTable(), auxiliaryNoteTable(participants: snapshot.participants),
      OutputTable(history, noteIDs: snapshot.noteIDs, participants: snapshot.participants),
      helpfulnessTable(participants: snapshot.participants),
    ]
  }
}
