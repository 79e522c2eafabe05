import Testing

@testable import Scoring

@Suite("Errors of scoring")
struct ScoringErrorTests {
  @Test("tell a person what is wrong and what to do")
  func descriptions() {
    let contradiction = ScoringError.noteContradictsHistory(noteID: 12).description
    #expect(contradiction.contains("12") && contradiction.contains("same download"))
    let error = ScoringError.trainErrorTooLarge(model: "MFCoreScorer", error: 0.25, limit: 0.16)
    #expect(error.description.contains("0.25") && error.description.contains("0.16"))
    #expect(ScoringError.diverged(model: "MFCoreScorer").description.contains("MFCoreScorer"))
  }

  @Test("Shares of the stages add up to about one")
  func stageShares() {
    let total = ScoringStage.allCases.map(\.share).reduce(0, +)
    #expect(abs(total - 1) < 0.02)
  }
}
