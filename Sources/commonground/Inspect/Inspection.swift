import Snapshot

/// Everything that `inspect` found out, as printed with `--json`.
struct Inspection: Encodable, Equatable {
  /// One table as it lies in the folder.
  struct Table: Encodable, Equatable {
    /// As in the file names: `notes`, `ratings`, `noteStatusHistory`, …
    var name: String
    var files: [String]
    /// As stored, so compressed where the files are.
    var bytes: Int
    var rows: Int
    /// Rows left out because an earlier one is the same.
    var repeatedRows: Int
    /// Bad rows left out.
    var skippedRows: Int
    /// What was wrong with the first of them.
    var firstErrors: [String]
  }

  var path: String
  var tables: [Table]
  /// Optional tables that were not there.
  var missingTables: [String]
  var summary: SnapshotSummary
}
