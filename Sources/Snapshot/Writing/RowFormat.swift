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
  /// before them are written. So the text in memory stays bounded by a few pieces a thread, and the
  /// result does not depend on the number of threads.
  func forEachPiece(
    workers: Workers, rowsPerPiece: Int = 8192,
    write: @Sendable ([UInt8]) throws(OutputError) -> Void
  ) throws(OutputError) {
    let pieces = (rowCount + rowsPerPiece - 1) / rowsPerPiece
    var waiting: [[UInt8]] = []
    var next = 0
    while next < pieces || !waiting.isEmpty {
      let first = next
      next = min(pieces, first + 2 * workers.threads)
      let ready = waiting
      let results = workers.map(1 + next - first) { job in
        job == 0
          ? Self.writeAll(ready, write)
          : .success(text(rows: (first + job - 1) * rowsPerPiece, atMost: rowsPerPiece))
      }
      _ = try results[0].get()
      waiting = []
      for result in results.dropFirst() { waiting.append(try result.get()) }
    }
  }

  private func text(rows start: Int, atMost limit: Int) -> [UInt8] {
    var buffer = TextBuffer(capacity: 1 << 20)
    append(rows: start..<min(rowCount, start + limit), to: &buffer)
    return buffer.bytes
  }

  private static func writeAll(
    _ pieces: [[UInt8]], _ write: ([UInt8]) throws(OutputError) -> Void
  ) -> Result<[UInt8], OutputError> {
    for piece in pieces {
      do throws(OutputError) { try write(piece) } catch { return .failure(error) }
    }
    return .success([])
  }
}
