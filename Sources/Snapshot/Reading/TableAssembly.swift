import Parallel

/// A table that grows piece by piece, in file order.
struct TableAssembly<Table: RowTable>: Sendable {
  private(set) var table = Table()
  var ids: Interners
  var report = TableReport()
  private var origins: [Origin] = []
  private var nextLine = 2
  private let skipBadRows: Bool

  /// Where the rows of a piece came from.
  private struct Origin: Sendable {
    var firstRow: Int
    var part: Int
    var firstLine: Int
    var gaps: [LineGap]
  }

  init(ids: Interners, skipBadRows: Bool) {
    self.ids = ids
    self.skipBadRows = skipBadRows
  }

  /// Prepares for the rows that a share of the bytes lets expect, with a little to spare: room
  /// that is never touched takes no memory. An archive whose start unpacks to very many rows
  /// promises nothing: no more than a row per eight stored bytes is prepared for.
  mutating func reserve(bytesRead: Int, of total: Int) {
    guard bytesRead > 0 else { return }
    let expected = Double(table.count) * Double(total) / Double(bytesRead) * 1.05
    table.reserve(rows: min(Int(min(expected, 1e15)), total / 8) + 1024)
  }

  /// Appends the next piece.
  ///
  /// - Throws: the piece's first failure, unless bad rows are skipped.
  mutating func append(_ piece: Piece<Table>, partNames: [String]) throws(SnapshotError) {
    let firstLine = piece.firstLine ?? nextLine
    nextLine = firstLine + piece.lineCount
    for failure in piece.failures {
      let error = SnapshotError(
        file: partNames[piece.part], line: firstLine + failure.line,
        column: failure.error.slot.map { Table.schema[$0].name }, problem: failure.error.problem)
      guard skipBadRows else { throw error }
      report.skip(error)
    }
    report.skippedRows += piece.skippedRows - piece.failures.count
    let map = Renumbering(
      notes: ids.notes.intern(all: piece.context.ids.notes),
      participants: ids.participants.intern(all: piece.context.ids.participants),
      names: ids.names.intern(all: piece.context.ids.names))
    guard ids.names.count <= HistoryTable.mostNames else {
      throw SnapshotError(
        file: partNames[piece.part], column: "currentDecidedBy",
        problem: .tooManyDistinctTexts(limit: HistoryTable.mostNames))
    }
    origins.append(
      Origin(
        firstRow: table.count, part: piece.part, firstLine: firstLine, gaps: piece.gaps))
    var rows = piece.table
    rows.renumber(map)
    table.append(rows)
    piece.context.block.source.release(piece.context.block.range)
  }

  /// Leaves out repeated rows, and refuses or skips rows that share only their key.
  mutating func removeRepeats(
    partNames: [String], _ workers: Workers
  ) throws(SnapshotError) {
    let repeated = table.repeatedKeys(ids, workers)
    for (row, first) in repeated {
      if table.isRow(row, sameAs: first) {
        report.repeatedRows += 1
        continue
      }
      let here = location(of: row)
      let there = location(of: first)
      let error = SnapshotError(
        file: partNames[here.part], line: here.line, column: Table.schema[Table.keySlot].name,
        problem: .duplicateKey(
          key: Excerpt.of(table.keyText(row, ids)), firstFile: partNames[there.part],
          firstLine: there.line))
      guard skipBadRows else { throw error }
      report.skip(error)
    }
    table.remove(repeated.map(\.row))
    report.rows = table.count
  }

  /// The file and line of a row as read, before any row was removed.
  private func location(of row: Int) -> (part: Int, line: Int) {
    let origin = origins[origins.partitioningIndex { $0.firstRow > row } - 1]
    let local = row - origin.firstRow
    let gap = origin.gaps.partitioningIndex { $0.row > local }
    let lines = gap > 0 ? origin.gaps[gap - 1].lines : 0
    return (origin.part, origin.firstLine + local + lines)
  }
}

extension Array {
  /// The first position whose element is on the far side, by binary search.
  func partitioningIndex(_ isFar: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isFar(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
