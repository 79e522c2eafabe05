import NoteModel
import Parallel

extension HistoryTable: RowTable {
  static var kind: PublicTable { .noteStatusHistory }

  private enum Slot: Int {
    case noteId, author, createdAt
    case firstAt, first, currentAt, current, latestAt, latest, lockAt, locked, retroLockAt
    case core, expansion, group, decidedBy, modelingGroup, changeAt, stabilisingAt
    case multiGroup, modelingMultiGroup, outputMinute, firstStabilisingAt, abovePcrh
  }

  static let schema: [ColumnSpec] = [
    ColumnSpec(name: "noteId", isRequired: true),
    ColumnSpec(name: "noteAuthorParticipantId", aliases: ["participantId"], isRequired: true),
    ColumnSpec(name: "createdAtMillis", isRequired: true),
    ColumnSpec(name: "timestampMillisOfFirstNonNMRStatus"),
    ColumnSpec(name: "firstNonNMRStatus"),
    ColumnSpec(name: "timestampMillisOfCurrentStatus"),
    ColumnSpec(name: "currentStatus"),
    ColumnSpec(
      name: "timestampMillisOfLatestNonNMRStatus",
      aliases: ["timestampMillisOfMostRecentNonNMRStatus"]),
    ColumnSpec(name: "mostRecentNonNMRStatus", aliases: ["latestNonNMRStatus"]),
    ColumnSpec(name: "timestampMillisOfStatusLock"),
    ColumnSpec(name: "lockedStatus"),
    ColumnSpec(name: "timestampMillisOfRetroLock"),
    ColumnSpec(name: "currentCoreStatus"),
    ColumnSpec(name: "currentExpansionStatus"),
    ColumnSpec(name: "currentGroupStatus"),
    ColumnSpec(name: "currentDecidedBy", aliases: ["currentDecidedByKey"]),
    ColumnSpec(name: "currentModelingGroup"),
    ColumnSpec(name: "timestampMillisOfMostRecentStatusChange"),
    ColumnSpec(name: "timestampMillisOfNmrDueToMinStableCrhTime"),
    ColumnSpec(name: "currentMultiGroupStatus"),
    ColumnSpec(name: "currentModelingMultiGroup"),
    ColumnSpec(name: "timestampMinuteOfFinalScoringOutput"),
    ColumnSpec(name: "timestampMillisOfFirstNmrDueToMinStableCrhTime"),
    ColumnSpec(name: "abovePcrhThresholdTime"),
  ]

  static let columns: [StoredColumn<Self>] = [
    .init(\.note), .init(\.author), .init(\.createdAtMillis), .init(\.firstNonNMRStatusAt),
    .init(\.firstNonNMRStatus), .init(\.currentStatusAt), .init(\.currentStatus),
    .init(\.latestNonNMRStatusAt), .init(\.mostRecentNonNMRStatus), .init(\.statusLockAt),
    .init(\.lockedStatus), .init(\.retroLockAt), .init(\.currentCoreStatus),
    .init(\.currentExpansionStatus), .init(\.currentGroupStatus), .init(\.currentDecidedBy),
    .init(\.currentModelingGroup), .init(\.mostRecentStatusChangeAt),
    .init(\.nmrDueToMinStableCrhTimeAt), .init(\.currentMultiGroupStatus),
    .init(\.currentModelingMultiGroup), .init(\.finalScoringOutputMinute),
    .init(\.firstNmrDueToMinStableCrhTimeAt), .init(\.abovePcrhThresholdTime),
  ]
  static let noteColumn: PositionColumn<Self>? = \HistoryTable.note
  static let participantColumn: PositionColumn<Self>? = \HistoryTable.author
  static let keySlot = Slot.noteId.rawValue

  private static let statuses = NameTable(NoteStatus.allCases, name: \.name)
  /// How many deciding models a 16-bit position can tell apart; the public data has a few dozen.
  static let mostNames = Int(UInt16.max)

