import NoteModel
import Testing

@testable import Scoring

/// The thresholds of the core model.
private let core = ScoringModel.core.thresholds

/// What a rule says of a note with some evidence, given the status so far.
private func apply(
  _ rule: StatusRule, to status: NoteStatus = .needsMoreRatings,
  _ change: (inout NoteEvidence) -> Void
) -> NoteStatus? {
  var note = NoteEvidence(classification: .misleading, ratingCount: 5)
  change(&note)
  return rule.status(note, status)
}

@Suite("Rules that give a status")
struct GivingRuleTests {
  @Test("every note needs more ratings at first")
  func initial() {
    #expect(apply(.initial, to: .helpful) { $0.ratingCount = 0 } == .needsMoreRatings)
  }

  @Test(
    "a note is helpful from an intercept of 0.40 on, compared in 32-bit floats",
    arguments: [
      (Float(0.40), NoteStatus?.some(.helpful)), (Float(0.40).nextDown, nil), (.nan, nil),
    ]
  )
  func generalHelpful(intercept: Float, status: NoteStatus?) {
    #expect(apply(.generalHelpful(core)) { $0.intercept = intercept } == status)
  }

  @Test("a note is helpful with 5 ratings or more")
  func helpfulNeedsRatings() {
    #expect(
      apply(.generalHelpful(core)) {
        $0.intercept = 0.5
        $0.ratingCount = 4
      } == nil)
  }

  @Test("a note that says “not misleading”, or says nothing any more, is never helpful")
  func onlyMisleadingIsHelpful() {
    for classification in [Classification.notMisleading, nil] {
      #expect(
        apply(.generalHelpful(core)) {
          $0.intercept = 0.9
          $0.classification = classification
        } == nil)
    }
  }

  @Test(
    "the further a note's viewpoint, the lower the intercept at which it is not helpful",
    arguments: [
      (Float(-0.05), Float(0), true), (Float(-0.05).nextUp, Float(0), false),
      (-0.44, 0.5, false), (-0.46, 0.5, true), (-0.46, -0.5, true), (.nan, 0, false),
    ])
  func generalNotHelpful(intercept: Float, factor: Float, isNotHelpful: Bool) {
    let status = apply(.generalNotHelpful(core)) {
      $0.intercept = intercept
      $0.factor = factor
    }
    #expect(status == (isNotHelpful ? .notHelpful : nil))
  }

  @Test("a note is not helpful with 5 ratings or more")
  func notHelpfulNeedsRatings() {
    for rule in [StatusRule.generalNotHelpful(core), .upperBoundNotHelpful(core)] {
      #expect(
        apply(rule) {
          $0.intercept = -1
          $0.factor = 0
          $0.interceptMax = -1
          $0.ratingCount = 4
        } == nil)
    }
  }

  @Test(
    "a note is not helpful where even its upper bound lies below −0.04",
    arguments: [(Float(-0.04), false), (Float(-0.04).nextDown, true), (.nan, false)])
  func upperBound(interceptMax: Float, isNotHelpful: Bool) {
    let status = apply(.upperBoundNotHelpful(core)) { $0.interceptMax = interceptMax }
    #expect(status == (isNotHelpful ? .notHelpful : nil))
  }

  private func ratio(_ count: Int32, _ negative: Float, _ positive: Float) -> NoteStatus? {
    apply(.ratioNotHelpful(core)) {
      $0.signs.minCount = count
      $0.signs.meanNegative = negative
      $0.signs.meanPositive = positive
    }
  }

  @Test("a note is not helpful where both sides mostly say so")
  func ratioNotHelpful() {
    #expect(ratio(3, 0.2, 0.4) == .notHelpful)
    #expect(ratio(3, 0.4, 0.4) == nil)
    #expect(ratio(3, 0.1, Float(0.4).nextUp) == nil)
    #expect(ratio(3, Float(0.4).nextUp, 0.1) == nil)
    #expect(ratio(2, 0, 0) == nil)
    #expect(ratio(3, .nan, 0) == nil)
    #expect(ratio(3, 0, .nan) == nil)
  }

  @Test(
    "a “not misleading” note is not helpful below −0.15, however few its ratings",
    arguments: [(Float(-0.15), false), (Float(-0.15).nextDown, true), (.nan, false)])
  func notMisleading(intercept: Float, isNotHelpful: Bool) {
    let status = apply(.notMisleadingNotHelpful(core)) {
      $0.classification = .notMisleading
      $0.intercept = intercept
      $0.ratingCount = 0
    }
    #expect(status == (isNotHelpful ? .notHelpful : nil))
    #expect(apply(.notMisleadingNotHelpful(core)) { $0.intercept = -1 } == nil)
  }

  @Test(
    "a note that was helpful stays so from 0.39 on, compared in 32-bit floats",
    arguments: [
      // The 32-bit float nearest to 0.39 lies below the double, and passes.
      (Float(0.39), true), (Float(0.39).nextDown, false),
    ])
  func inertia(intercept: Float, isHelpful: Bool) {
    let status = apply(.generalHelpfulInertia(core)) {
      $0.intercept = intercept
      $0.previousStatus = .helpful
    }
    #expect(status == (isHelpful ? .helpful : nil))
  }

  @Test("inertia is for notes that were helpful, are not so yet, have 5 ratings and may be helpful")
  func inertiaConditions() {
    let stays = { (note: inout NoteEvidence) in
      note.intercept = 0.395
      note.previousStatus = .helpful
    }
    let rule = StatusRule.generalHelpfulInertia(core)
    #expect(apply(rule, to: .notHelpful, stays) == .helpful)
    #expect(apply(rule, to: .helpful, stays) == nil)
    for change: (inout NoteEvidence) -> Void in [
      { $0.previousStatus = .needsMoreRatings }, { $0.previousStatus = nil },
      { $0.ratingCount = 4 }, { $0.classification = .notMisleading },
    ] {
      #expect(
        apply(rule) {
          stays(&$0)
          change(&$0)
        } == nil)
    }
  }
}

