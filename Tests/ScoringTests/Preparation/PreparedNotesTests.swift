import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Joining notes with their history")
struct PreparedNotesTests {
  private static let october2022: Int64 = 1_664_755_200_000

  @Test("knows a note from the notes table, from the history, or from both")
  func knownNotes() throws {
    var community = SnapshotBuilder()
    community.note(1, by: "ann")
    community.history(2, by: "bob")
    community.note(3, by: "cid")
    community.history(3, by: "cid")
    community.rate(4, by: "dan")
    let given = try community.prepared()
    #expect(given.notes.isKnown == [true, true, true, false])
    #expect(given.notes.noteRow == [0, -1, 1, -1])
    #expect(given.notes.historyRow == [-1, 0, 1, -1])
    #expect(
      try given.notes.author[..<3].map(Int.init) == [
        given.person("ann"), given.person("bob"), given.person("cid"),
      ])
  }

  @Test("refuses a note whose author differs in the history, and names it")
  func otherAuthor() {
    var community = SnapshotBuilder()
    community.note(7, by: "ann")
    community.history(7, by: "bob")
    #expect(throws: ScoringError.noteContradictsHistory(noteID: 7)) {
      try PreparedNotes(community.snapshot())
    }
  }

  @Test("refuses a note whose creation time differs in the history")
  func otherTime() {
    var community = SnapshotBuilder()
    community.note(7)
    community.history(7, at: SnapshotBuilder.start + 1)
    #expect(throws: ScoringError.noteContradictsHistory(noteID: 7)) {
      try PreparedNotes(community.snapshot())
    }
  }

  @Test("counts ratings of every misleading note, however old")
  func misleading() throws {
    var community = SnapshotBuilder()
    community.note(1, at: 1_600_000_000_000)
    #expect(try community.prepared().notes.acceptsRatings(0))
  }

  @Test(
    "counts ratings of a not-misleading note only if it is from after 3 October 2022, 00:00",
    arguments: [(october2022 - 1, false), (october2022, false), (october2022 + 1, true)])
  func notMisleading(created: Int64, accepts: Bool) throws {
    var community = SnapshotBuilder()
    community.note(1, at: created, .notMisleading)
    #expect(try community.prepared().notes.acceptsRatings(0) == accepts)
  }

  @Test("counts ratings of a deleted note that the history still has")
  func deleted() throws {
    var community = SnapshotBuilder()
    community.history(1)
    #expect(try community.prepared().notes.acceptsRatings(0))
  }

  @Test("counts no rating of a note without classification that was never scored")
  func unclassified() throws {
    var community = SnapshotBuilder()
    community.note(1, nil)
    #expect(try community.prepared().notes.acceptsRatings(0) == false)
  }

  @Test("counts no rating of a note that no table describes")
  func unknown() throws {
    var community = SnapshotBuilder()
    community.rate(1, by: "ann")
    let given = try community.prepared()
    #expect(given.notes.acceptsRatings(0) == false)
    #expect(given.store.count == 0)
  }
}
