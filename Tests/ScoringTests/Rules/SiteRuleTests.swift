import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("The site's rules")
struct SiteRuleTests {
  @Test(
    "copy the core model's status; a refusal becomes “needs more ratings”",
    arguments: [
      (NoteStatus.helpful, NoteStatus.helpful), (.notHelpful, .notHelpful),
      (.needsMoreRatings, .needsMoreRatings), (.firmReject, .needsMoreRatings),
    ])
  func copies(core: NoteStatus, status: NoteStatus) {
    let verdict = SiteEvidence(core: core).verdict()
    #expect(verdict.status == status)
    #expect(verdict.rules.rules == [.metaInitialNeedsMoreRatings, .coreModel])
    #expect(verdict.decidedBy == .coreModel)
  }

  @Test("give a note that no model scores no status")
  func unscored() {
    let verdict = SiteEvidence(core: nil).verdict()
    #expect(verdict.status == .needsMoreRatings)
    #expect(verdict.decidedBy == .metaInitialNeedsMoreRatings)
    #expect(verdict.firstTag == nil)
  }

  // MARK: People drawn at random

  private func sampled(
    negative: Int32 = 4, positive: Int32 = 4, core: Float = 0.45, sampled: Float = 0.29,
    status: NoteStatus = .helpful
  ) -> SiteVerdict {
    var note = SiteEvidence(core: status)
    note.coreIntercept = core
    note.corePopulationSampledIntercept = sampled
    note.populationSampledNegative = negative
    note.populationSampledPositive = positive
    return note.verdict()
  }

  @Test("take a status away that people drawn at random do not see")
  func populationSampled() {
    let verdict = sampled()
    #expect(verdict.status == .needsMoreRatings)
    #expect(verdict.decidedBy == .populationSampledIntercept)
    #expect(verdict.preStabilizationStatus == .needsMoreRatings)
  }

  @Test(
    "ask for 8 such ratings, 2 of them on each side",
    arguments: [
      (Int32(2), Int32(6), true), (6, 2, true), (1, 7, false), (7, 1, false), (4, 3, false),
    ])
  func populationSampledCounts(negative: Int32, positive: Int32, applies: Bool) {
    let verdict = sampled(negative: negative, positive: positive)
    #expect(verdict.rules.contains(.populationSampledIntercept) == applies)
  }

  @Test(
    "ask for their intercept below 0.30 and 0.15 below the model's",
    arguments: [
      (Float(0.5), Float(0.30), false), (0.5, Float(0.30).nextDown, true), (0.4, 0.25, true),
      (0.39, 0.25, false), (0.5, .nan, false), (.nan, 0.1, false),
    ])
  func populationSampledIntercepts(core: Float, drawn: Float, applies: Bool) {
    let verdict = sampled(core: core, sampled: drawn)
    #expect(verdict.rules.contains(.populationSampledIntercept) == applies)
  }

  @Test("leave notes that are not helpful to the model")
  func populationSampledStatus() {
    #expect(sampled(status: .notHelpful).status == .notHelpful)
  }

  // MARK: Stabilisation among the rules

  @Test("name stabilisation only where it changes the status")
  func stabilization() {
    let held = SiteEvidence(core: .helpful).verdict(previousStatus: .needsMoreRatings)
    #expect(held.status == .needsMoreRatings)
    #expect(held.decidedBy == .stabilization)
    #expect(held.preStabilizationStatus == .helpful)
    #expect(held.stabilizationAt == OptionalMillis(SnapshotBuilder.start))
    let untouched = SiteEvidence(core: .notHelpful).verdict(previousStatus: .needsMoreRatings)
    #expect(untouched.rules.contains(.stabilization) == false)
  }

  @Test("keep a helpful note helpful while a model only nearly calls it so")
  func nearlyHelpful() {
    let verdict = SiteEvidence(core: .needsYourHelp).verdict(previousStatus: .helpful)
    #expect(verdict.status == .helpful)
    #expect(verdict.preStabilizationStatus == .needsYourHelp)
    #expect(verdict.decidedBy == .stabilization)
  }

  @Test("read a held-back time of 0 as released, so that no note ends as nearly helpful")
  func zeroTime() {
    let verdict = SiteEvidence(core: .needsYourHelp).verdict(
      previousStatus: nil, heldBackAt: OptionalMillis(0))
    #expect(verdict.status == .needsMoreRatings)
  }

  // MARK: Locks and explanations

  @Test("put a locked status back and remember the one replaced")
  func driftGuard() {
    var note = SiteEvidence(core: .helpful)
    note.lockedStatus = .notHelpful
    let verdict = note.verdict()
    #expect(verdict.status == .notHelpful)
    #expect(verdict.unlockedStatus == .helpful)
    #expect(verdict.decidedBy == .scoringDriftGuard)
    #expect(verdict.firstTag == .notHelpfulOutdated)
  }

  @Test("remember no replaced status where the lock agrees")
  func lockAgrees() {
    var note = SiteEvidence(core: .helpful)
    note.lockedStatus = .helpful
    let verdict = note.verdict()
    #expect(verdict.unlockedStatus == nil)
    #expect(verdict.decidedBy == .coreModel)
  }

  @Test("put a lock of “needs more ratings” back too")
  func lockedWithoutStatus() {
    var note = SiteEvidence(core: .notHelpful)
    note.lockedStatus = .needsMoreRatings
    let verdict = note.verdict()
    #expect(verdict.status == .needsMoreRatings)
    #expect(verdict.unlockedStatus == .notHelpful)
    #expect(verdict.firstTag == nil)
  }

  @Test(
    "give no status that cannot be explained", arguments: [NoteStatus.helpful, .notHelpful])
  func insufficientExplanation(status: NoteStatus) {
    var note = SiteEvidence(core: status)
    note.explanation = Explanation()
    let verdict = note.verdict()
    #expect(verdict.status == .needsMoreRatings)
    #expect(verdict.decidedBy == .insufficientExplanation)
    #expect(verdict.firstTag == nil && verdict.secondTag == nil)
  }

  @Test("want an explanation of a locked status too, after the lock")
  func explanationAfterLock() {
    var note = SiteEvidence(core: .helpful)
    note.lockedStatus = .notHelpful
    var counts = [Int32](repeating: 0, count: 22)
    for tag in RatingTag.helpful { counts[Int(tag.rawValue)] = 5 }
    note.explanation = Explanation(counts: counts[...])
    let verdict = note.verdict()
    #expect(verdict.status == .needsMoreRatings)
    #expect(
      verdict.rules.rules == [
        .metaInitialNeedsMoreRatings, .coreModel, .scoringDriftGuard, .insufficientExplanation,
      ])
    #expect(verdict.unlockedStatus == .helpful)
  }

  @Test("explain the final status, not the one that was replaced")
  func tags() {
    let verdict = SiteEvidence(core: .helpful).verdict()
    #expect(verdict.firstTag == .helpfulInformative)
    #expect(verdict.secondTag == .helpfulClear)
  }
}