@Suite("Rules that take a status away")
struct FilteringRuleTests {
  @Test("a filter refuses notes that are helpful or undecided, but not those not helpful")
  func statusSoFar() {
    let bad = { (note: inout NoteEvidence) in
      note.outlierTags = RatingTags(.notHelpfulOther)
      note.incorrect = IncorrectStatistics(tagged: 3, voters: 3, raterShare: 0.1)
      note.lowDiligenceIntercept = 1
      note.intercept = 0
    }
    let filters: [StatusRule] = [
      .tagFilter(.firmReject), .incorrectFilter(core, .firmReject),
      .lowDiligenceFilter(core, .firmReject), .lowInterceptReject(0.3),
    ]
    for rule in filters {
      #expect(apply(rule, to: .helpful, bad) == .firmReject)
      #expect(apply(rule, to: .needsMoreRatings, bad) == .firmReject)
      #expect(apply(rule, to: .notHelpful, bad) == nil)
    }
  }

  @Test("a filter refuses firmly only in models that refuse at all")
  func refusal() {
    #expect(
      apply(.tagFilter(.needsMoreRatings), to: .helpful) {
        $0.outlierTags = RatingTags(.notHelpfulOther)
      } == .needsMoreRatings)
  }

  @Test("a note without unusual tags passes the tag filter")
  func tagFilter() {
    #expect(apply(.tagFilter(.firmReject)) { $0.outlierTags = [] } == nil)
  }

  @Test(
    "the incorrect filter wants 2 tags, 3 voters and a score of 2.5",
    arguments: [
      // Score 2 / ln(1 + share) is 2.5 at a share of e^0.8 − 1 = 1.2255….
      (Int32(2), Int32(3), 1.2255, true), (2, 3, 1.2256, false), (1, 3, 0.01, false),
      (2, 2, 0.01, false), (-1, 0, .nan, false), (2, 3, 0, true),
    ])
  func incorrectFilter(tagged: Int32, voters: Int32, share: Double, isRefused: Bool) {
    let status = apply(.incorrectFilter(core, .firmReject), to: .helpful) {
      $0.incorrect = IncorrectStatistics(tagged: tagged, voters: voters, raterShare: share)
    }
    #expect(status == (isRefused ? .firmReject : nil))
  }

  @Test(
    "the diligence filter refuses above 0.263",
    arguments: [(Float(0.263), false), (Float(0.263).nextUp, true), (.nan, false)])
  func lowDiligence(intercept: Float, isRefused: Bool) {
    let status = apply(.lowDiligenceFilter(core, .firmReject), to: .helpful) {
      $0.lowDiligenceIntercept = intercept
    }
    #expect(status == (isRefused ? .firmReject : nil))
  }

  @Test(
    "a helpful note whose viewpoint lies beyond ±0.5 is refused",
    arguments: [(Float(0.5), false), (Float(0.5).nextUp, true), (-0.6, true), (.nan, false)])
  func largeFactor(factor: Float, isRefused: Bool) {
    let rule = StatusRule.largeFactorFilter(core, .firmReject)
    #expect(apply(rule, to: .helpful) { $0.factor = factor } == (isRefused ? .firmReject : nil))
    #expect(apply(rule, to: .needsMoreRatings) { $0.factor = factor } == nil)
  }

  @Test(
    "a low intercept is refused, a missing one is not",
    arguments: [(Float(0.3), false), (Float(0.3).nextDown, true), (.nan, false)])
  func lowIntercept(intercept: Float, isRefused: Bool) {
    let status = apply(.lowInterceptReject(0.3)) { $0.intercept = intercept }
    #expect(status == (isRefused ? .firmReject : nil))
  }

  @Test("a helpful note needs 4 net helpful ratings on its weaker side")
  func minMinorityRaters() {
    let rule = StatusRule.minMinorityRaters(RuleThresholds.Minority())
    #expect(apply(rule, to: .helpful) { $0.signs.netMinHelpful = 3 } == .needsYourHelp)
    #expect(apply(rule, to: .helpful) { $0.signs.netMinHelpful = 4 } == nil)
    #expect(apply(rule, to: .needsMoreRatings) { $0.signs.netMinHelpful = 0 } == nil)
  }

  @Test(
    "with 4 to 9 net helpful ratings they must be a twentieth of all",
    arguments: [
      (Int32(4), Float(0.05).nextDown, true), (4, 0.05, false), (9, 0.01, true), (10, 0.01, false),
      (3, 0.01, false),
    ])
  func raterBalance(net: Int32, ratio: Float, isHeldBack: Bool) {
    let rule = StatusRule.raterBalance(RuleThresholds.Minority())
    let change = { (note: inout NoteEvidence) in
      note.signs.netMinHelpful = net
      note.signs.netMinHelpfulRatio = ratio
    }
    #expect(apply(rule, to: .helpful, change) == (isHeldBack ? .needsYourHelp : nil))
    #expect(apply(rule, to: .needsYourHelp, change) == nil)
  }

  @Test(
    "a note is not helpful by the votes of high-volume or of correlated raters",
    arguments: [(Float(0.37), false), (Float(0.37).nextDown, true), (.nan, false)])
  func sideIntercepts(intercept: Float, isHeldBack: Bool) {
    let expected: NoteStatus? = isHeldBack ? .needsYourHelp : nil
    let highVolume = StatusRule.noHighVolumeIntercept(core)
    let correlated = StatusRule.noCorrelatedIntercept(core)
    #expect(apply(highVolume, to: .helpful) { $0.interceptNoHighVolume = intercept } == expected)
    #expect(apply(correlated, to: .helpful) { $0.interceptNoCorrelated = intercept } == expected)
    #expect(apply(highVolume, to: .firmReject) { $0.interceptNoHighVolume = intercept } == nil)
    #expect(apply(correlated, to: .firmReject) { $0.interceptNoCorrelated = intercept } == nil)
  }
}
