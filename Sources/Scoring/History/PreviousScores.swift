import NoteModel
import Snapshot

/// What an earlier run wrote: the scores of notes that a run need not score again.
public struct PreviousScores: Sendable {
  /// Ratings made later, in milliseconds since the epoch, are new.
  public let ratingsUntil: Int64
  let scoredNotes: TSVTable
  let auxiliary: TSVTable
  /// By note id: the row in both tables.
  private let row: [Int64: Int]

  /// Reads the tables that a run left in a folder.
  ///
  /// - Parameter ratingsUntil: up to when that run had ratings; nil: up to when it decided.
  /// - Throws: `TableError` where they are missing, or of another version of the format.
  public init(folder: String, ratingsUntil: Int64? = nil) throws(TableError) {
    let scoredNotes = try TSVTable(path: "\(folder)/\(OutputSchema.scoredNotes.fileName)")
    let auxiliary = try TSVTable(path: "\(folder)/\(OutputSchema.auxiliaryNoteInfo.fileName)")
    try scoredNotes.requireColumns(of: .scoredNotes)
    try auxiliary.requireColumns(of: .auxiliaryNoteInfo)
    let ids = try scoredNotes.integers("noteId")
    guard ids == (try auxiliary.integers("noteId")) else {
      throw TableError(
        .badValue(
          text: "noteId", expected: "the same notes as \(OutputSchema.scoredNotes.fileName)"),
        file: auxiliary.file)
    }
    let decided = try scoredNotes.integers("timestampMillisOfCurrentStatus").compactMap { $0 }.max()
    self.ratingsUntil = ratingsUntil ?? decided ?? .min
    self.scoredNotes = scoredNotes
    self.auxiliary = auxiliary
    row = Dictionary(
      ids.enumerated().compactMap { row, id in id.map { ($0, row) } },
      uniquingKeysWith: { first, _ in first })
  }

  func hasNote(_ id: Int64) -> Bool { row[id] != nil }

  /// The rows of notes, in their order; those without one are left out.
  func rows(of ids: [Int64]) -> [Int] { ids.compactMap { row[$0] } }

  /// Completes what a run found of its notes with what was found of the others before.
  func complete(
    _ outcomes: inout NoteOutcomes, noteIDs: [Int64], isRescored: (Int) -> Bool
  ) throws(TableError) {
    let ratings = try scoredNotes.integers("numRatings")
    let recent = try auxiliary.integers("numRatingsLast28")
    let intercepts = try scoredNotes.doubles("coreNoteIntercept")
    for (note, id) in noteIDs.enumerated() where !isRescored(note) {
      guard let row = row[id] else { continue }
      outcomes.ratingCounts[note] = Int32(clamping: ratings[row] ?? 0)
      outcomes.recentRatingCounts[note] = Int32(clamping: recent[row] ?? 0)
      outcomes.coreIntercept[note] = intercepts[row].map { Float($0) } ?? .nan
    }
  }
}

extension TSVTable {
  fileprivate func requireColumns(of schema: OutputSchema) throws(TableError) {
    let wanted = schema.columns.map(\.name)
    guard columns != wanted else { return }
    let missing = wanted.first { !columns.contains($0) }
    throw TableError(
      .missingColumn(found: columns), file: file, line: 1, column: missing ?? wanted[0])
  }
}
