import Snapshot

extension RaterClusters {
  /// Reads `rater_clusters.tsv`: `raterParticipantId`, `postSelectionValue`, `quasiCliqueValue`, the
  /// values empty where a rater has none. Rows of raters that the snapshot does not know are left
  /// out.
  ///
  /// - Throws: `TableError`.
  public init(_ table: TSVTable, participants: ParticipantIDs) throws(TableError) {
    let raters = try table.texts("raterParticipantId")
    let components = try table.integers("postSelectionValue")
    let cliques = try table.integers("quasiCliqueValue")
    rows = []
    for index in 0..<table.rowCount {
      guard let id = raters[index], let rater = participants.position(of: id) else { continue }
      rows.append(
        Row(
          rater: UInt32(rater),
          postSelectionValue: Int32(clamping: components[index] ?? 0),
          quasiCliqueValue: Int32(clamping: cliques[index] ?? 0)))
    }
  }
}

extension NoteTopics {
  /// Reads a table with the columns `noteId` and `noteTopic`, such as an earlier `scored_notes.tsv`.
  /// Notes that the snapshot does not know, and topics without a model, are left out.
  ///
  /// - Throws: `TableError`.
  public init(_ table: TSVTable, noteIDs: [Int64]) throws(TableError) {
    let ids = try table.integers("noteId")
    let names = try table.texts("noteTopic")
    var topicOf: [Int64: NoteTopic] = [:]
    for index in 0..<table.rowCount {
      guard let id = ids[index], let name = names[index] else { continue }
      topicOf[id] = NoteTopic.allCases.first { $0.name == name }
    }
    topic = noteIDs.map { topicOf[$0] }
  }
}
