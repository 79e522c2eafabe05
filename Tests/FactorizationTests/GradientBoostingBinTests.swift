import Parallel
import Testing

@testable import Factorization

@Suite("Bins and held-back rows of boosted trees")
struct GradientBoostingBinTests {
  @Test("Few distinct values are parted halfway between neighbours")
  func midpoints() {
    #expect(BinnedFeatures.thresholds([4, 1, 1, 2, 4], maxBins: 255) == [1.5, 3])
  }

  @Test("Many distinct values are parted at quantiles, halfway between two ranks")
  func quantiles() {
    // Of six values the quartiles have the ranks 1.25, 2.5 and 3.75; of five 1, 2 and 3.
    let values: [Float] = [10, 20, 40, 80, 160, 320]
    #expect(BinnedFeatures.thresholds(values, maxBins: 4) == [30, 60, 120])
    #expect(BinnedFeatures.thresholds(Array(values.dropLast()), maxBins: 4) == [20, 40, 80])
  }

  @Test("A value that fills several quantiles gives one threshold")
  func repeatedQuantile() {
    let values: [Float] = [0, 0, 0, 0, 0, 0, 1, 2, 3]
    #expect(BinnedFeatures.thresholds(values, maxBins: 3) == [0, 0.5])
  }

  @Test("A value on a threshold belongs to the bin below it")
  func codes() {
    let features = FeatureColumns(rowCount: 4, columnCount: 1, values: [1, 3, 2, 9])
    let bins = BinnedFeatures(features, fittedOn: [0, 1], maxBins: 255, workers: .all)
    #expect(bins.thresholds[0] == [2])
    #expect((0..<4).map { bins.code(row: $0, feature: 0) } == [0, 1, 0, 1])
  }

  @Test("Either label is held back in its share")
  func stratified() throws {
    let labels = (0..<105).map { $0 % 5 == 0 }
    var random = RandomStream(seed: 7)
    let validation = try #require(
      GradientBoosting.stratifiedValidation(labels, share: 0.1, random: &random))
    #expect(validation.count { $0 } == 11)
    #expect(validation.indices.count { validation[$0] && labels[$0] } == 2)
  }

  @Test("Nothing is held back of a label with one row")
  func tooFew() {
    var random = RandomStream(seed: 7)
    let labels = [true] + Array(repeating: false, count: 99)
    #expect(GradientBoosting.stratifiedValidation(labels, share: 0.1, random: &random) == nil)
  }
}
