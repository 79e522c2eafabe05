import Foundation
import GRDB

/// A community in one SQLite file.
///
/// Readers work on snapshots of the write-ahead log and never wait. Writes that arrive while
/// another is being made durable share the next commit (`GroupCommit`).
public struct SQLiteStore: Store {
  private let pool: DatabasePool
  private let commits: GroupCommit
  private let path: String
  private let policies = PolicyCache()

  /// Opens the file, makes it if it is missing, and brings its schema up to date.
  ///
  /// - Throws: `StoreError.newerSchema`, or GRDB's `DatabaseError` where the file can't be used.
  public init(path: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      // FULL: a commit that was acknowledged outlives a loss of power.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // Cached, not mapped: each connection's map of the file would count as memory in use.
      try db.execute(sql: "PRAGMA cache_size = -16384")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      // Words that were deleted are overwritten in the file, not only unlinked, and the log of writes
      // does not keep them after it was written back.
      try db.execute(sql: "PRAGMA secure_delete = ON")
      try db.execute(sql: "PRAGMA journal_size_limit = 0")
    }
    pool = try DatabasePool(path: path, configuration: configuration)
    self.path = path
    let migrator = Schema.migrator
    guard try pool.read({ try !migrator.hasBeenSuperseded($0) }) else {
      throw StoreError.newerSchema(path: path)
    }
    try migrator.migrate(pool)
    commits = GroupCommit(pool)
  }

  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try await pool.read { [policies] in
      try body(SQLiteTransaction(db: $0, policies: policies, isReading: true))
    }
  }

  public func readHere<Result>(
    _ body: (any StoreTransaction) throws -> Result
  ) throws -> Result {
    try pool.read { try body(SQLiteTransaction(db: $0, policies: policies, isReading: true)) }
  }

  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try await commits.run { [policies] in
      try body(SQLiteTransaction(db: $0, policies: policies, isReading: false))
    }
  }

  public func backUp(to path: String) async throws {
    try await pool.vacuum(into: path)
  }

  public func findings() async throws -> [String] {
    try await pool.read { db in
      let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      let links = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
        "row \(row[1] ?? 0) of \(row[0] ?? "?") names a missing row of \(row[2] ?? "?")"
      }
      return integrity + links
    }
  }

  /// Closes the file; the store can't be used afterwards.
  public func close() throws { try pool.close() }
}

/// The repositories, spoken in SQL; each concept in a file of its own.
struct SQLiteTransaction: StoreTransaction {
  let db: Database
  let policies: PolicyCache
  /// What a write sees may yet be undone.
  let isReading: Bool
}
