import CommunityRules
import GRDB
import NoteModel

extension SQLiteTransaction {
  // What is joined stands first, so that columns that a later schema adds move nothing.
  private static let statuses = """
    SELECT contributor.participant, status.* FROM status
    JOIN contributor ON contributor.id = status.author
    """

  private static let noTags = "[]"

  static func status(_ row: Row) throws -> StatusRecord {
    // By place: a run reads every status, and a page some dozens.
    var cells = Cells(row)
    let author = cells.nextParticipant()
    let note: NoteID = cells.nextID()
    cells.skip()
    var record = StatusRecord(noteID: note, author: author, noteCreatedAt: cells.next())
    record.firstStatus = try cells.nextCaseIfAny("firstStatus")
    record.firstStatusAt = cells.nextIfAny()
    record.status = try cells.nextCaseIfAny("status")
    record.statusAt = cells.nextIfAny()
    record.latestStatus = try cells.nextCaseIfAny("latestStatus")
    record.latestStatusAt = cells.nextIfAny()
    record.lockedStatus = try cells.nextCaseIfAny("lockedStatus")
    record.lockedAt = cells.nextIfAny()
    record.coreStatus = try cells.nextCaseIfAny("coreStatus")
    record.expansionStatus = try cells.nextCaseIfAny("expansionStatus")
    record.groupStatus = try cells.nextCaseIfAny("groupStatus")
    record.multiGroupStatus = try cells.nextCaseIfAny("multiGroupStatus")
    record.decidedBy = cells.nextIfAny()
    record.modelingGroup = cells.nextIfAny()
    record.modelingMultiGroup = cells.nextIfAny()
    record.statusChangedAt = cells.nextIfAny()
    record.waitingSince = cells.nextIfAny()
    record.firstWaitingSince = cells.nextIfAny()
    record.finalOutputMinute = cells.nextIfAny()
    record.earlyHelpfulAt = cells.nextIfAny()
    record.tags = try cells.nextDecoded(unless: noTags) ?? []
    record.intercept = cells.nextIfAny()
    record.factor = cells.nextIfAny()
    record.coreIntercept = cells.nextIfAny()
    record.ratingCount = cells.next()
    record.helpfulSince = cells.nextIfAny()
    return record
  }

  func status(of note: NoteID) throws -> StatusRecord? {
    try first("\(Self.statuses) WHERE note = ?", [note.rawValue], Self.status)
  }

