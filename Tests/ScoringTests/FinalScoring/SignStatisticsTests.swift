import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Ratings by the two sides of the viewpoint axis")
struct SignStatisticsTests {
  private typealias Row = (factor: Float, level: Helpfulness, isSampled: Bool)

  /// Statistics of a note rated by one rater per row.
  private func statistics(_ rows: [Row]) throws -> SignStatistics {
    var community = SnapshotBuilder()
    community.note(1)
    var factors: [String: Float] = [:]
    for (index, row) in rows.enumerated() {
      community.rate(
        1, by: "r\(index)", row.level, source: row.isSampled ? .populationSampled : .default)
      factors["r\(index)"] = row.factor
    }
    let given = try community.prepared()
    return given.store.signStatistics(
      in: given.everything, raterFactor: try given.perPerson(factors, rest: .nan))[0]
  }

  @Test("count the smaller side")
  func minCount() throws {
    let rows: [Row] = [(-1, .helpful, false), (1, .helpful, false), (2, .helpful, false)]
    #expect(try statistics(rows).minCount == 1)
    #expect(try statistics([(-1, .helpful, false)]).minCount == 0)
  }

  @Test("put a factor of exactly 0 on the positive side")
  func zero() throws {
    let result = try statistics([(0, .notHelpful, false), (-0.1, .helpful, false)])
    #expect(result.meanPositive == 0)
    #expect(result.meanNegative == 1)
  }

  @Test("do not count raters without a factor")
  func noFactor() throws {
    let result = try statistics([(.nan, .helpful, true), (1, .somewhatHelpful, false)])
    #expect(result.meanPositive == 0.5)
    #expect(result.minCount == 0)
    #expect(result.populationSampledPositive == 0)
  }

  @Test("have no mean for an empty side")
  func emptySide() throws {
    let result = try statistics([(1, .helpful, false)])
    #expect(result.meanNegative.isNaN)
    #expect(result.meanPositive == 1)
  }

  @Test("net helpful ratings against not-helpful ones on the side where that is smaller")
  func net() throws {
    let negative = Array(repeating: Row(-1, .helpful, false), count: 5) + [(-1, .notHelpful, false)]
    let positive =
      Array(repeating: Row(1, .helpful, false), count: 3) + [(1, .somewhatHelpful, false)]
    let result = try statistics(negative + positive)
    #expect(result.netMinHelpful == 3)
    #expect(result.netMinHelpfulRatio == 3 / Float(10))
  }

  @Test("never net less than nothing")
  func netFloor() throws {
    let result = try statistics([
      (-1, .notHelpful, false), (-1, .notHelpful, false), (1, .helpful, false),
    ])
    #expect(result.netMinHelpful == 0)
    #expect(result.netMinHelpfulRatio == 0)
  }

  @Test("are all nothing for a note without ratings")
  func unrated() throws {
    let result = try statistics([])
    #expect(result.minCount == 0)
    #expect(result.netMinHelpfulRatio == 0)
    #expect(result.meanNegative.isNaN && result.meanPositive.isNaN)
  }

  @Test("count population-sampled ratings of each side")
  func sampled() throws {
    let result = try statistics([
      (-1, .helpful, true), (-1, .helpful, false), (0, .helpful, true), (2, .notHelpful, true),
    ])
    #expect(result.populationSampledNegative == 1)
    #expect(result.populationSampledPositive == 2)
  }
}