  mutating func append(_ row: Row, _ context: inout PieceContext) throws(CellError) {
    func millis(_ slot: Slot) throws(CellError) -> OptionalMillis {
      try row.millis(slot.rawValue)
    }
    // Files of 2022 write −1 into these three columns of notes that never had such a status; the
    // later layouts leave them empty, and no other meaning of −1 is known for them.
    func millisOrNever(_ slot: Slot) throws(CellError) -> OptionalMillis {
      let time = try millis(slot)
      return time.value == -1 ? .missing : time
    }
    func status(_ slot: Slot) throws(CellError) -> NoteStatus? {
      try row.oneOf(slot.rawValue, Self.statuses)
    }
    func group(_ slot: Slot) throws(CellError) -> Int16? {
      try row.optionalInteger(slot.rawValue, in: Limits.group).map { Int16($0) }
    }
    let noteID = try row.integer(Slot.noteId.rawValue, in: Limits.positive)
    let authorID = try row.id(Slot.author.rawValue)
    let time = try row.time(Slot.createdAt.rawValue)
    let times = (
      first: try millisOrNever(.firstAt), current: try millisOrNever(.currentAt),
      latest: try millisOrNever(.latestAt), lock: try millis(.lockAt),
      retroLock: try millis(.retroLockAt), change: try millis(.changeAt),
      stabilising: try millis(.stabilisingAt), output: try millis(.outputMinute),
      firstStabilising: try millis(.firstStabilisingAt),
      abovePcrh: OptionalMillis(
        // Negative: the note was predicted helpful first at that time, and no longer is.
        try row.optionalInteger(Slot.abovePcrh.rawValue, in: Limits.signedMillis))
    )
    let statuses = (
      first: try status(.first), current: try status(.current), latest: try status(.latest),
      locked: try status(.locked), core: try status(.core), expansion: try status(.expansion),
      group: try status(.group), multiGroup: try status(.multiGroup)
    )
    let groups = (one: try group(.modelingGroup), multi: try group(.modelingMultiGroup))
    let decidedBy = try Self.decidedBy(row, &context)

    note.append(context.ids.notes.intern(noteID))
    author.append(context.ids.participants.intern(authorID))
    createdAtMillis.append(time)
    firstNonNMRStatusAt.append(times.first)
    firstNonNMRStatus.append(statuses.first)
    currentStatusAt.append(times.current)
    currentStatus.append(statuses.current)
    latestNonNMRStatusAt.append(times.latest)
    mostRecentNonNMRStatus.append(statuses.latest)
    statusLockAt.append(times.lock)
    lockedStatus.append(statuses.locked)
    retroLockAt.append(times.retroLock)
    currentCoreStatus.append(statuses.core)
    currentExpansionStatus.append(statuses.expansion)
    currentGroupStatus.append(statuses.group)
    currentDecidedBy.append(decidedBy)
    currentModelingGroup.append(groups.one)
    mostRecentStatusChangeAt.append(times.change)
    nmrDueToMinStableCrhTimeAt.append(times.stabilising)
    currentMultiGroupStatus.append(statuses.multiGroup)
    currentModelingMultiGroup.append(groups.multi)
    finalScoringOutputMinute.append(times.output)
    firstNmrDueToMinStableCrhTimeAt.append(times.firstStabilising)
    abovePcrhThresholdTime.append(times.abovePcrh)
  }

  private static func decidedBy(
    _ row: Row, _ context: inout PieceContext
  ) throws(CellError) -> UInt16? {
    let slot = Slot.decidedBy.rawValue
    if Quotes.stripped(row.bytes(slot)).isEmpty { return nil }
    let position = Int(context.ids.names.intern(try row.id(slot)))
    guard position < mostNames else {
      throw CellError(slot: slot, problem: .tooManyDistinctTexts(limit: mostNames))
    }
    return UInt16(position)
  }

  mutating func renumber(_ map: Renumbering) {
    renumberIDs(map)
    for row in currentDecidedBy.indices {
      // The caller refuses more names than fit.
      currentDecidedBy[row] = currentDecidedBy[row].map {
        UInt16(truncatingIfNeeded: map.names[Int($0)])
      }
    }
  }

  func repeatedKeys(_ ids: Interners, _ workers: Workers) -> [(row: Int, first: Int)] {
    RepeatedKeys.find(note, keyCount: ids.notes.count)
  }

  func keyText(_ row: Int, _ ids: Interners) -> String {
    "note \(ids.notes.numbers[Int(note[row])])"
  }
}
