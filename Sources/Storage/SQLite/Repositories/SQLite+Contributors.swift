import CommunityRules
import GRDB
import NoteModel

extension SQLiteTransaction {
  func insert(_ contributor: Contributor) throws {
    try execute(
      """
      INSERT INTO contributor (alias, joinedAt, leftAt, isAutomated, state, target,
        lastStateChangeAt, lastEarnOutAt, timesEarnedOut, impact, writingImpact, isTopWriter,
        participant)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.cells(contributor))
  }

  func update(_ contributor: Contributor) throws {
    try execute(
      """
      UPDATE contributor SET alias = ?, joinedAt = ?, leftAt = ?, isAutomated = ?, state = ?,
        target = ?, lastStateChangeAt = ?, lastEarnOutAt = ?, timesEarnedOut = ?, impact = ?,
        writingImpact = ?, isTopWriter = ?
      WHERE participant = ?
      """, Self.cells(contributor))
  }

  private static func cells(_ contributor: Contributor) throws -> StatementArguments {
    let enrollment = contributor.enrollment
    return [
      contributor.alias, contributor.joinedAt, contributor.leftAt, contributor.isAutomated,
      Int64(enrollment.state.rawValue), enrollment.target, enrollment.lastStateChangeAt,
      enrollment.lastEarnOutAt, enrollment.timesEarnedOut, try json(contributor.impact),
      contributor.impact.writingImpact, contributor.impact.isTopWriter, contributor.id.rawValue,
    ]
  }

  private static func contributor(_ row: Row) throws -> Contributor {
    var cells = Cells(row)
    cells.skip()
    let id = cells.nextParticipant()
    let alias: String = cells.next()
    let joinedAt: Int64 = cells.next()
    let leftAt: Int64? = cells.nextIfAny()
    let isAutomated: Bool = cells.next()
    let enrollment = Enrollment(
      state: try cells.nextCase("state"), target: cells.next(),
      lastStateChangeAt: cells.nextIfAny(),
      lastEarnOutAt: cells.nextIfAny(), timesEarnedOut: cells.next())
    return Contributor(
      id: id, alias: alias, joinedAt: joinedAt, leftAt: leftAt, enrollment: enrollment,
      impact: try cells.nextDecoded(unless: noImpact) ?? Impact(), isAutomated: isAutomated)
  }

  private static let noImpact = (try? json(Impact())) ?? ""

  func contributor(_ id: ParticipantID) throws -> Contributor? {
    try first(
      "SELECT * FROM contributor WHERE participant = ?", [id.rawValue], Self.contributor)
  }

  func contributor(alias: String) throws -> Contributor? {
    try first("SELECT * FROM contributor WHERE alias = ?", [alias], Self.contributor)
  }

  func contributors(_ ids: Set<ParticipantID>) throws -> [ParticipantID: Contributor] {
    let found = try all(
      """
      SELECT * FROM contributor WHERE participant IN (SELECT value FROM json_each(?))
      """, [try Self.list(ids.map(\.rawValue))], Self.contributor)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
  }

  func authorLines(_ ids: Set<ParticipantID>) throws -> [ParticipantID: AuthorLine] {
    let found = try all(
      """
      SELECT participant, alias, isTopWriter, isAutomated FROM contributor
      WHERE participant IN (SELECT value FROM json_each(?))
      """, [try Self.list(ids.map(\.rawValue))]
    ) { row in
      AuthorLine(
        id: ParticipantID(rawValue: row[0]), alias: row[1], isTopWriter: row[2],
        isAutomated: row[3])
    }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
  }

  func contributorCount() throws -> Int { try count("SELECT COUNT(*) FROM contributor") }

  func allContributors() throws -> [Contributor] {
    try all("SELECT * FROM contributor ORDER BY participant", [], Self.contributor)
  }

  /// The short number that tables keep in place of a participant id.
  ///
  /// - Throws: `StoreError.noContributor`.
  func key(of participant: ParticipantID) throws -> Int64 {
    let found = try first(
      "SELECT id FROM contributor WHERE participant = ?", [participant.rawValue]
    ) { $0["id"] as Int64 }
    guard let found else { throw StoreError.noContributor(participant) }
    return found
  }

  func recordImpact(_ id: ParticipantID, day: Int64, writing: Int, rating: Int) throws {
    try execute(
      """
      INSERT INTO impactHistory (contributor, day, writingImpact, ratingImpact)
      VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET writingImpact = excluded.writingImpact,
        ratingImpact = excluded.ratingImpact
      """, [try key(of: id), day, writing, rating])
  }

  func impacts(onDay day: Int64) throws -> [ParticipantID: ImpactOnDay] {
    let found = try all(
      """
      SELECT participant, impactHistory.writingImpact, ratingImpact FROM impactHistory
      JOIN contributor ON contributor.id = impactHistory.contributor WHERE day = ?
      """, [day]
    ) { row in
      (ParticipantID(rawValue: row[0]), ImpactOnDay(day: day, writing: row[1], rating: row[2]))
    }
    return Dictionary(uniqueKeysWithValues: found)
  }

  func impactHistory(_ id: ParticipantID, sinceDay: Int64) throws -> [ImpactOnDay] {
    try all(
      """
      SELECT day, writingImpact, ratingImpact FROM impactHistory
      WHERE contributor = ? AND day >= ? ORDER BY day
      """, [try key(of: id), sinceDay]
    ) { ImpactOnDay(day: $0["day"], writing: $0["writingImpact"], rating: $0["ratingImpact"]) }
  }
}
