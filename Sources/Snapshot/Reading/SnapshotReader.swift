import CMalloc
import NoteModel
import Parallel

/// Reads the public data of a Community Notes site: notes, ratings, note status history, user
/// enrollment and note requests.
///
/// Files may be plain, `.gz` or `.zip`, whole or in parts (see `InputFiles`). Header names decide
/// what a column is, so that older layouts and reordered or additional columns read too. Only notes
/// and ratings must be there. What is read does not depend on the number of threads.
///
/// Memory: 30 bytes a rating, the ids once, and about 60 bytes a note; plain note texts stay in
/// their file, which must not be shortened while the snapshot is in use.
public struct SnapshotReader: Sendable {
  private let workers: Workers
  private let skipBadRows: Bool
  private let blockSize: Int

  /// - Parameters:
  ///   - workers: The threads to read with.
  ///   - skipBadRows: Whether rows that cannot be read are counted and left out. A file that cannot
  ///     be read, or that lacks a required column, is an error all the same.
  public init(workers: Workers = .all, skipBadRows: Bool = false) {
    self.init(workers: workers, skipBadRows: skipBadRows, blockSize: Block.defaultSize)
  }

  /// Reads in blocks of another size; nothing but speed and memory depends on it.
  init(workers: Workers, skipBadRows: Bool, blockSize: Int) {
    self.workers = workers
    self.skipBadRows = skipBadRows
    self.blockSize = blockSize
  }

  /// Reads the tables in a folder.
  ///
  /// - Parameters:
  ///   - path: A folder with files or sub-folders named `notes`, `ratings`, `noteStatusHistory`,
  ///     `userEnrollment` and `noteRequests`.
  ///   - progress: Is called now and then from the calling thread.
  /// - Throws: The first error in the order notes, ratings, history, enrollment, requests, and
  ///   within a table in file order; rows that repeat a key come after rows that cannot be read.
  public func read(
    folder path: String, progress: (@Sendable (ReadProgress) -> Void)? = nil
  ) throws(SnapshotError) -> (snapshot: Snapshot, report: ReadReport) {
    try read(InputFiles(folder: path), place: path, progress)
  }

  /// Reads tables from memory: the contents of files by their path below a folder.
  public func read(
    files: [String: [UInt8]]
  ) throws(SnapshotError) -> (snapshot: Snapshot, report: ReadReport) {
    try read(InputFiles(files), place: "the given files", nil)
  }

  private func read(
    _ input: InputFiles, place: String, _ progress: (@Sendable (ReadProgress) -> Void)?
  ) throws(SnapshotError) -> (snapshot: Snapshot, report: ReadReport) {
    for table in PublicTable.allCases where table.isRequired && input.files[table] == nil {
      throw SnapshotError(file: place, problem: .missingTable(table, found: input.names))
    }
    var run = Run(
      input: input, workers: workers, skipBadRows: skipBadRows, blockSize: blockSize,
      seed: UInt64.random(in: .min ... .max), progress: progress)
    var snapshot = Snapshot()
    snapshot.notes = try run.read(NoteTable.self)
    snapshot.ratings = try run.read(RatingTable.self)
    snapshot.history = try run.read(HistoryTable.self)
    snapshot.enrollment = try run.read(EnrollmentTable.self)
    snapshot.requests = try run.read(NoteRequestTable.self)
    snapshot.history.decidedByNames = (0..<run.ids.names.count).map { run.ids.names.text($0) }
    snapshot.sortIDs(run.ids, workers)
    let report = run.report
    run.ids = Interners(seed: 0)
    // The pieces that the threads read into are gone, but the allocator keeps their memory.
    malloc_trim(0)
    return (snapshot, report)
  }
}

/// One read: the ids met so far and what was found.
private struct Run {
  let input: InputFiles
  let workers: Workers
  let skipBadRows: Bool
  let blockSize: Int
  let seed: UInt64
  let progress: (@Sendable (ReadProgress) -> Void)?
  let totalBytes: Int
  var bytesBefore = 0
  var ids: Interners
  var report = ReadReport()

  init(
    input: InputFiles, workers: Workers, skipBadRows: Bool, blockSize: Int, seed: UInt64,
    progress: (@Sendable (ReadProgress) -> Void)?
  ) {
    self.input = input
    self.workers = workers
    self.skipBadRows = skipBadRows
    self.blockSize = blockSize
    self.seed = seed
    self.progress = progress
    totalBytes = input.files.values.joined().reduce(0) { $0 + $1.size }
    ids = Interners(seed: seed)
  }

  mutating func read<Table: RowTable>(_ type: Table.Type) throws(SnapshotError) -> Table {
    guard let files = input.files[Table.kind] else {
      report.missing.append(Table.kind)
      return Table()
    }
    let reading = TableReading<Table>(
      files: files, workers: workers, skipBadRows: skipBadRows, seed: seed,
      blockSize: blockSize, totalBytes: files.reduce(0) { $0 + $1.size })
    let assembly = try reading.read(ids: ids) { [progress, bytesBefore, totalBytes] bytes in
      progress?(
        ReadProgress(
          table: Table.kind, bytesRead: bytesBefore + bytes, totalBytes: totalBytes))
    }
    bytesBefore += assembly.report.bytes
    ids = assembly.ids
    report.tables[Table.kind] = assembly.report
    return assembly.table
  }
}
