import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("The minimum-count filter")
struct MinimumCountTests {
  /// Rates each note by the raters named by single letters.
  private func rated(_ raters: [Int64: String]) throws -> PreparedSnapshot {
    var community = SnapshotBuilder()
    for (id, names) in raters.sorted(by: { $0.key < $1.key }) {
      community.note(id)
      for name in names { community.rate(id, by: String(name)) }
    }
    return try community.prepared()
  }

  @Test("keeps notes and raters with exactly the minimum")
  func boundary() throws {
    let given = try rated([1: "abc", 2: "ab"])
    let kept = given.store.withMinimumCounts(given.everything, minRater: 2, minNote: 2)
    #expect(kept.notes == [true, true])
    #expect(try kept.raters[given.person("a")])
    #expect(try kept.raters[given.person("c")] == false)
  }

  @Test("counts a rater's ratings on kept notes only")
  func ratersAfterNotes() throws {
    // "a" rates three notes, but two of them have too few ratings.
    let given = try rated([1: "abc", 2: "bc", 3: "a", 4: "a", 5: "bc"])
    let kept = given.store.withMinimumCounts(given.everything, minRater: 2, minNote: 2)
    #expect(try kept.raters[given.person("a")] == false)
    #expect(kept.notes == [true, true, false, false, true])
  }

  @Test("is not repeated until it is stable")
  func notIterated() throws {
    // Dropping "c" and "d" drops note 3, after which "b" has a single rating, and stays.
    let given = try rated([1: "ab", 2: "aef", 3: "bcd", 4: "aef"])
    let kept = given.store.withMinimumCounts(given.everything, minRater: 2, minNote: 2)
    #expect(kept.notes == [true, true, false, true])
    #expect(try kept.raters[given.person("b")])
    #expect(given.store.ratingCounts(in: kept) == [2, 3, 0, 3])
  }

  @Test("leaves raters alone in final scoring")
  func finalScoring() throws {
    let given = try rated([1: "abcde", 2: "abcd"])
    let kept = given.store.withMinimumCounts(given.everything, minRater: 0, minNote: 5)
    #expect(kept.notes == [true, false])
    #expect(kept.raters.allSatisfy { $0 })
  }
}
