import Foundation
import Testing

@testable import ContentClassification

@Suite("Calibration and its report")
struct CalibrationTests {
  @Test("exponential and logarithm agree with the system's")
  func arithmetic() {
    for step in -6_000...6_000 {
      let x = Double(step) / 10
      let expected = exp(x)
      #expect((Arithmetic.exponential(x) - expected).magnitude <= 4e-15 * expected)
      #expect(
        (Arithmetic.logarithm(expected) - log(expected)).magnitude <= 1e-13 * max(1, x.magnitude))
    }
    #expect(Arithmetic.logistic(0) == 0.5)
    #expect(Arithmetic.logistic(-800) < 1e-300 && Arithmetic.logistic(800) == 1)
    #expect(Arithmetic.logistic(.infinity) == 1)
  }

  @Test("without decisions nothing changes")
  func identity() {
    #expect(Calibration(fitting: []) == .identity)
  }

  @Test("margins that claim too much are taken back", arguments: [0.25, 0.5, 2.0])
  func recoversSlope(_ slope: Double) {
    // Given decisions that follow a slope of their own
    var random = SeededBits(seed: 3)
    let decisions = (0..<4_000).map { _ in
      let margin = Double.random(in: -3...3, using: &random)
      let chance = Arithmetic.logistic(slope * margin - 0.5)
      return Foretold(
        margin: Float(margin), isTrue: Double.random(in: 0..<1, using: &random) < chance)
    }

    // Then the fit finds it
    let calibration = Calibration(fitting: decisions)
    #expect((calibration.slope - slope).magnitude < 0.15)
    #expect((calibration.intercept + 0.5).magnitude < 0.15)
  }

  @Test("the order of posts is never turned around")
  func slopeIsNotNegative() {
    let reversed = (0..<200).map { Foretold(margin: Float($0 % 10) - 5, isTrue: $0 % 10 < 5) }
    #expect(Calibration(fitting: reversed).slope == 0)
  }

  @Test("decisions all alike keep the fit finite")
  func staysFinite() {
    let alike = Array(repeating: Foretold(margin: 1e30, isTrue: true), count: 2_000)
    let calibration = Calibration(fitting: alike)
    #expect(calibration.slope.isFinite && calibration.intercept.isFinite)
    #expect(calibration.probability(1) <= 1)
  }

  @Test("bins, Brier score, calibration error and area of a small table, worked out by hand")
  func report() throws {
    let report = ReliabilityReport([
      .init(score: 0.95, isTrue: true), .init(score: 0.95, isTrue: false),
      .init(score: 0.25, isTrue: false), .init(score: 1, isTrue: true),
    ])
    #expect(report.count == 4 && report.confirmed == 2)
    #expect(report.bins.map(\.count) == [1, 3])
    #expect(report.bins.map(\.confirmedShare) == [0, 2.0 / 3])
    let brier = (0.0025 + 0.9025 + 0.0625 + 0) / 4
    #expect((try #require(report.brier) - brier).magnitude < 1e-12)
    let error = 0.25 / 4 + (2.9 / 3 - 2.0 / 3) * 3 / 4
    #expect((try #require(report.calibrationError) - error).magnitude < 1e-12)
    // Of four pairs three are in order and one is a tie.
    #expect(report.areaUnderCurve == 3.5 / 4)
  }

  @Test("a report on nothing, or on one kind, says so")
  func emptyReport() {
    #expect(ReliabilityReport([]).brier == nil && ReliabilityReport([]).bins.isEmpty)
    #expect(ReliabilityReport([.init(score: 0.5, isTrue: true)]).areaUnderCurve == nil)
  }

  @Test("the area is the share of pairs in order")
  func areaAgreesWithPairs() throws {
    var random = SeededBits(seed: 12)
    for _ in 0..<50 {
      let samples = (0..<40).map { _ in
        ReliabilityReport.Sample(
          score: Double(Int.random(in: 0...8, using: &random)) / 8,
          isTrue: Bool.random(using: &random))
      }
      var won = 0.0
      var pairs = 0.0
      for one in samples where one.isTrue {
        for other in samples where !other.isTrue {
          pairs += 1
          won += one.score > other.score ? 1 : one.score == other.score ? 0.5 : 0
        }
      }
      let area = try #require(ReliabilityReport(samples).areaUnderCurve)
      #expect((area - won / pairs).magnitude < 1e-12)
    }
  }
}
