import NoteModel
import Snapshot
import Testing

@testable import Scoring

/// What the site decides from Core alone, on the notes that the reference, with all its models,
/// lets Core decide.
@Suite(
  "Decisions that the reference leaves to Core",
  .enabled(if: ParitySet.isUsable, "\(ParitySet.absence)"))
struct SiteParityTests {
  /// Share of notes decided by Core on which a column agrees.
  private func agreement(
    _ column: String, _ expected: TSVTable, _ actual: TSVTable
  ) throws -> Double {
    let parity = try ParitySet.small.get()
    let deciders = try parity.scoredNotes.texts("decidedBy")
    let ids = try parity.scoredNotes.noteIDs()
    let rowOfNote = try expected.rowOfNote()
    let rowOfOurs = try actual.rowOfNote()
    // A column that can have gaps prints times as `1.0` in one of the two and as `1` in the other.
    func texts(_ table: TSVTable) throws -> [String?] {
      try table.texts(column).map { $0.map { $0.hasSuffix(".0") ? String($0.dropLast(2)) : $0 } }
    }
    let reference = try texts(expected)
    let ours = try texts(actual)
    var same = 0
    var all = 0
    for (id, decider) in zip(ids, deciders) where decider == RuleName.coreModel.name {
      all += 1
      let row = try #require(rowOfNote[id])
      let ourRow = try #require(rowOfOurs[id])
      if reference[row] == ours[ourRow] { same += 1 }
    }
    #expect(all > 3_000)
    return Double(same) / Double(all)
  }

  @Test(
    "agree in status, decider and explanation",
    arguments: ["finalRatingStatus", "decidedBy", "firstTag", "secondTag"])
  func scoredNotes(column: String) throws {
    let parity = try ParitySet.small.get()
    let ours = try ParityScoring.final.get().scoredNotesTable().printed()
    #expect(try agreement(column, parity.scoredNotes, ours) >= 0.999)
  }

  @Test(
    "agree in every column of the history that Core and the site write",
    arguments: [
      "noteAuthorParticipantId", "createdAtMillis", "timestampMillisOfFirstNonNMRStatus",
      "firstNonNMRStatus", "timestampMillisOfCurrentStatus", "currentStatus",
      "timestampMillisOfLatestNonNMRStatus", "mostRecentNonNMRStatus",
      "timestampMillisOfStatusLock", "lockedStatus", "timestampMillisOfRetroLock",
      "currentCoreStatus", "currentDecidedBy", "timestampMillisOfMostRecentStatusChange",
      "timestampMillisOfNmrDueToMinStableCrhTime",
      "timestampMillisOfFirstNmrDueToMinStableCrhTime", "timestampMinuteOfFinalScoringOutput",
    ])
  func history(column: String) throws {
    let parity = try ParitySet.small.get()
    let ours = try OutputTable(
      ParityScoring.final.get().history, noteIDs: parity.snapshot.noteIDs,
      participants: parity.snapshot.participants
    ).printed()
    #expect(try agreement(column, parity.history, ours) >= 0.999)
  }
}
