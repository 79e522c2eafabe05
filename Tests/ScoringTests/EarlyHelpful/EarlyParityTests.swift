import NoteModel
import Snapshot
import Testing

@testable import Scoring

/// The early predictor from the reference's own prescoring. What differs is which rows are held back
/// from the fit; between its own seeds the reference's probabilities differ by as much.
@Suite(
  "The early predictor is as near to the reference as the reference is to itself",
  .enabled(if: ParitySet.isUsable, "\(ParitySet.absence)"))
struct EarlyParityTests {
  @Test("in the notes predicted, their probabilities and what follows")
  func probabilities() throws {
    let parity = try ParitySet.small.get()
    let scoring = try ParityScoring.small.get()
    var prescored = Prescored()
    for model in [ScoringModel.core] + ScoringModel.topics + [.topicInDimensionTwo] {
      prescored.models[model.name] = try PrescoredModel(
        parity, model: model.name)
    }

    let model = try #require(
      EarlyHelpfulModel.train(scoring.prescoringRatings, scoring.data, prescored))
    let predictions = model.predict(scoring.ratings, scoring.data, prescored)

    let table = parity.auxiliary
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

  @Test("exactly in what follows from the reference's own probabilities")
  func consequences() throws {
    let parity = try ParitySet.small.get()
    let scoring = try ParityScoring.small.get()
    let data = scoring.data
    let position = Dictionary(
      uniqueKeysWithValues: scoring.snapshot.noteIDs.enumerated().map { ($1, $0) })
    var predictions = [EarlyHelpfulPrediction?](repeating: nil, count: data.notes.count)
    let aux = parity.auxiliary
    let counts = try aux.doubles("pcrhExitN")
    let probabilities = try aux.doubles("pcrhExitProba")
    let isAbove = try aux.booleans("pcrhFinalPred")
    let isRevoked = try aux.booleans("pcrhRevoked")
    for (row, id) in try aux.integers("noteId").enumerated() {
      guard let count = counts[row], let probability = probabilities[row] else { continue }
      let note = try #require(id.flatMap { position[$0] })
      let prediction = EarlyHelpfulPrediction(
        ratingCount: Int32(count), probability: probability,
        wasAbove: data.previousAboveThreshold(note).isAbove)
      #expect(prediction.isAbove == isAbove[row] && prediction.isRevoked == isRevoked[row])
      predictions[note] = prediction
    }
    let scored = parity.scoredNotes
    let notes = try scored.integers("noteId").map { try #require($0.flatMap { position[$0] }) }
    let coreStatus = Dictionary(
      uniqueKeysWithValues: zip(notes, try scored.texts("coreRatingStatus")))
    let decidedBy = Dictionary(uniqueKeysWithValues: zip(notes, try scored.texts("decidedBy")))

    let times = data.aboveThresholdTimes(
      predictions,
      isEligible: { note in
        data.mayBeEarlyHelpful(
          note,
          decidedBy: RuleName.allCases.first { $0.name == decidedBy[note] ?? "" },
          coreStatus: (coreStatus[note] ?? nil).flatMap { NoteStatus(name: $0) })
      }, now: ParitySet.now)

    let expected = try scored.doubles("abovePcrhThresholdTime")
    #expect(expected.contains { ($0 ?? 0) > 0 } && expected.contains { ($0 ?? 0) < 0 })
    for (row, note) in notes.enumerated() {
      #expect(times[note].value.map(Double.init) == expected[row])
    }
  }
}
