import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Tags that filter a note")
struct OutlierTagTests {
  /// The outlier tags of a note between its raters, who all stand equally far from it and
  /// therefore weigh one half each.
  private func outliers(
    raters: Int, of which: Int, say tags: [RatingTag], threshold: Double
  ) throws -> RatingTags {
    var community = SnapshotBuilder()
    for id in 1...3 as ClosedRange<Int64> { community.note(id) }
    var factors: [String: Float] = [:]
    for index in 0..<raters {
      community.rate(2, by: "r\(index)", .notHelpful, index < which ? tags : [])
      factors["r\(index)"] = index.isMultiple(of: 2) ? 1 : -1
    }
    let given = try community.prepared()
    let aggregates = TagAggregates(
      given.store, given.everything, noteFactor: [-1, 0, 1],
      raterFactor: try given.perPerson(factors, rest: .nan))
    return aggregates.outlierTags(
      try given.note(2), thresholds: Array(repeating: threshold, count: 13))
  }

  @Test("have a weighted count above 2.5")
  func weight() throws {
    let tag = RatingTag.notHelpfulOutdated
    #expect(try outliers(raters: 12, of: 5, say: [tag], threshold: 0).isEmpty)
    #expect(try outliers(raters: 12, of: 6, say: [tag], threshold: 0) == RatingTags(tag))
  }

  @Test("have a weighted share above their threshold")
  func share() throws {
    let tag = RatingTag.notHelpfulOutdated
    #expect(try outliers(raters: 12, of: 6, say: [tag], threshold: 0.5).isEmpty)
    #expect(try outliers(raters: 12, of: 6, say: [tag], threshold: 0.49) == RatingTags(tag))
  }

  @Test("are all but “hard to understand”")
  func hardToUnderstand() throws {
    let found = try outliers(raters: 8, of: 8, say: RatingTag.notHelpful, threshold: 0.5)
    var expected = RatingTags.anyNotHelpful
    expected.remove(RatingTags(.notHelpfulHardToUnderstand))
    #expect(found == expected)
  }

  @Test("are none where the threshold is not a number")
  func missingThreshold() throws {
    #expect(
      try outliers(raters: 8, of: 8, say: [.notHelpfulOther], threshold: .nan).isEmpty)
  }
}
