import Parallel

/// A design matrix of zeros and ones by columns.
///
/// A column is either a list of the rows that have it (4 bytes a one), or a conjunction: the rows
/// that have all of up to four masks (16 bytes, whatever the number of rows). A mask is a bit a row.
/// Crosses of a few dozen one-hot columns, which would fill gigabytes as lists, so cost nothing.
public struct BinaryColumns: Sendable {
  public let rowCount: Int
  /// 64-bit words of a mask.
  let wordCount: Int
  /// Listed column `j` has the rows `starts[j] ..< starts[j + 1]` of `rows`, ascending.
  private(set) var starts: [Int] = [0]
  private(set) var rows: [UInt32] = []
  private(set) var masks: [UInt64] = []
  /// Masks of each conjunction; the last is repeated where there are fewer than four.
  private(set) var conjunctions: [SIMD4<UInt32>] = []

  public init(rowCount: Int) {
    self.rowCount = rowCount
    wordCount = (rowCount + 63) / 64
  }

  /// Listed columns come first, conjunctions after them.
  public var count: Int { listedCount + conjunctions.count }
  public var listedCount: Int { starts.count - 1 }
  public var maskCount: Int { wordCount == 0 ? 0 : masks.count / wordCount }

  /// The masks of a conjunction, in the order of their groups.
  public func maskIndices(ofConjunction index: Int) -> [Int] {
    let parts = conjunctions[index]
    return (0..<4).map { Int(parts[$0]) }.reduce(into: []) {
      if $0.last != $1 { $0.append($1) }
    }
  }

  /// Adds a listed column.
  ///
  /// - Precondition: rows ascend and are below `rowCount`.
  public mutating func append(rows column: some Collection<UInt32>) {
    var previous: UInt32?
    for row in column {
      precondition(row < UInt32(rowCount) && previous.map { $0 < row } ?? true)
      previous = row
    }
    rows.append(contentsOf: column)
    starts.append(rows.count)
  }

  /// Adds a mask, which is not a column by itself.
  ///
  /// - Returns: its index.
  public mutating func appendMask(rows column: some Collection<UInt32>) -> Int {
    let base = masks.count
    masks.append(contentsOf: repeatElement(0, count: wordCount))
    for row in column {
      precondition(row < UInt32(rowCount))
      masks[base + Int(row) / 64] |= 1 << (UInt64(row) % 64)
    }
    return maskCount - 1
  }

  mutating func append(conjunctions added: [SIMD4<UInt32>]) {
    conjunctions.append(contentsOf: added)
  }

  /// Calls `body` with each row of a column, ascending.
  ///
  /// Loads unchecked. Invariant: list bounds and mask indices are made by the methods above alone.
  @inline(__always)
  func forEachRow(ofColumn column: Int, _ body: (Int) -> Void) {
    precondition(column >= 0 && column < count)
    if column < listedCount {
      let list = rows.span
      for position in starts[column]..<starts[column + 1] {
        body(Int(list[unchecked: position]))
      }
      return
    }
    let parts = conjunctions[column - listedCount]
    let words = masks.span
    let a = Int(parts[0]) * wordCount
    let b = Int(parts[1]) * wordCount
    let c = Int(parts[2]) * wordCount
    let d = Int(parts[3]) * wordCount
    for word in 0..<wordCount {
      var bits =
        words[unchecked: a + word] & words[unchecked: b + word] & words[unchecked: c + word]
        & words[unchecked: d + word]
      while bits != 0 {
        body(word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }
}
