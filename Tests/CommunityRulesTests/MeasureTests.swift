import Testing

@testable import CommunityRules

@Suite("System-wide measures")
struct MeasureTests {
  private static let hour: Int64 = 3_600_000

  @Test(
    "survive being stored",
    arguments: [
      Measure.raiseThreshold(by: 0.05), .pauseDisplay,
      .pauseScoring(ofNotesFrom: 1_800_000_000_123),
    ])
  func stored(measure: Measure) {
    #expect(Measure(kind: measure.kind, value: measure.value) == measure)
  }

  @Test(
    "want a number that fits",
    arguments: [
      (.raiseThreshold, nil), (.raiseThreshold, 0), (.raiseThreshold, -0.1), (.raiseThreshold, 1.5),
      (.raiseThreshold, .nan), (.pauseScoring, nil), (.pauseScoring, .infinity),
    ] as [(Measure.Kind, Double?)])
  func unfit(kind: Measure.Kind, value: Double?) {
    #expect(Measure(kind: kind, value: value) == nil)
  }

  @Test("together have the larger raise and the earlier pause")
  func together() {
    let all = MeasuresInForce([
      .raiseThreshold(by: 0.1), .raiseThreshold(by: 0.05), .pauseScoring(ofNotesFrom: 20),
      .pauseScoring(ofNotesFrom: 10),
    ])
    #expect(all.thresholdRaise == 0.1)
    #expect(all.scoringPausedFrom == 10)
    #expect(!all.pausesDisplay && !all.isNormal)
    #expect(MeasuresInForce([]).isNormal)
  }

  @Test("pause the scoring of notes made from an instant on, not of older ones")
  func scoring() {
    let paused = MeasuresInForce([.pauseScoring(ofNotesFrom: 10)])
    #expect(paused.scoresNote(createdAt: 9))
    #expect(!paused.scoresNote(createdAt: 10))
    #expect(MeasuresInForce.none.scoresNote(createdAt: 10))
  }

  @Test("end by themselves after 72 hours, or when somebody ends them")
  func term() {
    var term = MeasureTerm(from: 1000)
    #expect(term.expiresAt == 1000 + 72 * Self.hour)
    #expect(term.isInForce(at: 1000) && term.isInForce(at: term.expiresAt - 1))
    #expect(!term.isInForce(at: 999) && !term.isInForce(at: term.expiresAt))
    term.endedAt = 2000
    #expect(!term.isInForce(at: 3000))
  }

  @Test("hold for 72 hours more when renewed, which only those in force can be")
  func renewal() throws {
    let term = MeasureTerm(from: 0)
    let renewed = try #require(term.renewed(at: 10 * Self.hour))
    #expect(renewed == MeasureTerm(startedAt: 0, expiresAt: 82 * Self.hour))
    #expect(term.renewed(at: 72 * Self.hour) == nil)
  }
}

@Suite("Quality measures")
struct QualityTests {
  @Test(
    "alarm in two steps, in either direction",
    arguments: [
      (QualityThreshold.Direction.above, 0.19, QualityLevel.normal), (.above, 0.2, .guardrail),
      (.above, 0.39, .guardrail), (.above, 0.4, .breaker), (.above, .nan, .normal),
    ])
  func levels(direction: QualityThreshold.Direction, value: Double, level: QualityLevel) {
    let threshold = QualityThreshold(
      .lostStatusShare, windowDays: 14, minimumSample: 10, guardrail: 0.2, breaker: 0.4)
    #expect(threshold.level(of: value, sample: 10) == level)
    // The same, upside down.
    let mirrored = QualityThreshold(
      .netHelpfulPerSide, windowDays: 14, minimumSample: 10, direction: .below, guardrail: -0.2,
      breaker: -0.4)
    #expect(mirrored.level(of: -value, sample: 10) == level)
  }

  @Test("tell nothing from too few cases")
  func sample() {
    let threshold = QualityThreshold(
      .readersNoShare, windowDays: 7, minimumSample: 10, guardrail: 0.2, breaker: 0.4)
    #expect(threshold.level(of: 1, sample: 9) == .normal)
    #expect(!threshold.canTell(sample: 9) && threshold.canTell(sample: 10))
  }

  @Test("pause display at a circuit breaker only where the installation wants that")
  func trip() {
    var policy = QualityPolicy()
    #expect(policy.measure(at: .breaker) == nil)
    policy.autoTrip = true
    #expect(policy.measure(at: .breaker) == .pauseDisplay)
    #expect(policy.measure(at: .guardrail) == nil)
    #expect(QualityLevel.allCases.filter(policy.opensIncident) == [.guardrail, .breaker])
  }

  @Test("each have one threshold, whose breaker lies beyond its guardrail")
  func defaults() {
    let thresholds = QualityPolicy().thresholds
    #expect(thresholds.map(\.measure) == QualityMeasure.allCases)
    #expect(
      thresholds.allSatisfy { ($0.direction == .above) == ($0.breaker > $0.guardrail) })
  }
}
