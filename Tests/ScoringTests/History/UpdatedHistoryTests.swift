import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("The history after a run")
struct UpdatedHistoryTests {
  private func updated(_ community: SnapshotBuilder) throws -> HistoryTable {
    let given = try community.prepared()
    let verdicts = given.notes.noteIDs.map { _ in SiteEvidence(core: .notHelpful).verdict() }
    return updatedHistory(
      given.data, verdicts: verdicts, models: ModelResults(noteCount: given.notes.count),
      now: SnapshotBuilder.start)
  }

  @Test("has a row for each known note, ascending, whatever the order of the files")
  func rows() throws {
    var community = SnapshotBuilder()
    community.history(3, by: "cid")
    community.note(2, by: "bob")
    community.history(1, by: "ann")
    community.rate(4, by: "dan")
    let history = try updated(community)
    #expect(history.note == [0, 1, 2])
    #expect(history.author == [0, 1, 2])
  }

  @Test("keeps what a row said before and starts a new note's row empty")
  func oldAndNew() throws {
    var community = SnapshotBuilder()
    community.history(1) { history, row in
      history.firstNonNMRStatus[row] = .helpful
      history.mostRecentNonNMRStatus[row] = .helpful
    }
    community.note(2)
    let history = try updated(community)
    #expect(history.firstNonNMRStatus == [.helpful, .notHelpful])
    #expect(history.mostRecentNonNMRStatus == [.notHelpful, .notHelpful])
  }

  @Test("names the deciding rule, with the names that the old history had kept")
  func deciders() throws {
    var community = SnapshotBuilder()
    community.history(1)
    community.note(2)
    var snapshot = community.snapshot()
    snapshot.history.decidedByNames = ["ExpansionModel (v1.1)", "CoreModel (v1.1)"]
    let given = try PreparedSnapshot(snapshot)
    let verdicts = given.notes.noteIDs.map { _ in SiteEvidence(core: .notHelpful).verdict() }
    let history = updatedHistory(
      given.data, verdicts: verdicts, models: ModelResults(noteCount: given.notes.count),
      now: SnapshotBuilder.start)
    let names = history.currentDecidedBy.map { $0.map { history.decidedByNames[Int($0)] } }
    #expect(names == ["CoreModel (v1.1)", "CoreModel (v1.1)"])
    #expect(history.decidedByNames.first == "ExpansionModel (v1.1)")
    #expect(Set(history.decidedByNames).count == history.decidedByNames.count)
  }
}
