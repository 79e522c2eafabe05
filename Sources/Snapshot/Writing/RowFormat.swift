import Parallel

/// A table that can format any range of its rows, independently of the others.
protocol RowFormat: Sendable {
  /// The header row.
  var columns: [String] { get }
  var rowCount: Int { get }

  /// Appends rows, each ended by a newline.
  func append(rows: Range<Int>, to buffer: inout TextBuffer)
}

extension RowFormat {
  /// Formats all rows and hands their text to `write`, in row order.
  ///
  /// Pieces of `rowsPerPiece` rows are formatted in parallel; while a few are being formatted, those
  /// before them are written. The buffers are used again and again, so that memory stays at four
  /// pieces a thread. The text does not depend on the number of threads.
  func forEachPiece(
    workers: Workers, rowsPerPiece: Int,
    write: @Sendable (UnsafeRawBufferPointer) throws(OutputError) -> Void
  ) throws(OutputError) {
    let pieces = (rowCount + rowsPerPiece - 1) / rowsPerPiece
    let width = min(pieces, 2 * workers.threads)
    var formatting = (0..<width).map { _ in PieceBuffer() }
    var waiting = (0..<width).map { _ in PieceBuffer() }
    var waitingCount = 0
    var first = 0
    while first < pieces || waitingCount > 0 {
      let count = min(width, pieces - first)
      let failures = workers.map(1 + count) { [formatting, waiting, waitingCount, first] job in
        if job == 0 { return Self.writeAll(waiting.prefix(waitingCount), write) }
        let start = (first + job - 1) * rowsPerPiece
        let rows = start..<min(rowCount, start + rowsPerPiece)
        formatting[job - 1].text.removeAll()
        append(rows: rows, to: &formatting[job - 1].text)
        return nil
      }
      if let failure = failures[0] { throw failure }
      swap(&formatting, &waiting)
      waitingCount = count
      first += count
    }
  }

  private static func writeAll(
    _ pieces: ArraySlice<PieceBuffer>,
    _ write: (UnsafeRawBufferPointer) throws(OutputError) -> Void
  ) -> OutputError? {
    for piece in pieces {
      do throws(OutputError) { try piece.text.withBytes(write) } catch { return error }
    }
    return nil
  }
}

/// A text buffer that is filled on one thread and then written on another.
///
/// Unchecked `Sendable`, because the compiler cannot see the invariant that makes it safe: within
/// one call of `Workers.map` a single job touches it, and the end of the call orders that before
/// whatever follows.
private final class PieceBuffer: @unchecked Sendable {
  var text = TextBuffer()
}
