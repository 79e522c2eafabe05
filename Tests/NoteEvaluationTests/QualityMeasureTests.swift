import Testing

@testable import NoteEvaluation

@Suite("Measuring scores")
struct QualityMeasureTests {
  private func labelled(_ pairs: [(Double, Bool)]) -> [LabelledScore] {
    pairs.map { LabelledScore(score: $0.0, label: $0.1) }
  }

  @Test(
    "The area under the curve counts pairs in order, ties half",
    arguments: [
      ([(1, false), (2, true)], 1), ([(2, false), (1, true)], 0), ([(1, false), (1, true)], 0.5),
      ([(1, true), (2, false), (3, true)], 0.5), ([(1, true)], nil), ([(1, false)], nil), ([], nil),
      ([(1, false), (2, false), (2, true), (3, true)], 0.875),
    ] as [([(Double, Bool)], Double?)])
  func countsPairs(pairs: [(Double, Bool)], expected: Double?) {
    #expect(Ranking.auc(labelled(pairs)) == expected)
  }

  @Test("The area under the curve is what comparing every pair gives")
  func agreesWithPairs() throws {
    var random = SeededRandom(1)
    let cases = (0..<200).map { _ in
      LabelledScore(
        score: Double(Int.random(in: 0..<20, using: &random)), label: random.chance(0.3))
    }
    var sum = 0.0
    let positives = cases.filter(\.label)
    let negatives = cases.filter { !$0.label }
    for positive in positives {
      for negative in negatives {
        sum += positive.score > negative.score ? 1 : positive.score == negative.score ? 0.5 : 0
      }
    }
    let auc = try #require(Ranking.auc(cases))
    #expect(abs(auc - sum / Double(positives.count * negatives.count)) < 1e-12)
  }

  @Test("A calibration curve finds the probabilities that labels were drawn with")
  func calibrates() throws {
    var random = SeededRandom(2)
    let cases = (0..<4000).map { _ in
      let score = Double.random(in: 0..<1, using: &random)
      return LabelledScore(score: score * 6 - 3, label: random.chance(score * score))
    }
    let curve = try #require(CalibrationCurve(cases))
    for score in stride(from: 0.1, through: 0.9, by: 0.1) {
      #expect(abs(curve.share(at: score * 6 - 3) - score * score) < 0.08)
    }
  }

  @Test("A calibration curve never falls, whatever the labels")
  func neverFalls() throws {
    var random = SeededRandom(4)
    for _ in 0..<100 {
      let cases = (0..<Int.random(in: 2...400, using: &random)).map { _ in
        LabelledScore(
          score: Double(Int.random(in: 0..<30, using: &random)), label: random.chance(0.5))
      }
      guard let curve = CalibrationCurve(cases) else { continue }
      let shares = stride(from: -1.0, through: 31, by: 0.1).map(curve.share(at:))
      #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(shares.allSatisfy { (0...1).contains($0) })
    }
  }

  @Test("A curve tells the score at which it reaches a share")
  func inverts() throws {
    let curve = try #require(CalibrationCurve(scores: [0, 2, 4], shares: [0.1, 0.3, 0.9]))
    #expect(curve.score(reaching: 0.05) == 0)
    #expect(abs(curve.score(reaching: 0.2) - 1) < 1e-12)
    #expect(abs(curve.score(reaching: 0.6) - 3) < 1e-12)
    #expect(curve.score(reaching: 0.95) == 5)
    #expect(curve.share(at: -9) == 0.1)
    #expect(abs(curve.share(at: 1) - 0.2) < 1e-12)
    #expect(curve.share(at: 9) == 0.9)
  }

  @Test("There is no curve without labels of both kinds")
  func needsBothLabels() {
    #expect(CalibrationCurve(labelled([(1, true), (2, true)])) == nil)
    #expect(CalibrationCurve([]) == nil)
  }

  @Test("A report adds up: bins hold every note, and a perfect prediction has a Brier score of 0")
  func reports() {
    let cases = (0..<25).map { index in
      ReliabilityReport.Case(
        score: Double(index), probability: index < 10 ? 0 : 1,
        bucket: index < 10 ? .low : .high, label: index >= 10)
    }
    let report = ReliabilityReport(.claimOpinion, cases)
    #expect(report.notes == 25 && report.positives == 15)
    #expect(report.bins.reduce(0) { $0 + $1.notes } == 25)
    #expect(report.brier == 0)
    #expect(report.auc == 1)
    #expect(abs((report.brierOfShare ?? 0) - 0.24) < 1e-12)
    #expect(report.buckets.map(\.notes) == [15, 0, 10])
    #expect(report.buckets.map(\.observed) == [1, nil, 0])
    #expect(report.bins.allSatisfy { $0.predicted == $0.observed || $0.observed < 1 })
  }

  @Test("A report on nothing says so")
  func reportsNothing() {
    let report = ReliabilityReport(.claimOpinion, [])
    #expect(report.auc == nil && report.brier == nil && report.bins.isEmpty)
  }
}
