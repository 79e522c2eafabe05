import Parallel

/// Writes a snapshot as the five public tables, header and columns as published.
///
///     let folder = try OutputFolder(path: "snapshot")
///     try SnapshotWriter().write(snapshot, to: folder)
///     try folder.commit()
///
/// The bytes depend on the snapshot alone, not on the number of threads.
public struct SnapshotWriter: Sendable {
  public var workers: Workers
  /// The size that no part of the ratings exceeds, unless a header and a single row do.
  public var ratingsPartBytes: Int
  /// The same for the parts of the other tables, which are one file each unless this is set.
  public var otherPartBytes: Int

  public init(
    workers: Workers = .all, ratingsPartBytes: Int = 100_000_000, otherPartBytes: Int = .max
  ) {
    self.workers = workers
    self.ratingsPartBytes = ratingsPartBytes
    self.otherPartBytes = otherPartBytes
  }

  /// Writes `notes-00000.tsv`, `ratings-00000.tsv` and further parts, `noteStatusHistory-00000.tsv`,
  /// `userEnrollment-00000.tsv` and `noteRequests-00000.tsv`; empty tables get a header too.
  ///
  /// Columns that a snapshot does not keep (`suggestion`, `suggestionId`) are empty. Tabs and line
  /// breaks in texts become spaces. Memory: a few megabytes a thread, whatever the snapshot's size.
  public func write(_ snapshot: Snapshot, to folder: OutputFolder) throws(OutputError) {
    try NoteFormat(snapshot).write(
      as: "notes", to: folder, partBytes: otherPartBytes, workers: workers)
    try RatingFormat(snapshot).write(
      as: "ratings", to: folder, partBytes: ratingsPartBytes, workers: workers)
    try HistoryFormat(snapshot).write(
      as: "noteStatusHistory", to: folder, partBytes: otherPartBytes, workers: workers)
    try EnrollmentFormat(snapshot).write(
      as: "userEnrollment", to: folder, partBytes: otherPartBytes, workers: workers)
    try NoteRequestFormat(snapshot).write(
      as: "noteRequests", to: folder, partBytes: otherPartBytes, workers: workers)
  }
}
