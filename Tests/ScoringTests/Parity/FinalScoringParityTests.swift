import NoteModel
import Snapshot
import Testing

@testable import Scoring

/// Final scoring of Core from the reference's own prescoring: nothing random is left, so that what
/// differs is rounding and the epoch at which a fit stops.
@Suite(
  "Final scoring from the reference's prescoring",
  .enabled(if: ParitySet.isUsable, "\(ParitySet.absence)"))
struct FinalScoringParityTests {
  /// How far a column may be from the reference's.
  struct Bound: Sendable, CustomTestStringConvertible {
    let column: String
    var median = 1e-6
    var p99 = 1e-4
    var maximum = 1e-3
    /// Rows that hold a number, at least.
    var rows = 1_000
    var testDescription: String { column }
  }

  private func expect(_ bound: Bound, _ expected: TSVTable, _ actual: TSVTable) throws {
    let difference = try ColumnDifference(bound.column, expected: expected, actual: actual)
    #expect(difference.missing == 0, "\(difference)")
    #expect(difference.differences.count >= bound.rows, "\(difference)")
    #expect(difference.median < bound.median, "\(difference)")
    #expect(difference.p99 < bound.p99, "\(difference)")
    #expect(difference.maximum < bound.maximum, "\(difference)")
  }

  // The pseudo-rater refits stop by the loss of all notes together, an epoch sooner or later.
  @Test(
    "fits note parameters to within rounding",
    arguments: [
      Bound(column: "coreNoteIntercept"), Bound(column: "coreNoteFactor1"),
      Bound(column: "coreNoteInterceptNoHighVol"), Bound(column: "coreNoteInterceptNoCorrelated"),
      Bound(column: "coreNoteInterceptPopulationSampled", rows: 400),
      Bound(column: "coreNoteInterceptMin", median: 1e-4, p99: 5e-4, maximum: 5e-3),
      Bound(column: "coreNoteInterceptMax", median: 1e-4, p99: 5e-4, maximum: 5e-3),
    ])
  func parameters(bound: Bound) throws {
    let parity = try ParitySet.small.get()
    let ours = try ParityScoring.final.get().scoredNotesTable().printed()
    try expect(bound, parity.scoredNotes, ours)
  }

  @Test(
    "weighs evidence to within rounding",
    arguments: [
      Bound(column: "ratingWeight"), Bound(column: "p_incorrect_user_interval"),
      Bound(column: "tf_idf_incorrect_interval"),
      Bound(column: "lowDiligenceIntercept", median: 1e-4, p99: 1e-3, maximum: 1e-2),
    ]
      + RatingTag.notHelpful.flatMap {
        [Bound(column: $0.name + "Adjusted"), Bound(column: $0.name + "AdjustedRatio")]
      })
  func evidence(bound: Bound) throws {
    let parity = try ParitySet.small.get()
    let ours = try ParityScoring.final.get()
      .auxiliaryNoteTable(participants: parity.snapshot.participants).printed()
    try expect(bound, parity.auxiliary, ours)
  }

  @Test(
    "gives every note the reference's status, rules, tags and counts",
    arguments: [
      "coreRatingStatus", "coreActiveRules", "activeFilterTags", "coreNumFinalRoundRatings",
      "numRatings", "classification", "createdAtMillis", "noteTopic",
    ])
  func equalColumns(column: String) throws {
    let parity = try ParitySet.small.get()
    let ours = try ParityScoring.final.get().scoredNotesTable().printed()
    let difference = try ColumnDifference(column, expected: parity.scoredNotes, actual: ours)
    #expect(difference.rows == 5_999)
    #expect(difference.differ == 0, "\(difference)")
  }

  @Test(
    "counts every note's ratings and tags as the reference",
    arguments: [
      "numRatingsLast28", "numPopulationSampledRatings", "currentStatus",
      "notHelpfulIncorrect_interval", "num_voters_interval",
      "coreNegFactor_populationSampledRatingCount", "corePosFactor_populationSampledRatingCount",
    ] + RatingTag.allCases.map(\.name))
  func equalAuxiliaryColumns(column: String) throws {
    let parity = try ParitySet.small.get()
    let ours = try ParityScoring.final.get()
      .auxiliaryNoteTable(participants: parity.snapshot.participants).printed()
    let difference = try ColumnDifference(column, expected: parity.auxiliary, actual: ours)
    #expect(difference.differ == 0, "\(difference)")
  }
}
