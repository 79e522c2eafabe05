import Factorization
import NoteModel
import Snapshot
import Testing

@testable import Scoring

/// Prescoring of Core against the reference's, whose random start differs from ours: differences
/// are about those between two seeds of the reference.
@Suite(
  "Prescoring next to the reference's",
  .enabled(if: ParitySet.isUsable, "\(ParitySet.absence)"))
struct PrescoringParityTests {
  private func models() throws -> (golden: PrescoredModel, ours: PrescoredModel) {
    (try ParityScoring.small.get().golden, try #require(try ParityScoring.prescored.get()))
  }

  /// A column of rows that both tables have. Rows that only one has must be few.
  private func difference(
    _ expected: (rows: [UInt32], values: [Double]), _ actual: (rows: [UInt32], values: [Double])
  ) -> ColumnDifference {
    let ours = Dictionary(uniqueKeysWithValues: zip(actual.rows, actual.values))
    return ColumnDifference(
      expected: expected.values, actual: expected.rows.map { ours[$0] ?? .nan })
  }

  private func noteDifference(
    _ column: (PrescoredModel.Notes) -> [Float]
  ) throws -> ColumnDifference {
    let (golden, ours) = try models()
    return difference(
      (golden.notes.note, column(golden.notes).map(Double.init)),
      (ours.notes.note, column(ours.notes).map(Double.init)))
  }

  private func raterDifference(
    _ column: (PrescoredModel.Raters) -> [Double]
  ) throws -> ColumnDifference {
    let (golden, ours) = try models()
    return difference(
      (golden.raters.rater, column(golden.raters)), (ours.raters.rater, column(ours.raters)))
  }

  @Test("fits the same notes and nearly the same raters")
  func rows() throws {
    let (golden, ours) = try models()
    #expect(Set(golden.notes.note) == Set(ours.notes.note))
    // Who has a single valid rating comes and goes with the status of a note near a threshold.
    let raters = Set(golden.raters.rater).symmetricDifference(ours.raters.rater)
    #expect(raters.count < golden.raters.rater.count / 200)
  }

  @Test("puts notes where the reference does")
  func notes() throws {
    for column in [
      { (notes: PrescoredModel.Notes) in notes.parameters.map(\.intercept) },
      { notes in notes.parameters.map(\.factor) },
    ] {
      let difference = try noteDifference(column)
      #expect(difference.median < 0.004, "\(difference)")
      #expect(difference.p99 < 0.03, "\(difference)")
      #expect(difference.missing == 0, "\(difference)")
    }
  }

  @Test("puts raters where the reference does, in both rounds")
  func raters() throws {
    for column in [
      { (raters: PrescoredModel.Raters) in raters.parameters.map { Double($0.intercept) } },
      { raters in raters.parameters.map { Double($0.factor) } },
      { raters in raters.firstRound.map { Double($0.intercept) } },
      { raters in raters.firstRound.map { Double($0.factor) } },
    ] {
      let difference = try raterDifference(column)
      #expect(difference.median < 0.004, "\(difference)")
      #expect(difference.p99 < 0.03, "\(difference)")
      #expect(difference.missing < 0.01, "\(difference)")
    }
  }

  @Test("finds the same raters helpful, but for one in a hundred")
  func helpfulRaters() throws {
    let difference = try raterDifference {
      $0.aboveHelpfulnessThreshold.map { $0.map { $0 ? 1 : 0 } ?? .nan }
    }
    #expect(difference.missing < 0.005, "\(difference)")
    #expect(difference.differ < 0.01, "\(difference)")
  }

  @Test("scores authors and raters alike")
  func helpfulness() throws {
    let agreement = try raterDifference(\.raterAgreeRatio)
    #expect(agreement.median < 0.01, "\(agreement)")
    let meanScore = try raterDifference(\.meanNoteScore)
    #expect(meanScore.median < 0.004, "\(meanScore)")
    let ratios = try raterDifference(\.crhCrnhRatioDifference)
    #expect(ratios.median < 0.01, "\(ratios)")
  }

  @Test("finds the same consensus on harassment")
  func harassment() throws {
    let difference = try noteDifference { $0.harassment.map(\.intercept) }
    #expect(difference.median < 0.05, "\(difference)")
    #expect(difference.missing < 0.01, "\(difference)")
  }

  @Test("finds the same global intercept and tag thresholds")
  func meta() throws {
    let (golden, ours) = try models()
    let intercepts = try (
      #require(golden.meta.globalIntercept), #require(ours.meta.globalIntercept)
    )
    #expect(abs(intercepts.0 - intercepts.1) < 0.002)
    for (index, tag) in RatingTag.notHelpful.enumerated() {
      let apart = abs(golden.meta.tagThresholds[index] - ours.meta.tagThresholds[index])
      #expect(apart < 0.005, "\(tag)")
    }
  }

  @Test("fits nearly as many ratings, notes and raters in the last round")
  func lastRound() throws {
    let (golden, ours) = try models()
    func ratio(_ count: (PrescoredModel.Meta) -> Int) -> Double {
      Double(count(ours.meta)) / Double(count(golden.meta))
    }
    #expect(abs(ratio(\.finalRoundRatings) - 1) < 0.01)
    #expect(abs(ratio(\.finalRoundNotes) - 1) < 0.01)
    #expect(abs(ratio(\.finalRoundRaters) - 1) < 0.01)
  }

  @Test("finds the same global values of the diligence model")
  func diligence() throws {
    let (golden, ours) = try models()
    for round in 0..<3 {
      let pair = (
        golden.meta.lowDiligenceGlobals[round], ours.meta.lowDiligenceGlobals[round]
      )
      #expect(abs(pair.0 - pair.1) < 0.1, "round \(round + 1): \(pair)")
    }
  }

  @Test("counts “incorrect” exactly as the reference")
  func incorrectTags() throws {
    let incorrect = try raterDifference { $0.incorrectTagRatings.map(Double.init) }
    let tagged = try raterDifference { $0.taggedRatings.map(Double.init) }
    #expect(incorrect.maximum == 0, "\(incorrect)")
    #expect(tagged.maximum == 0, "\(tagged)")
    #expect(incorrect.differences.count > 3_000)
  }
}
