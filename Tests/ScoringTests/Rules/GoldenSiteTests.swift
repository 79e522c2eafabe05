import NoteModel
import Snapshot
import Testing

@testable import Scoring

/// What the reference decided about notes, and how their rows in the history changed.
///
/// `Golden/site_decisions.tsv`: notes of the reference's run over the small parity set that its
/// Core scored and that no other model's rule decided. Up to nine for each combination of rules,
/// core status, old status, held-back time's sign, old and new lock, first status, and whether the
/// latest status stays. `old.` and `new.` columns are cells of the history before and after the
/// run; `rules` leaves out the rules of models that Core overrides; `tagCounts` are the 22 counts in
/// the order of `RatingTag`. Left out are notes whose release hangs on the flip predictor.
@Suite("The site's decisions, on golden notes")
struct GoldenSiteTests {
  private static let now: Int64 = 1_784_160_000_000

  private static func verdict(_ row: GoldenTable.Row) throws -> SiteVerdict {
    var note = SiteEvidence()
    note.coreStatus = try row.status("coreStatus")
    note.coreIntercept = try row.float("coreIntercept")
    note.corePopulationSampledIntercept = try row.float("corePopulationSampledIntercept")
    note.populationSampledNegative = try row.count("populationSampledNegative") ?? 0
    note.populationSampledPositive = try row.count("populationSampledPositive") ?? 0
    note.previousStatus = try row.status("old.currentStatus")
    note.lockedStatus = try row.status("old.lockedStatus")
    let counts = try row.text("tagCounts")?.split(separator: ",").compactMap { Int32($0) } ?? []
    note.explanation = Explanation(counts: counts[...])
    return SiteVerdict(
      note,
      stabilization: Stabilization(
        now: now, previousStatus: note.previousStatus, heldBackAt: try row.millis("old.heldBackAt"),
        wasHelpfulFirst: try row.status("old.firstNonNMRStatus") == .helpful,
        isExpectedToFlip: true, isTopicUncertain: false))
  }

  /// Cells of a history row that the table has, read from its `old.` columns.
  private static func history(_ row: GoldenTable.Row) throws -> HistoryTable {
    var history = HistoryTable()
    history.append(
      note: 0, author: 0, createdAtMillis: try #require(row.millis("createdAtMillis").value))
    history.firstNonNMRStatusAt[0] = try row.millis("old.firstNonNMRStatusAt")
    history.firstNonNMRStatus[0] = try row.status("old.firstNonNMRStatus")
    history.latestNonNMRStatusAt[0] = try row.millis("old.latestNonNMRStatusAt")
    history.mostRecentNonNMRStatus[0] = try row.status("old.mostRecentNonNMRStatus")
    history.statusLockAt[0] = try row.millis("old.statusLockAt")
    history.lockedStatus[0] = try row.status("old.lockedStatus")
    history.currentStatus[0] = try row.status("old.currentStatus")
    history.currentCoreStatus[0] = try row.status("old.currentCoreStatus")
    history.currentStatusAt[0] = try row.millis("old.currentStatusAt")
    history.mostRecentStatusChangeAt[0] = try row.millis("old.mostRecentStatusChangeAt")
    history.nmrDueToMinStableCrhTimeAt[0] = try row.millis("old.heldBackAt")
    history.firstNmrDueToMinStableCrhTimeAt[0] = try row.millis("old.firstHeldBackAt")
    return history
  }

  private func forEachRow(_ body: (GoldenTable.Row, Comment) throws -> Void) throws {
    let table = try GoldenTable("site_decisions")
    #expect(table.rowCount > 250)
    for index in 0..<table.rowCount {
      let row = table.row(index)
      try body(row, "note \(row.text("noteId") ?? "")")
    }
  }

  @Test("are the reference's, by the same rules")
  func statusAndRules() throws {
    try forEachRow { row, note in
      let verdict = try Self.verdict(row)
      #expect(try verdict.status == row.status("status"), note)
      #expect(try verdict.rules.text == row.text("rules"), note)
      #expect(
        try verdict.preStabilizationStatus == row.status("preStabilizationStatus"), note)
      #expect(try verdict.unlockedStatus == row.status("unlockedStatus"), note)
    }
  }

  @Test("are explained by the reference's two tags")
  func explanation() throws {
    try forEachRow { row, note in
      let verdict = try Self.verdict(row)
      #expect(try verdict.firstTag == row.tag("firstTag"), note)
      #expect(try verdict.secondTag == row.tag("secondTag"), note)
    }
  }

  @Test("change the history as the reference changes it")
  func newHistory() throws {
    try forEachRow { row, note in
      let verdict = try Self.verdict(row)
      var history = try Self.history(row)
      history.record(
        HistoryEntry(verdict: verdict, coreStatus: try row.status("coreStatus"), now: Self.now),
        row: 0, decidedBy: nil)
      #expect(
        try history.firstNonNMRStatusAt[0] == row.millis("new.firstNonNMRStatusAt"), note)
      #expect(try history.firstNonNMRStatus[0] == row.status("new.firstNonNMRStatus"), note)
      #expect(
        try history.latestNonNMRStatusAt[0] == row.millis("new.latestNonNMRStatusAt"), note)
      #expect(
        try history.mostRecentNonNMRStatus[0] == row.status("new.mostRecentNonNMRStatus"), note)
      #expect(try history.statusLockAt[0] == row.millis("new.statusLockAt"), note)
      #expect(try history.lockedStatus[0] == row.status("new.lockedStatus"), note)
      #expect(try history.currentStatus[0] == row.status("new.currentStatus"), note)
      #expect(try history.currentCoreStatus[0] == row.status("new.currentCoreStatus"), note)
      #expect(try history.currentStatusAt[0] == row.millis("new.currentStatusAt"), note)
      #expect(
        try history.mostRecentStatusChangeAt[0] == row.millis("new.mostRecentStatusChangeAt"),
        note)
      #expect(
        try history.nmrDueToMinStableCrhTimeAt[0] == row.millis("new.heldBackAt"), note)
      #expect(
        try history.firstNmrDueToMinStableCrhTimeAt[0] == row.millis("new.firstHeldBackAt"), note)
      #expect(try verdict.decidedBy?.name == row.text("new.currentDecidedBy"), note)
    }
  }

  @Test("include new locks, old locks, releases and missing explanations")
  func coverage() throws {
    var newLocks = 0
    var replaced = 0
    var heldBack = 0
    var unexplained = 0
    try forEachRow { row, _ in
      if try row.text("old.lockedStatus") == nil, try row.text("new.lockedStatus") != nil {
        newLocks += 1
      }
      if try row.text("unlockedStatus") != nil { replaced += 1 }
      let rules = try row.text("rules") ?? ""
      if rules.contains(RuleName.stabilization.name) { heldBack += 1 }
      if rules.contains(RuleName.insufficientExplanation.name) { unexplained += 1 }
    }
    #expect(newLocks > 5 && replaced > 10 && heldBack > 10 && unexplained > 1)
  }
}
