import Snapshot

/// What a scoring run learned of raters and notes, as far as labels need it.
struct Viewpoints {
  /// By participant id.
  var raters: [String: Double] = [:]
  /// By note id.
  var notes: [Int64: Double] = [:]
  var intercepts: [Int64: Double] = [:]

  /// Nothing is known.
  init() {}

  /// Of the core model, from the tables that score writes.
  ///
  /// - Throws: `TableError`.
  init(folder: String) throws {
    let scored = try TSVTable(path: "\(folder)/scored_notes.tsv")
    let ids = try scored.integers("noteId")
    notes = Self.pairs(ids, try scored.doubles("coreNoteFactor1"))
    intercepts = Self.pairs(ids, try scored.doubles("coreNoteIntercept"))
    let helpfulness = try TSVTable(path: "\(folder)/helpfulness_scores.tsv")
    raters = Self.pairs(
      try helpfulness.texts("raterParticipantId"), try helpfulness.doubles("coreRaterFactor1"))
  }

  private static func pairs<Key: Hashable>(
    _ keys: [Key?], _ values: [Double?]
  ) -> [Key: Double] {
    Dictionary(
      zip(keys, values).compactMap { key, value in key.flatMap { key in value.map { (key, $0) } } },
      uniquingKeysWith: { first, _ in first })
  }
}
