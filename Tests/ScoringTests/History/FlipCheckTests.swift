import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("The check of how many notes flip")
struct FlipCheckTests {
  /// Unlocked notes of one subset.
  private func notes(
    _ reasons: RescoringReasons, staying: Int = 0, gained: Int = 0, lost: Int = 0,
    isLocked: Bool = false
  ) -> [StatusFlip] {
    func flips(_ count: Int, _ before: NoteStatus?, _ after: NoteStatus) -> [StatusFlip] {
      Array(
        repeating: StatusFlip(reasons: reasons, before: before, after: after, isLocked: isLocked),
        count: count)
    }
    return flips(staying, .helpful, .helpful) + flips(gained, nil, .helpful)
      + flips(lost, .helpful, .needsMoreRatings)
  }

  @Test(
    "holds each subset to its limits: changes over helpful before plus 100",
    arguments: [
      (RescoringReasons.allNotes, 60, 60), (.createdSomewhatRecently, 30, 30),
      (.newRatings, 240, 80), (.notRescoredRecently, 24, 24), (.heldBack, 200, 100),
      (.lockable, 24, 24),
    ])
  func limits(subset: RescoringReasons, gained: Int, lost: Int) throws {
    // 100 helpful before, so that a limit of x is 200 x notes.
    #expect(excessiveChurn(notes(subset, staying: 100, gained: gained)).isEmpty)
    let gain = excessiveChurn(notes(subset, staying: 100, gained: gained + 1))
    #expect(gain.map(\.subset) == [subset.text])
    #expect(gain.first?.gained == gained + 1)
    if lost < 100 {
      #expect(excessiveChurn(notes(subset, staying: 100 - lost, lost: lost)).isEmpty)
      let loss = excessiveChurn(notes(subset, staying: 99 - lost, lost: lost + 1))
      #expect(loss.map(\.lost) == [lost + 1])
    }
  }

  @Test("lets notes that flipped just now flip as they like")
  func flippedNotes() {
    for subset in [RescoringReasons.flippedPreviousRun, .recentlyFlipped] {
      #expect(excessiveChurn(notes(subset, staying: 1, gained: 10_000)).isEmpty)
    }
  }

  @Test("compares nothing where no note was, or none would be, helpful")
  func oneSided() {
    #expect(excessiveChurn(notes(.allNotes, gained: 1000)).isEmpty)
    #expect(excessiveChurn(notes(.allNotes, lost: 1000)).isEmpty)
  }

  @Test("leaves out locked notes and notes of other subsets")
  func others() {
    let steady = notes(.allNotes, staying: 100)
    #expect(excessiveChurn(steady + notes(.allNotes, gained: 500, isLocked: true)).isEmpty)
    #expect(excessiveChurn(steady + notes(.heldBack, gained: 100)).isEmpty)
  }

  @Test("says which subset changed by how much, and its limits")
  func words() throws {
    let churn = try #require(
      excessiveChurn(notes(.allNotes, staying: 80, gained: 7, lost: 80)).first)
    #expect(
      churn.description == """
        ALL_NOTES: of 160 helpful notes 80 would lose that status (limit 0.3) and 7 others gain it \
        (limit 0.3), each over 260
        """)
  }

  @Test("is made where the history has more than 200 notes", arguments: [200, 201])
  func size(rows: Int) throws {
    var snapshot = Snapshot(
      participants: ParticipantIDs(["a"]), noteIDs: (1...Int64(rows)).map { $0 })
    for note in 0..<UInt32(rows) {
      snapshot.history.append(note: note, author: 0, createdAtMillis: 1)
      snapshot.history.currentStatus[Int(note)] = note < 100 ? .helpful : .needsMoreRatings
    }
    let prepared = try Scoring.PreparedSnapshot(snapshot, ScoringOptions(now: 2), onStage: { _ in })
    let reasons = prepared.rescoringReasons()
    // One stays helpful; 99 lose that status: 0.495 of 200.
    let verdicts = (0..<rows).map { note in
      var verdict = SiteEvidence().verdict()
      verdict.status = note == 0 ? .helpful : .needsMoreRatings
      return verdict
    }
    if rows > 200 {
      #expect(throws: ScoringError.self) { try prepared.checkFlips(verdicts, reasons: reasons) }
    } else {
      try prepared.checkFlips(verdicts, reasons: reasons)
    }
  }
}
