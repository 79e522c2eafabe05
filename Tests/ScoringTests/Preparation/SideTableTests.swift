import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Reading clusters and topics")
struct SideTableTests {
  private func table(_ text: String) throws -> TSVTable {
    try TSVTable(file: "table.tsv", bytes: Array(text.utf8))
  }

  @Test("takes a rater's row for each cluster; an empty value is none")
  func clusters() throws {
    let clusters = try RaterClusters(
      table(
        """
        raterParticipantId\tpostSelectionValue\tquasiCliqueValue
        B\t3.0\t
        A\t\t2
        A\t1\t4.0

        """), participants: ParticipantIDs(["A", "B"]))
    #expect(
      clusters.rows == [
        RaterClusters.Row(rater: 1, postSelectionValue: 3, quasiCliqueValue: 0),
        RaterClusters.Row(rater: 0, postSelectionValue: 0, quasiCliqueValue: 2),
        RaterClusters.Row(rater: 0, postSelectionValue: 1, quasiCliqueValue: 4),
      ])
  }

  @Test("leaves out raters that the snapshot does not know")
  func unknownRaters() throws {
    let clusters = try RaterClusters(
      table("raterParticipantId\tpostSelectionValue\tquasiCliqueValue\nZ\t1\t1\n"),
      participants: ParticipantIDs(["A"]))
    #expect(clusters.rows.isEmpty)
  }

  @Test("says which column a table of clusters lacks")
  func missingColumn() throws {
    let table = try table("raterParticipantId\tpostSelectionValue\nA\t1\n")
    let error = #expect(throws: TableError.self) {
      try RaterClusters(table, participants: ParticipantIDs(["A"]))
    }
    #expect(error?.column == "quasiCliqueValue")
  }

  @Test("takes the topics of known notes; unheard-of topics are none")
  func topics() throws {
    let topics = try NoteTopics(
      table(
        """
        noteId\tnoteTopic
        7\tScams
        5\tUkraineConflict
        6\t
        8\tGardening
        99\tScams

        """), noteIDs: [5, 6, 7, 8, 9])
    #expect(topics.topic == [.ukraineConflict, nil, .scams, nil, nil])
  }

  @Test("numbers topics as the reference does and names them alike")
  func topicNames() {
    #expect(NoteTopic.allCases.map(\.rawValue) == [1, 2, 3, 4, 5])
    #expect(
      NoteTopic.allCases.map(\.name) == [
        "UkraineConflict", "GazaConflict", "MessiRonaldo", "Scams", "InDimensionTwo",
      ])
  }
}