  func statuses(of notes: [NoteID]) throws -> [NoteID: StatusRecord] {
    let found = try all(
      "\(Self.statuses) WHERE note IN (SELECT value FROM json_each(?))",
      [Self.list(notes.map(\.rawValue))], Self.status)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.noteID, $0) })
  }

  func forEachStatus(_ body: (StatusRecord) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      db.cachedStatement(sql: "\(Self.statuses) ORDER BY note"), arguments: [])
    while let row = try rows.next() { try body(try Self.status(row)) }
  }

  func put(_ status: StatusRecord) throws {
    try execute(
      """
      INSERT OR REPLACE INTO status VALUES
        (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [status.noteID.rawValue, try key(of: status.author), status.noteCreatedAt]
        + Self.decided(status))
  }

  func update(_ status: StatusRecord) throws {
    try execute(
      """
      UPDATE status SET firstStatus = ?, firstStatusAt = ?, status = ?, statusAt = ?,
        latestStatus = ?, latestStatusAt = ?, lockedStatus = ?, lockedAt = ?, coreStatus = ?,
        expansionStatus = ?, groupStatus = ?, multiGroupStatus = ?, decidedBy = ?,
        modelingGroup = ?, modelingMultiGroup = ?, statusChangedAt = ?, waitingSince = ?,
        firstWaitingSince = ?, finalOutputMinute = ?, earlyHelpfulAt = ?, tags = ?, intercept = ?,
        factor = ?, coreIntercept = ?, ratingCount = ?, helpfulSince = ?
      WHERE note = ?
      """, Self.decided(status) + [status.noteID.rawValue])
  }

  /// The cells behind the note, its author and when it was written.
  private static func decided(_ status: StatusRecord) throws -> StatementArguments {
    func number(_ status: NoteStatus?) -> Int64? { status.map { Int64($0.rawValue) } }
    return [
      number(status.firstStatus), status.firstStatusAt, number(status.status), status.statusAt,
      number(status.latestStatus), status.latestStatusAt, number(status.lockedStatus),
      status.lockedAt, number(status.coreStatus), number(status.expansionStatus),
      number(status.groupStatus), number(status.multiGroupStatus), status.decidedBy,
      status.modelingGroup, status.modelingMultiGroup, status.statusChangedAt,
      status.waitingSince, status.firstWaitingSince, status.finalOutputMinute,
      status.earlyHelpfulAt, status.tags.isEmpty ? noTags : try json(status.tags),
      status.intercept, status.factor, status.coreIntercept, status.ratingCount,
      status.helpfulSince,
    ]
  }

  func markSeen(_ notes: [NoteID], at: Int64) throws {
    try execute(
      "UPDATE status SET statusAt = ? WHERE note IN (SELECT value FROM json_each(?))",
      [at, Self.list(notes.map(\.rawValue))])
  }

  func waitingNotes(limit: Int) throws -> [NoteID] {
    try all(
      "SELECT note FROM status WHERE waitingSince > 0 ORDER BY waitingSince, note LIMIT ?", [limit]
    ) { $0.id("note") }
  }
}

// MARK: - What scoring reads

extension SQLiteTransaction {
  func forEachNote(_ body: (Note) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT contributor.participant, note.* FROM note
          JOIN contributor ON contributor.id = note.author
          WHERE deletedAt IS NULL AND removedAt IS NULL ORDER BY note.id
          """), arguments: [])
    while let row = try rows.next() { try body(try Self.note(row)) }
  }

  func forEachRating(_ body: (RatingRow) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT note, rater, createdAt, answer, tags, ratedOn, source FROM rating
          ORDER BY note, rater
          """), arguments: [])
    // By place: a million look-ups by name would take longer than the reading.
    while let row = try rows.next() {
      guard let answer = Helpfulness(rawValue: row[3]), let source = RatingSource(rawValue: row[6])
      else { throw StoreError.unknownValue(column: "answer", value: row[3]) }
      try body(
        RatingRow(
          note: row[0], raterKey: row[1], createdAt: row[2], answer: answer,
          tags: UInt32(truncatingIfNeeded: row[4] as Int64), ratedOn: row[5], source: source))
    }
  }

  func raterKeys() throws -> [(key: Int64, participant: ParticipantID)] {
    try all("SELECT id, participant FROM contributor ORDER BY id") {
      ($0["id"], $0.participant())
    }
  }
}

// MARK: - Runs

extension SQLiteTransaction {
  func insert(_ run: ScoringRun) throws -> Int64 {
    try execute(
      """
      INSERT INTO scoringRun (kind, decidedAt, startedAt, endedAt, notes, ratings, outcome, details)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.cells(run))
    return db.lastInsertedRowID
  }

  func update(_ run: ScoringRun) throws {
    try execute(
      """
      UPDATE scoringRun SET kind = ?, decidedAt = ?, startedAt = ?, endedAt = ?, notes = ?,
        ratings = ?, outcome = ?, details = ?
      WHERE id = ?
      """, Self.cells(run) + [run.id])
  }

  func failRunningRuns(details: String) throws {
    // When they ended nobody knows.
    try execute(
      "UPDATE scoringRun SET outcome = ?, details = ? WHERE outcome = ?",
      [
        ScoringRun.Outcome.failed.rawValue, details, ScoringRun.Outcome.running.rawValue,
      ])
  }

  private static func cells(_ run: ScoringRun) -> StatementArguments {
    [
      run.kind.rawValue, run.decidedAt, run.startedAt, run.endedAt, run.notes, run.ratings,
      run.outcome.rawValue, run.details,
    ]
  }

  func scoringRuns(limit: Int) throws -> [ScoringRun] {
    try all("SELECT * FROM scoringRun ORDER BY id DESC LIMIT ?", [limit], Self.run)
  }

  static func run(_ row: Row) throws -> ScoringRun {
    guard let kind = ScoringRun.Kind(rawValue: row["kind"]),
      let outcome = ScoringRun.Outcome(rawValue: row["outcome"])
    else { throw StoreError.unknownName(column: "outcome", name: row["outcome"]) }
    return ScoringRun(
      id: row["id"], kind: kind, decidedAt: row["decidedAt"], startedAt: row["startedAt"],
      endedAt: row["endedAt"], notes: row["notes"], ratings: row["ratings"], outcome: outcome,
      details: row["details"])
  }

  func insert(_ change: StatusChange) throws {
    try execute(
      """
      INSERT INTO statusChange (note, run, at, before, after, decidedBy)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        change.note.rawValue, change.run, change.at, Int64(change.before.rawValue),
        Int64(change.after.rawValue), change.decidedBy,
      ])
  }

  private static func change(_ row: Row) throws -> StatusChange {
    StatusChange(
      note: row.id("note"), run: row["run"], at: row["at"], before: try row.value("before"),
      after: try row.value("after"), decidedBy: row["decidedBy"])
  }

  func statusChanges(since: Int64, limit: Int) throws -> [StatusChange] {
    try all(
      "SELECT * FROM statusChange WHERE at >= ? ORDER BY at, note LIMIT ?", [since, limit],
      Self.change)
  }

  func statusChanges(of note: NoteID) throws -> [StatusChange] {
    try all(
      "SELECT * FROM statusChange WHERE note = ? ORDER BY run", [note.rawValue], Self.change)
  }

  func change(raterPositions positions: [RaterPosition], lost: [ParticipantID]) throws {
    for position in positions {
      try execute(
        """
        INSERT OR REPLACE INTO raterPosition (rater, intercept, factor, helpfulness, isReliable)
        SELECT id, ?, ?, ?, ? FROM contributor WHERE participant = ?
        """,
        [
          position.intercept, position.factor, position.helpfulness, position.isReliable,
          position.rater.rawValue,
        ])
    }
    try execute(
      """
      DELETE FROM raterPosition WHERE rater IN (
        SELECT id FROM contributor WHERE participant IN (SELECT value FROM json_each(?)))
      """, [try Self.list(lost.map(\.rawValue))])
  }

  private static let positions = """
    SELECT participant, intercept, factor, helpfulness, isReliable FROM raterPosition
    JOIN contributor ON contributor.id = raterPosition.rater
    """

  private static func position(_ row: Row) -> RaterPosition {
    RaterPosition(
      rater: ParticipantID(rawValue: row[0]), intercept: row[1], factor: row[2],
      helpfulness: row[3], isReliable: row[4])
  }

  func raterPositions() throws -> [ParticipantID: RaterPosition] {
    let found = try all(Self.positions, [], Self.position)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.rater, $0) })
  }

  func raterPositions(_ raters: Set<ParticipantID>) throws -> [ParticipantID: RaterPosition] {
    let found = try all(
      "\(Self.positions) WHERE participant IN (SELECT value FROM json_each(?))",
      [try Self.list(raters.map(\.rawValue))], Self.position)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.rater, $0) })
  }

  func raterFactors() throws -> [Double] {
    try all("SELECT factor FROM raterPosition") { $0["factor"] }
  }
}
