import NoteModel
import Testing

@testable import Scoring

/// Raters who come early to call one author's notes helpful.
@Suite struct AuthorAffinityTests {
  /// Counts, the rater's totals and the author's notes; three windows each.
  @Test(
    "A share of the author's notes is too large from its limit on",
    arguments: [
      (counts: [2, 2, 2], written: 10, expected: true),
      (counts: [1, 1, 1], written: 10, expected: false),
      (counts: [0, 3, 3], written: 10, expected: true),
      (counts: [0, 2, 2], written: 10, expected: false),
      (counts: [0, 0, 4], written: 10, expected: true),
      (counts: [0, 0, 3], written: 10, expected: false),
      (counts: [9, 9, 9], written: 9, expected: false),
    ])
  func coverage(counts: [Int], written: Int, expected: Bool) {
    #expect(
      AuthorAffinity.isSuspicious(counts: counts, raterTotals: [9, 9, 9], written: written)
        == expected)
  }

  @Test(
    "A share of the rater's early helpful ratings is too large from its limit on",
    arguments: [
      (counts: [2, 2, 2], totals: [10, 10, 10], expected: true),
      (counts: [1, 1, 1], totals: [10, 10, 10], expected: false),
      (counts: [0, 9, 9], totals: [0, 20, 20], expected: true),
      (counts: [0, 8, 8], totals: [0, 20, 20], expected: false),
      (counts: [0, 0, 7], totals: [0, 0, 10], expected: true),
      (counts: [0, 0, 6], totals: [0, 0, 10], expected: false),
      (counts: [9, 9, 9], totals: [9, 9, 9], expected: false),
    ])
  func affinity(counts: [Int], totals: [Int], expected: Bool) {
    #expect(
      AuthorAffinity.isSuspicious(counts: counts, raterTotals: totals, written: 1_000) == expected)
  }

  /// An author of ten notes, of which a rater rates the first two.
  private func scene(
    delay: Int64, level: Helpfulness? = .helpful, legacyHelpful: Bool = false, post: Int64? = nil
  ) -> ClusteringScene {
    var scene = ClusteringScene(participants: 2)
    for index in 0..<10 { scene.note(by: 0, onPost: post ?? Int64(index)) }
    for note in 0..<2 {
      scene.rate(note, by: 1, after: delay, level, legacyHelpful: legacyHelpful)
    }
    return scene
  }

  @Test("A rating after exactly a minute is within the first minute")
  func windowIsClosed() throws {
    #expect(try scene(delay: Millis.minute).components() == [[0, 1]])
    #expect(try scene(delay: Millis.minute + 1).components() == [])
  }

  @Test("A rating dated before its note counts as early")
  func negativeLatency() throws {
    #expect(try scene(delay: -Millis.day).components() == [[0, 1]])
  }

  @Test("Only the answer helpful of today's form counts")
  func onlyHelpful() throws {
    #expect(try scene(delay: 0, level: .somewhatHelpful).components() == [])
    #expect(try scene(delay: 0, level: nil, legacyHelpful: true).components() == [])
  }

  @Test("Notes on posts that are gone count")
  func gonePosts() throws {
    #expect(try scene(delay: 0, post: -1).components() == [[0, 1]])
  }
}
