import Testing

@testable import CommunityRules

/// The worked examples of the rules, and the windows around them.
@Suite("How many notes a writer may submit")
struct WritingLimitsTests {
  private static let hour: Int64 = 3_600_000
  private static let now: Int64 = 1_800_000_000_000

  @Test(
    "depends on what became of earlier ones",
    arguments: [
      (-1, 30, 1), (0, 0, 5), (0, 40, 5), (3, 15, 8), (12, 60, 17), (12, 240, 10), (100, 2000, 10),
      (1, 400, 1), (1, 1, 6),
    ])
  func perDay(impact: Int, notes: Int, limit: Int) {
    #expect(WritingLimits.perDay(writingImpact: impact, notes: notes) == limit)
  }

  @Test(
    "on one author depends on the share that was helpful",
    arguments: [
      (5, 0, 3, 1), (6, 0, 1, 1), (14, 0, 1, 1), (15, 0, 1, 7), (100, 1, 1, 1), (101, 1, 1, 7),
      (20, 1, 5, 1), (100, 4, 1, 1), (31, 4, 12, 1),
    ])
  func onAuthor(notes: Int, helpful: Int, limit: Int, days: Int64) {
    let rule = WritingLimits.onPostAuthor(notes: notes, helpful: helpful)
    #expect(rule.limit == limit)
    #expect(rule.window == days * 24 * Self.hour)
  }

  @Test("lets a note through until the limit is reached, and again when the oldest is a day old")
  func window() throws {
    // Given a writer with Writing Impact 0, who may write 5 a day
    let times = (1...5).map { Self.now - Int64($0) * Self.hour }
    func reached(_ times: [Int64], at now: Int64 = Self.now) -> WritingLimits.Reached? {
      WritingLimits.reached(at: now, writingImpact: 0, notes: 9, times: times, onAuthor: [])
    }

    // Then
    #expect(reached(Array(times.prefix(4))) == nil)
    let limit = try #require(reached(times))
    #expect(limit.scope == .overall)
    #expect(limit.limit == 5)
    #expect(limit.nextAt == Self.now + 19 * Self.hour)
    #expect(reached(times, at: limit.nextAt - 1) != nil)
    #expect(reached(times, at: limit.nextAt) == nil)
  }

  @Test("names the limit that lasts longer where both are reached")
  func stricter() throws {
    let old = (0..<15).map { (createdAt: Self.now - Int64($0 + 30) * Self.hour, isHelpful: false) }
    let limit = try #require(
      WritingLimits.reached(
        at: Self.now, writingImpact: -1, notes: 15, times: [Self.now - Self.hour], onAuthor: old))
    #expect(limit.scope == .onePostAuthor)
    #expect(limit.nextAt == Self.now - 30 * Self.hour + 7 * 24 * Self.hour)
  }
}
