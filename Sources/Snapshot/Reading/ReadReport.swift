/// What a read took in, table by table, and what it left out.
public struct ReadReport: Sendable {
  /// One entry per table that was there.
  public var tables: [PublicTable: TableReport] = [:]
  /// Optional tables that were not there and are done without.
  public var missing: [PublicTable] = []

  public init() {}

  /// Bad rows left out, all tables together; 0 unless bad rows are skipped.
  public var skippedRows: Int { tables.values.reduce(0) { $0 + $1.skippedRows } }
}

/// What a read took in of one table.
public struct TableReport: Sendable {
  /// How many errors `firstErrors` keeps.
  public static let keptErrors = 5

  /// Files in the order read, relative to the folder.
  public var files: [String] = []
  /// Size of the files as stored, in bytes.
  public var bytes = 0
  /// Rows in the table.
  public var rows = 0
  /// Rows left out because an earlier row is the same in every kept column.
  public var repeatedRows = 0
  /// Bad rows left out.
  public var skippedRows = 0
  /// The first errors of skipped rows: unreadable rows in file order, then duplicate keys.
  public var firstErrors: [SnapshotError] = []

  public init() {}

  mutating func skip(_ error: SnapshotError) {
    skippedRows += 1
    if firstErrors.count < Self.keptErrors { firstErrors.append(error) }
  }
}

/// How far a read has come.
public struct ReadProgress: Sendable {
  /// The table being read.
  public var table: PublicTable
  /// Bytes read so far, of all tables, as stored.
  public var bytesRead: Int
  /// Bytes of all files, as stored.
  public var totalBytes: Int
}
