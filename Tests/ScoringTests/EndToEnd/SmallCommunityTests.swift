import NoteModel
import Simulation
import Snapshot
import Testing

@testable import Scoring

@Suite("Scoring a small community")
struct SmallCommunityTests {
  private func simulated(raters: Int, notes: Int, ratings: Int) throws -> Snapshot {
    var community = Community()
    community.raters = raters
    community.notes = notes
    community.ratings = ratings
    community.coordinatedGroups.count = 0
    community.history = false
    return try community.snapshot()
  }

  @Test("of nobody gives empty tables")
  func empty() throws {
    let result = try score(Snapshot(), ScoringOptions())
    #expect(result.verdicts.isEmpty)
    #expect(result.history.count == 0)
    #expect(result.models.core == nil)
    #expect(try result.scoredNotesTable().printed().rowCount == 0)
  }

  @Test("of one note without ratings leaves it undecided")
  func oneNote() throws {
    var community = SnapshotBuilder()
    community.note(7)
    let result = try score(community.snapshot(), ScoringOptions())
    #expect(result.verdicts.map(\.status) == [.needsMoreRatings])
    #expect(result.verdicts[0].decidedBy == .metaInitialNeedsMoreRatings)
    #expect(result.history.currentStatus == [.needsMoreRatings])
    #expect(try result.scoredNotesTable().printed().integers("noteId") == [7])
  }

  @Test("takes the newest note or rating for now unless told")
  func now() throws {
    var community = SnapshotBuilder()
    community.note(7)
    community.rate(7, by: "a", after: 5)
    #expect(
      try score(community.snapshot(), ScoringOptions()).now == SnapshotBuilder.start + 5)
    #expect(try score(community.snapshot(), ScoringOptions(now: 9)).now == 9)
  }

  @Test("of ten notes and a hundred ratings runs through and prints a row for each note")
  func tenNotes() throws {
    let snapshot = try simulated(raters: 60, notes: 10, ratings: 100)
    let result = try score(snapshot, ScoringOptions())
    let table = try result.scoredNotesTable().printed()
    #expect(try table.integers("noteId") == snapshot.noteIDs.map(Optional.some))
    #expect(result.history.count == 10)
    #expect(
      try result.auxiliaryNoteTable(participants: snapshot.participants).printed().rowCount == 10)
  }

  @Test("of some thousand ratings gives no status but by a rule that says so")
  func everyStatusHasARule() throws {
    let snapshot = try simulated(raters: 200, notes: 100, ratings: 3_000)
    let result = try score(snapshot, ScoringOptions())
    let core = try #require(result.models.core)
    for (note, verdict) in result.verdicts.enumerated() {
      switch verdict.status {
      case .notHelpful: #expect(core.status(note) == .notHelpful)
      // Nobody was held back before, so that a helpful note is held back first.
      case .needsMoreRatings:
        #expect(
          core.status(note) != .notHelpful
            || verdict.decidedBy == .insufficientExplanation)
      default: Issue.record("note \(note) is \(verdict.status)")
      }
      #expect(result.history.currentStatus[note] == verdict.status)
    }
  }

  @Test("releases in a second run, an hour later, the notes that the first run held back")
  func secondRun() throws {
    var snapshot = try simulated(raters: 300, notes: 150, ratings: 7_000)
    let now = snapshot.newestMillis
    let first = try score(snapshot, ScoringOptions(now: now))
    let held = first.verdicts.indices.filter {
      first.verdicts[$0].preStabilizationStatus == .helpful
    }
    #expect(!held.isEmpty)
    #expect(held.allSatisfy { first.verdicts[$0].status == .needsMoreRatings })
    snapshot.history = first.history
    let second = try score(snapshot, ScoringOptions(now: now + Millis.hour + 1))
    for note in held where second.verdicts[note].preStabilizationStatus == .helpful {
      #expect([.helpful, .needsMoreRatings].contains(second.verdicts[note].status))
      #expect(second.verdicts[note].decidedBy != .stabilization)
      #expect(second.verdicts[note].stabilizationAt == OptionalMillis(-1))
    }
    #expect(second.verdicts.contains { $0.status == .helpful })
  }

  @Test("where nobody's early ratings can be judged gives no model and no status")
  func noHelpfulRater() throws {
    // Everybody rates late, so that no rating is valid.
    var community = SnapshotBuilder()
    for id in 1...12 as ClosedRange<Int64> {
      community.note(id)
      for rater in 0..<12 { community.rate(id, by: "r\(rater)", after: 3 * Millis.day) }
    }
    let result = try score(community.snapshot(), ScoringOptions())
    #expect(result.prescoredCore == nil)
    #expect(result.models.core == nil)
    #expect(result.verdicts.allSatisfy { $0.status == .needsMoreRatings })
  }

  @Test("refuses notes that contradict their history")
  func contradiction() {
    var community = SnapshotBuilder()
    community.note(7, by: "ann")
    community.history(7, by: "bob")
    let error = #expect(throws: ScoringError.self) {
      try score(community.snapshot(), ScoringOptions())
    }
    #expect(error?.description.contains("Note 7") == true)
  }
}
