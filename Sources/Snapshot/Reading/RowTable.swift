import Parallel

/// A table that is read row by row, piece by piece.
///
/// A piece is a table of its own whose positions count the notes and participants of that piece;
/// pieces are renumbered and appended in file order.
protocol RowTable: Sendable {
  static var kind: PublicTable { get }
  /// The columns that a file may have; a row's cells are addressed by position in this list.
  static var schema: [ColumnSpec] { get }
  /// Every stored column except texts.
  static var columns: [StoredColumn<Self>] { get }
  /// The columns that hold positions of notes, and of participants.
  static var noteColumn: PositionColumn<Self>? { get }
  static var participantColumn: PositionColumn<Self>? { get }

  init()
  var count: Int { get }

  /// Appends one row, or throws and stays as it was.
  mutating func append(_ row: Row, _ context: inout PieceContext) throws(CellError)
  /// Takes over what a piece gathered beside the columns, once all its rows are read.
  mutating func finish(_ context: PieceContext)
  /// Replaces positions in a piece's lists by positions in the lists of the whole.
  mutating func renumber(_ map: Renumbering)
  /// Appends a piece whose positions are those of the whole.
  mutating func append(_ piece: Self)
  /// Prepares for rows in all.
  mutating func reserve(rows: Int)
  /// Whether two rows are the same in every kept column.
  func isRow(_ row: Int, sameAs other: Int) -> Bool
  /// Leaves out the rows at ascending positions.
  mutating func remove(_ rows: [Int])
  /// Rows with the key of an earlier row, ascending, each with the first such row.
  func repeatedKeys(_ ids: Interners, _ workers: Workers) -> [(row: Int, first: Int)]
  /// The column of the key, and its text for messages.
  static var keySlot: Int { get }
  func keyText(_ row: Int, _ ids: Interners) -> String
}

/// A column of positions.
typealias PositionColumn<Table> = any WritableKeyPath<Table, [UInt32]> & Sendable

/// For each position in one set of lists, the position of the same id in another.
struct Renumbering: Sendable {
  var notes: [UInt32]
  var participants: [UInt32]
  var names: [UInt32]
}

extension RowTable {
  mutating func renumber(_ map: Renumbering) {
    renumberIDs(map)
  }

  mutating func renumberIDs(_ map: Renumbering) {
    if let column = Self.noteColumn { self[keyPath: column].renumber(map.notes) }
    if let column = Self.participantColumn { self[keyPath: column].renumber(map.participants) }
  }

  mutating func finish(_ context: PieceContext) {}

  mutating func append(_ piece: Self) {
    for column in Self.columns { column.append(&self, piece) }
  }

  mutating func reserve(rows: Int) {
    for column in Self.columns { column.reserve(&self, rows) }
  }

  func isRow(_ row: Int, sameAs other: Int) -> Bool {
    Self.columns.allSatisfy { $0.isSame(self, row, other) }
  }

  mutating func remove(_ rows: [Int]) {
    for column in Self.columns { column.remove(&self, rows) }
  }
}

/// What can be done with one stored column without knowing its type.
struct StoredColumn<Table>: Sendable {
  let append: @Sendable (inout Table, Table) -> Void
  let reserve: @Sendable (inout Table, Int) -> Void
  let isSame: @Sendable (Table, Int, Int) -> Bool
  let remove: @Sendable (inout Table, [Int]) -> Void

  init<Element: Equatable & Sendable>(_ path: any WritableKeyPath<Table, [Element]> & Sendable) {
    append = { $0[keyPath: path].append(contentsOf: $1[keyPath: path]) }
    reserve = { $0[keyPath: path].reserveCapacity($1) }
    isSame = { $0[keyPath: path][$1] == $0[keyPath: path][$2] }
    remove = { $0[keyPath: path].remove(atAscending: $1) }
  }
}

extension [UInt32] {
  mutating func renumber(_ map: [UInt32]) {
    for row in indices { self[row] = map[Int(self[row])] }
  }
}

extension Array {
  /// Leaves out the elements at ascending positions, in one pass.
  mutating func remove(atAscending positions: [Int]) {
    guard var target = positions.first else { return }
    var skipped = positions.makeIterator()
    var nextSkipped = skipped.next()
    for source in target..<count {
      if source == nextSkipped {
        nextSkipped = skipped.next()
      } else {
        self[target] = self[source]
        target += 1
      }
    }
    removeLast(count - target)
  }
}
