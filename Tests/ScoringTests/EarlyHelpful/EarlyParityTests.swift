import NoteModel
import Snapshot
import Testing

@testable import Scoring

/// The early predictor from the reference's own prescoring. What differs is which rows are held back
/// from the fit; between its own seeds the reference's probabilities differ by as much.
@Suite(
  "The early predictor is as near to the reference as the reference is to itself",
  .enabled(if: ParitySet.small != nil, "../shared/parity/small is absent"))
struct EarlyParityTests {
  @Test("in the notes predicted, their probabilities and what follows")
  func probabilities() throws {
    let parity = try #require(ParitySet.small)
    let scoring = try ParityScoring(parity)
    var prescored = Prescored()
    for model in [ScoringModel.core] + ScoringModel.topics + [.topicInDimensionTwo] {
      prescored.models[model.name] = try PrescoredModel(
        parity, model: model.name, snapshot: scoring.snapshot)
    }

    let model = try #require(
      EarlyHelpfulModel.train(scoring.prescoringRatings, scoring.data, prescored))
    let predictions = model.predict(scoring.ratings, scoring.data, prescored)

    let table = try parity.table("aux_note_info.tsv")
    let ids = try table.integers("noteId")
    let counts = try table.doubles("pcrhExitN")
    let probabilities = try table.doubles("pcrhExitProba")
    let position = Dictionary(
      uniqueKeysWithValues: scoring.snapshot.noteIDs.enumerated().map { ($1, $0) })
    var differences: [Double] = []
    for (row, id) in ids.enumerated() {
      let ours = predictions[try #require(id.flatMap { position[$0] })]
      #expect(ours.map { Double($0.ratingCount) } == counts[row])
      if let ours, let theirs = probabilities[row] {
        differences.append(abs(ours.probability - theirs))
      }
    }
    differences.sort()
    #expect(differences.count > 3000)
    // The gates' limits.
    #expect(differences[differences.count / 2] <= 0.002)
    #expect(differences[differences.count * 99 / 100] <= 0.589527)
  }
}
