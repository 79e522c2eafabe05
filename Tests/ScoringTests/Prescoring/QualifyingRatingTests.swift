import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Ratings early enough to judge the rater by")
struct QualifyingRatingTests {
  private static let may2022: Int64 = 1_652_918_400_000

  /// Raters of note 1 whose rating qualifies, given when each rated after the note.
  private func qualifying(
    created: Int64 = SnapshotBuilder.start, settled: Int64? = nil,
    _ delays: [(rater: String, after: Int64)]
  ) throws -> [String] {
    var community = SnapshotBuilder()
    community.note(1, at: created)
    community.history(1, at: created) { history, row in
      history.latestNonNMRStatusAt[row] = OptionalMillis(settled.map { created + $0 })
    }
    for (rater, delay) in delays {
      community.rate(1, by: rater, RatingAnswer(level: .helpful), at: created + delay)
    }
    let given = try community.prepared()
    var found: [String] = []
    QualifyingRatings(notes: given.notes, history: given.snapshot.history)
      .forEach(given.store, note: 0, in: given.everything) {
        found.append(given.snapshot.participants[Int(given.store.rater[$0])])
      }
    return found
  }

  @Test("qualify within less than 48 hours of the note")
  func edge() throws {
    let delays = [("before", 48 * Millis.hour - 1), ("at", 48 * Millis.hour)]
    #expect(try qualifying(delays) == ["before"])
  }

  @Test("qualify without end while the note never had a status")
  func neverSettled() throws {
    #expect(try qualifying(settled: nil, [("a", 47 * Millis.hour)]) == ["a"])
  }

  @Test("qualify before the note's latest status, not at it")
  func settled() throws {
    let delays = [("before", 9), ("at", 10), ("after", 11)] as [(String, Int64)]
    #expect(try qualifying(settled: 10, delays) == ["before"])
  }

  @Test("qualify on a note that is not in the history by the 48 hours alone")
  func withoutHistory() throws {
    var community = SnapshotBuilder()
    community.note(1)
    community.rate(1, by: "a", after: 5)
    let given = try community.prepared()
    var count = 0
    QualifyingRatings(notes: given.notes, history: given.snapshot.history)
      .forEach(given.store, note: 0, in: given.everything) { _ in count += 1 }
    #expect(count == 1)
  }

  @Test("are the first five by time on a note from before May 2022, whatever its status")
  func firstFive() throws {
    let delays: [(String, Int64)] = [
      ("f", 60), ("e", 50), ("d", 40), ("c", 30), ("b", 20), ("a", 10),
    ]
    #expect(
      try qualifying(created: Self.may2022 - 1, settled: 1, delays) == ["a", "b", "c", "d", "e"])
  }

  @Test("are of the first 48 hours on an old note too")
  func oldNoteEdge() throws {
    let delays = [("late", 48 * Millis.hour), ("early", 5)]
    #expect(try qualifying(created: Self.may2022 - 1, delays) == ["early"])
  }

  @Test("of ratings at the same moment on an old note are the first in file order")
  func ties() throws {
    let delays = ["a", "b", "c", "d", "e", "f"].map { ($0, Int64(7)) }
    #expect(
      try qualifying(created: Self.may2022 - 1, delays) == ["a", "b", "c", "d", "e"])
  }

  @Test("count by today's rule from 19 May 2022 on")
  func tombstoneLaunch() throws {
    let delays = ["a", "b", "c", "d", "e", "f"].map { ($0, Int64(7)) }
    #expect(try qualifying(created: Self.may2022, delays).count == 6)
  }
}
