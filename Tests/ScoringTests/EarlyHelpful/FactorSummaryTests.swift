import Testing

@testable import Scoring

@Suite("The distribution of raters' factors")
struct FactorSummaryTests {
  @Test("agrees with pandas 2.2 on five factors")
  func fiveFactors() {
    let summary = FactorSummary([0.4, -0.2, 0.7, 0.1, -0.9])

    #expect(summary.count == 5)
    #expect(abs(summary.mean - 0.02) < 1e-12)
    #expect(abs(summary.deviation - 0.6140032573203501) < 1e-12)
    #expect(abs(summary.skewness - -0.7551433513188526) < 1e-12)
    let expected = [-0.76, -0.62, -0.2, 0.1, 0.4, 0.58, 0.64]
    for (ours, theirs) in zip(summary.quantiles, expected) { #expect(abs(ours - theirs) < 1e-12) }
    #expect(abs(summary.interquartileRange - 0.6) < 1e-12)
  }

  @Test("of one rater has no deviation")
  func oneFactor() {
    let summary = FactorSummary([0.3])
    #expect(summary.mean == 0.3 && summary.deviation == 0 && summary.skewness == 0)
    #expect(summary.quantiles == Array(repeating: 0.3, count: 7))
  }

  @Test("of two raters has no skewness")
  func twoFactors() {
    let summary = FactorSummary([0, 1])
    #expect(summary.skewness == 0)
    #expect(abs(summary.deviation - 0.5.squareRoot()) < 1e-12)
  }

  @Test("of equal factors has no skewness, whatever rounding leaves")
  func equalFactors() {
    #expect(FactorSummary([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]).skewness == 0)
  }

  @Test("of nobody is zero throughout")
  func noFactors() {
    let summary = FactorSummary([])
    #expect(summary.count == 0 && summary.mean == 0 && summary.interquartileRange == 0)
    #expect(summary.quantiles == Array(repeating: 0, count: 7))
  }
}
