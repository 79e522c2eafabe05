import Parallel
import Synchronization

/// Reads one table in waves of blocks.
///
/// While the threads parse the blocks of one wave, one of them fetches (and unpacks) the blocks of
/// the next and one appends the pieces of the last, so that no more than three waves are in memory
/// beside the table. Pieces are appended in file order, so that what comes out does not depend on
/// the number of threads.
struct TableReading<Table: RowTable>: Sendable {
  let files: [InputFile]
  let workers: Workers
  let skipBadRows: Bool
  let seed: UInt64
  let blockSize: Int
  /// Size of all files as stored, for the estimate of rows.
  let totalBytes: Int

  private struct Wave: Sendable {
    var jobs: [TableBlocks.Job] = []
    /// What stopped the reading behind these blocks.
    var failure: SnapshotError?
    var bytesRead = 0
    var partNames: [String] = []
  }

  private enum Step: Sendable {
    case appended(SnapshotError?)
    case fetched(Wave)
    case parsed(Piece<Table>)
  }

  /// Reads all files; `progress` is told the stored bytes read so far.
  func read(
    ids: Interners, progress: (Int) -> Void
  ) throws(SnapshotError) -> TableAssembly<Table> {
    let blocks = Mutex(TableBlocks(files: files, schema: Table.schema, blockSize: blockSize))
    let assembly = Mutex(TableAssembly<Table>(ids: ids, skipBadRows: skipBadRows))
    var wave = fetch(from: blocks)
    var parsed: (wave: Wave, pieces: [Piece<Table>]) = (Wave(), [])
    while true {
      let steps = workers.map(wave.jobs.count + 2) { [wave, parsed] step in
        switch step {
        case 0: Step.appended(append(parsed.pieces, of: parsed.wave, to: assembly))
        case 1: Step.fetched(wave.failure == nil ? fetch(from: blocks) : Wave())
        default: Step.parsed(Piece(wave.jobs[step - 2], skipBadRows: skipBadRows, seed: seed))
        }
      }
      let failure = parsed.wave.failure
      parsed = (wave, [])
      progress(wave.bytesRead)
      for step in steps {
        switch step {
        case .appended(let error): if let error { throw error }
        case .fetched(let next): wave = next
        case .parsed(let piece): parsed.pieces.append(piece)
        }
      }
      // Rows before the failure come first: any of them may hold an earlier error.
      if let failure { throw failure }
      if parsed.pieces.isEmpty, parsed.wave.failure == nil { break }
    }
    var whole = assembly.withLock { held in
      let whole = held
      held = TableAssembly(ids: Interners(seed: seed), skipBadRows: skipBadRows)
      return whole
    }
    let partNames = blocks.withLock { $0.partNames }
    try whole.removeRepeats(partNames: partNames, workers)
    whole.report.files = files.map(\.name)
    whole.report.bytes = blocks.withLock { $0.bytesRead }
    return whole
  }

  /// The next few blocks: enough that threads which finish early find more to do.
  private func fetch(from blocks: borrowing Mutex<TableBlocks>) -> Wave {
    blocks.withLock { blocks in
      var wave = Wave()
      do throws(SnapshotError) {
        while wave.jobs.count < 4 * workers.threads, let job = try blocks.next() {
          wave.jobs.append(job)
        }
      } catch {
        wave.failure = error
      }
      wave.bytesRead = blocks.bytesRead
      wave.partNames = blocks.partNames
      return wave
    }
  }

  private func append(
    _ pieces: [Piece<Table>], of wave: Wave, to assembly: borrowing Mutex<TableAssembly<Table>>
  ) -> SnapshotError? {
    assembly.withLock { assembly in
      let isFirst = assembly.table.count == 0
      do throws(SnapshotError) {
        for piece in pieces { try assembly.append(piece, partNames: wave.partNames) }
      } catch {
        return error
      }
      if isFirst { assembly.reserve(bytesRead: wave.bytesRead, of: totalBytes) }
      return nil
    }
  }
}
