import CommunityRules
import GRDB

extension SQLiteTransaction {
  private static let historyColumns = """
    note, author, noteCreatedAt, firstStatus, firstStatusAt, status, statusAt, latestStatus,
    latestStatusAt, lockedStatus, lockedAt, coreStatus, expansionStatus, groupStatus,
    multiGroupStatus, decidedBy, modelingGroup, modelingMultiGroup, statusChangedAt, waitingSince,
    firstWaitingSince, finalOutputMinute, earlyHelpfulAt
    """

  private static let enrollmentColumns =
    "state, target, lastStateChangeAt, lastEarnOutAt, timesEarnedOut"

  func keepInputs(ofRun run: Int64) throws {
    try execute(
      """
      INSERT INTO runStatus (run, \(Self.historyColumns))
      SELECT ?, \(Self.historyColumns) FROM status ORDER BY note
      """, [run])
    try execute(
      """
      INSERT INTO runEnrollment (run, contributor, \(Self.enrollmentColumns))
      SELECT ?, id, \(Self.enrollmentColumns) FROM contributor ORDER BY id
      """, [run])
  }

  func runsWithInputs() throws -> [ScoringRun] {
    // Two look-ups a run: listing the kept rows would read them all.
    try all(
      """
      SELECT * FROM scoringRun
      WHERE EXISTS (SELECT 1 FROM runStatus WHERE run = scoringRun.id)
        OR EXISTS (SELECT 1 FROM runEnrollment WHERE run = scoringRun.id)
      ORDER BY id
      """, [], Self.run)
  }

  func deleteInputs(ofRunsExcept kept: Set<Int64>) throws {
    for run in try runsWithInputs() where !kept.contains(run.id) {
      try execute("DELETE FROM runStatus WHERE run = ?", [run.id])
      try execute("DELETE FROM runEnrollment WHERE run = ?", [run.id])
    }
  }

  func forEachStatus(inInputsOfRun run: Int64, _ body: (StatusRecord) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT contributor.participant, \(Self.historyColumns), '[]' AS tags,
            NULL AS intercept, NULL AS factor, NULL AS coreIntercept, 0 AS ratingCount,
            NULL AS helpfulSince
          FROM runStatus JOIN contributor ON contributor.id = runStatus.author
          WHERE run = ? ORDER BY note
          """), arguments: [run])
    while let row = try rows.next() { try body(try Self.status(row)) }
  }

  func enrollments(inInputsOfRun run: Int64) throws -> [ParticipantID: Enrollment] {
    let found = try all(
      """
      SELECT runEnrollment.*, contributor.participant FROM runEnrollment
      JOIN contributor ON contributor.id = runEnrollment.contributor WHERE run = ?
      """, [run]
    ) { row in
      (
        row.participant(),
        Enrollment(
          state: try row.value("state"), target: row["target"],
          lastStateChangeAt: row["lastStateChangeAt"], lastEarnOutAt: row["lastEarnOutAt"],
          timesEarnedOut: row["timesEarnedOut"])
      )
    }
    return Dictionary(uniqueKeysWithValues: found)
  }

  func appliedRun(until: Int64) throws -> ScoringRun? {
    try first(
      """
      SELECT * FROM scoringRun WHERE outcome = ? AND decidedAt <= ?
      ORDER BY decidedAt DESC, id DESC LIMIT 1
      """, [ScoringRun.Outcome.applied.rawValue, until], Self.run)
  }
}
