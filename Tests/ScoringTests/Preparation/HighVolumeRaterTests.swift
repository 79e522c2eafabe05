import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("High-volume raters")
struct HighVolumeRaterTests {
  /// "crowd-n" rate one note each; "busy" rates the first `count` notes, some days before the end.
  private func community(
    crowd: Int, busy count: Int, notes: Int64 = 200, daysBefore: Double = 0
  ) throws -> PreparedSnapshot {
    var community = SnapshotBuilder()
    let end = 40 * Millis.day
    for id in 1...notes { community.note(id) }
    for index in 0..<crowd {
      community.rate(Int64(index) % notes + 1, by: "crowd-\(index)", after: end)
    }
    for index in 0..<count {
      community.rate(
        Int64(index) % notes + 1, by: "busy",
        after: end - Int64(daysBefore * Double(Millis.day)))
    }
    return try community.prepared()
  }

  private func isBusyFlagged(_ given: PreparedSnapshot) throws -> Bool {
    let flagged = given.store.highVolumeRaters(participants: given.snapshot.participants.count)
    return flagged[try given.person("busy")]
  }

  @Test("flags a rater with more ratings than the 0.999-quantile")
  func busiest() throws {
    let given = try community(crowd: 600, busy: 50)
    let flagged = given.store.highVolumeRaters(participants: given.snapshot.participants.count)
    #expect(try flagged[given.person("busy")])
    #expect(flagged.count { $0 } == 1)
  }

  @Test("does not flag raters at the quantile itself")
  func atQuantile() throws {
    // Everybody has one rating, so that the quantile is one.
    #expect(try isBusyFlagged(community(crowd: 600, busy: 1)) == false)
  }

  @Test("flags nobody with fewer than 200 rated notes")
  func smallSite() throws {
    #expect(try isBusyFlagged(community(crowd: 600, busy: 50, notes: 199)) == false)
  }

  @Test(
    "looks at 7 and at 28 days back from the newest rating, both strictly",
    arguments: [(0.0, true), (6.9, true), (7.0, true), (27.9, true), (28.0, false), (39.0, false)])
  func windows(daysBefore: Double, isFlagged: Bool) throws {
    #expect(
      try isBusyFlagged(community(crowd: 600, busy: 50, daysBefore: daysBefore)) == isFlagged)
  }

  @Test("interpolates the quantile linearly between raters")
  func interpolation() throws {
    // Of 501 raters the 0.999-quantile lies half way between the two busiest (3 and 4): 3.5.
    var community = SnapshotBuilder()
    for id in 1...200 as ClosedRange<Int64> { community.note(id) }
    for index in 0..<499 { community.rate(Int64(index) % 200 + 1, by: "crowd-\(index)") }
    for id in 1...3 as ClosedRange<Int64> { community.rate(id, by: "three") }
    for id in 1...4 as ClosedRange<Int64> { community.rate(id, by: "four") }
    let given = try community.prepared()
    let flagged = given.store.highVolumeRaters(participants: given.snapshot.participants.count)
    #expect(try flagged[given.person("four")])
    #expect(try flagged[given.person("three")] == false)
  }

  @Test("flags nobody without ratings")
  func empty() {
    let given = try? SnapshotBuilder().prepared()
    #expect(given?.store.highVolumeRaters(participants: 3) == [false, false, false])
  }
}
