import NoteModel
import Parallel

extension RatingTable: RowTable {
  static var kind: PublicTable { .ratings }

  /// Cells that fill bits; the slots of the other columns come first.
  private enum Slot {
    static let noteId = 0
    static let rater = 1
    static let createdAt = 2
    static let version = 3
    static let level = 4
    static let ratedOn = 5
    static let source = 6
    /// agree, disagree, helpful, notHelpful: bits 2–5 of `RatingAnswer`.
    static let answers = 7..<11
    static let tags = 11..<33
  }

  static let schema: [ColumnSpec] =
    [
      ColumnSpec(name: "noteId", isRequired: true),
      ColumnSpec(name: "raterParticipantId", aliases: ["participantId"], isRequired: true),
      ColumnSpec(name: "createdAtMillis", isRequired: true),
      ColumnSpec(name: "version"),
      // The form used until June 2021 asked yes or no.
      ColumnSpec(
        name: "helpfulnessLevel", isRequired: true, substitutes: ["helpful", "notHelpful"]),
      ColumnSpec(name: "ratedOnTweetId"),
      ColumnSpec(name: "ratingSourceBucketed"),
      ColumnSpec(name: "agree"),
      ColumnSpec(name: "disagree"),
      ColumnSpec(name: "helpful"),
      ColumnSpec(name: "notHelpful"),
    ]
    + RatingTag.allCases.map { tag in
      ColumnSpec(
        name: tag.name,
        // The name until December 2021.
        aliases: tag == .notHelpfulArgumentativeOrBiased
          ? ["notHelpfulArgumentativeOrInflammatory"] : [])
    }

  static let columns: [StoredColumn<Self>] = [
    .init(\.note), .init(\.rater), .init(\.createdAtMillis), .init(\.answer), .init(\.tags),
    .init(\.ratedOnPostID),
  ]
  static let noteColumn: PositionColumn<Self>? = \RatingTable.note
  static let participantColumn: PositionColumn<Self>? = \RatingTable.rater
  static let keySlot = Slot.rater

  private static let levels = NameTable(Helpfulness.allCases, name: \.name)
  private static let sources = NameTable(RatingSource.allCases, name: \.name)
  private static let versions: ClosedRange<Int64> = 0...254

  mutating func append(_ row: Row, _ context: inout PieceContext) throws(CellError) {
    let noteID = try row.integer(Slot.noteId, in: Limits.positive)
    let raterID = try row.id(Slot.rater)
    let time = try row.time(Slot.createdAt)
    let version = try row.optionalInteger(Slot.version, in: Self.versions)
    let level = try row.oneOf(Slot.level, Self.levels)
    let post = try row.optionalInteger(Slot.ratedOn, in: Limits.post)
    let source = try row.oneOf(Slot.source, Self.sources)
    var bits: UInt16 = 0
    for slot in Slot.answers where try row.flag(slot) {
      bits |= 1 << UInt16(slot - Slot.answers.lowerBound + 2)
    }
    var mask: UInt32 = 0
    for slot in Slot.tags where try row.flag(slot) {
      mask |= 1 << UInt32(slot - Slot.tags.lowerBound)
    }
    let cells = RatingAnswer(level: level, version: version.map { UInt8($0) }, source: source)
    note.append(context.ids.notes.intern(noteID))
    rater.append(context.ids.participants.intern(raterID))
    createdAtMillis.append(time)
    answer.append(RatingAnswer(bits: cells.bits | bits))
    tags.append(RatingTags(rawValue: mask))
    ratedOnPostID.append(post ?? .min)
  }

  func repeatedKeys(_ ids: Interners, _ workers: Workers) -> [(row: Int, first: Int)] {
    RepeatedKeys.find(
      note, rater, noteCount: ids.notes.count, raterCount: ids.participants.count, workers)
  }

  func keyText(_ row: Int, _ ids: Interners) -> String {
    "note \(ids.notes.numbers[Int(note[row])]) by \(ids.participants.text(Int(rater[row])))"
  }
}
