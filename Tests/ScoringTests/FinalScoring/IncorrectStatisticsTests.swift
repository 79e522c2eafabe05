import Foundation
import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("“Incorrect” among raters of like viewpoint")
struct IncorrectStatisticsTests {
  private typealias Row = (factor: Float, tags: [RatingTag], counts: TagCounts)
  private static let seldom = TagCounts(incorrect: 1, tagged: 4)

  private func statistics(noteFactor: Float, _ rows: [Row]) throws -> IncorrectStatistics {
    var community = SnapshotBuilder()
    community.note(1)
    var factors: [String: Float] = [:]
    var counts: [String: TagCounts] = [:]
    for (index, row) in rows.enumerated() {
      community.rate(1, by: "r\(index)", .notHelpful, row.tags)
      factors["r\(index)"] = row.factor
      counts["r\(index)"] = row.counts
    }
    let given = try community.prepared()
    return given.store.incorrectStatistics(
      in: given.everything, noteFactor: [noteFactor],
      raterFactor: try given.perPerson(factors, rest: .nan),
      tagCounts: try given.perPerson(counts, rest: TagCounts()))[0]
  }

  @Test("counts ratings with a not-helpful tag, and those that say incorrect")
  func counts() throws {
    let result = try statistics(
      noteFactor: 0,
      [
        (0, [.notHelpfulIncorrect], Self.seldom), (0.1, [.notHelpfulOther], Self.seldom),
        (0, [.helpfulClear], Self.seldom), (0, [], Self.seldom),
      ])
    #expect(result.tagged == 1)
    #expect(result.voters == 2)
    #expect(result.raterShare == 0.5)
    #expect(result.score == 1 / log(1.5))
  }

  @Test(
    "takes raters less than 0.3 away for like, in 32-bit floats",
    arguments: [(Float(0.29), true), (Float(-0.29), true), (Float(0.3), false), (.nan, false)])
  func interval(factor: Float, counts: Bool) throws {
    let result = try statistics(
      noteFactor: 0, [(factor, [.notHelpfulIncorrect], Self.seldom)])
    #expect((result.voters == 1) == counts)
  }

  @Test("cuts factors off at ±0.4 before it compares")
  func clipping() throws {
    let rows: [Row] = [(5, [.notHelpfulIncorrect], Self.seldom)]
    #expect(try statistics(noteFactor: 0.9, rows).voters == 1)
    #expect(try statistics(noteFactor: 0.2, rows).voters == 1)
    #expect(try statistics(noteFactor: 0.05, rows).voters == 0)
    #expect(try statistics(noteFactor: -0.9, rows).voters == 0)
  }

  @Test("takes the share of a rater whom prescoring does not know for 0")
  func unknownRater() throws {
    let result = try statistics(
      noteFactor: 0, [(0, [.notHelpfulIncorrect], TagCounts())])
    #expect(result.raterShare == 0)
    #expect(result.score == .infinity)
  }

  @Test("has no score for 0 of 0, nor for a note without such ratings or without factor")
  func missing() throws {
    let none = try statistics(noteFactor: 0, [(0, [.notHelpfulOther], TagCounts())])
    #expect(none.voters == 1)
    #expect(none.score.isNaN)
    #expect(try statistics(noteFactor: 0, []).tagged == -1)
    #expect(try statistics(noteFactor: 0, []).score.isNaN)
    let rows: [Row] = [(0, [.notHelpfulIncorrect], Self.seldom)]
    #expect(try statistics(noteFactor: .nan, rows).tagged == -1)
  }
}
