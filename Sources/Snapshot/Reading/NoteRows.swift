import NoteModel
import Parallel

extension NoteTable: RowTable {
  static var kind: PublicTable { .notes }

  private enum Slot {
    static let noteId = 0
    static let author = 1
    static let createdAt = 2
    static let post = 3
    static let classification = 4
    static let summary = 5
    static let believable = 6
    static let harmful = 7
    static let difficulty = 8
    static let reasons = 9..<9 + NoteReasons.columns.count
  }

  static let schema: [ColumnSpec] =
    [
      ColumnSpec(name: "noteId", isRequired: true),
      ColumnSpec(name: "noteAuthorParticipantId", aliases: ["participantId"], isRequired: true),
      ColumnSpec(name: "createdAtMillis", isRequired: true),
      ColumnSpec(name: "tweetId", isRequired: true),
      ColumnSpec(name: "classification", isRequired: true),
      ColumnSpec(name: "summary", isRequired: true),
      ColumnSpec(name: "believable"),
      ColumnSpec(name: "harmful"),
      ColumnSpec(name: "validationDifficulty"),
    ] + NoteReasons.columns.map { ColumnSpec(name: $0) }

  static let columns: [StoredColumn<Self>] = [
    .init(\.note), .init(\.author), .init(\.createdAtMillis), .init(\.postID),
    .init(\.classification), .init(\.reasons), .init(\.withdrawnAnswers),
  ]
  static let noteColumn: PositionColumn<Self>? = \NoteTable.note
  static let participantColumn: PositionColumn<Self>? = \NoteTable.author
  static let keySlot = Slot.noteId

  private static let classifications = NameTable(Classification.allCases, name: \.name)
  private static let believable = NameTable<WithdrawnAnswers.Believable>([
    ("BELIEVABLE_BY_FEW", .byFew), ("BELIEVABLE_BY_MANY", .byMany),
  ])
  private static let harmful = NameTable<WithdrawnAnswers.Harmful>([
    ("LITTLE_HARM", .little), ("CONSIDERABLE_HARM", .considerable),
  ])
  private static let difficulty = NameTable<WithdrawnAnswers.Difficulty>([
    ("EASY", .easy), ("CHALLENGING", .challenging),
  ])

  mutating func append(_ row: Row, _ context: inout PieceContext) throws(CellError) {
    let noteID = try row.integer(Slot.noteId, in: Limits.positive)
    let authorID = try row.id(Slot.author)
    let time = try row.time(Slot.createdAt)
    let post = try row.integer(Slot.post, in: Limits.post)
    let statement = try row.oneOf(Slot.classification, Self.classifications)
    let answers = WithdrawnAnswers(
      believable: try row.oneOf(Slot.believable, Self.believable),
      harmful: try row.oneOf(Slot.harmful, Self.harmful),
      validationDifficulty: try row.oneOf(Slot.difficulty, Self.difficulty))
    var mask: UInt16 = 0
    for slot in Slot.reasons where try row.flag(slot) {
      mask |= 1 << UInt16(slot - Slot.reasons.lowerBound)
    }
    note.append(context.ids.notes.intern(noteID))
    author.append(context.ids.participants.intern(authorID))
    createdAtMillis.append(time)
    postID.append(post)
    classification.append(statement)
    reasons.append(NoteReasons(rawValue: mask))
    withdrawnAnswers.append(answers)
    summary.pieces.append(context.keepText(row.bytes(Slot.summary), in: row))
  }

  mutating func finish(_ context: PieceContext) {
    summary.sources = [
      context.block.keepsTexts ? context.block.source : [UInt8](), context.ownedTexts,
    ]
  }

  mutating func append(_ piece: Self) {
    for column in Self.columns { column.append(&self, piece) }
    summary.append(contentsOf: piece.summary)
  }

  func isRow(_ row: Int, sameAs other: Int) -> Bool {
    Self.columns.allSatisfy { $0.isSame(self, row, other) }
      && summary.withBytes(row) { first in
        summary.withBytes(other) { first.elementsEqual($0) }
      }
  }

  mutating func remove(_ rows: [Int]) {
    for column in Self.columns { column.remove(&self, rows) }
    summary.pieces.remove(atAscending: rows)
  }

  func repeatedKeys(_ ids: Interners, _ workers: Workers) -> [(row: Int, first: Int)] {
    RepeatedKeys.find(note, keyCount: ids.notes.count)
  }

  func keyText(_ row: Int, _ ids: Interners) -> String {
    "note \(ids.notes.numbers[Int(note[row])])"
  }
}
