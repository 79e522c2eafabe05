import Foundation
import Snapshot
import Testing

@testable import Scoring

/// The flip predictor against the reference's, fed with the reference's own rater factors and
/// clusters. The split into training and validation rows is random, so that probabilities agree as
/// closely as two runs of the reference do, not more.
@Suite(.enabled(if: ParitySet.isUsable, "\(ParitySet.absence)"))
struct FlipPredictorParityTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func probabilitiesAgreeWithTheReference(seed: UInt64) throws {
    // Given
    let parity = try ParitySet.small.get()
    let scoring = try ParityScoring.small.get()
    let data = try scoring.flipData(parity)

    // When
    let predictions = FlipPredictions.make(
      FlipPredictor(seed: seed), data, ratings: scoring.ratings, restricted: scoring.finalRatings,
      now: ParitySet.now)

    // Then
    let table = parity.scoredNotes
    let ids = try table.integers("noteId")
    let expected = try table.doubles("pflipProba")
    var differences: [Double] = []
    var missing = 0
    for row in 0..<table.rowCount {
      let note = try #require(scoring.snapshot.noteIDs.firstIndex(of: ids[row]!))
      switch (predictions[note], expected[row]) {
      case (nil, nil): break
      case (let ours?, let theirs?): differences.append(abs(ours.probability - theirs))
      default: missing += 1
      }
    }
    differences.sort()
    #expect(missing == 0)
    #expect(differences.count == 49)
    #expect(quantile(differences, at: 0.5) <= 0.0198272)
    #expect(quantile(differences, at: 0.99) <= 0.0802146)
  }
}

extension ParityScoring {
  /// The flip predictor's data with the reference's rater factors.
  func flipData(_ parity: ParitySet) throws -> FlipData {
    var prescored = Prescored()
    for model in ["MFCoreScorer", "MFExpansionScorer", "MFExpansionPlusScorer"] {
      prescored.models[model] = try PrescoredModel(parity, model: model)
    }
    return FlipData(
      notes: data.notes,
      posts: NotePosts(snapshot.notes, noteCount: snapshot.noteIDs.count),
      history: snapshot.history, ratings: prescoringRatings,
      raterFactors: prescored.coverageFactors(participants: snapshot.participants.count),
      workers: data.workers)
  }
}
