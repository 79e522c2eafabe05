import NoteModel
import Testing

@testable import Scoring

/// Notes with the numbers that the reference's rules for Core saw, and what these rules said.
///
/// `Golden/core_rules.tsv`: from the reference's runs over the two parity sets (column `set`),
/// drawn at random: up to ten notes for every list of rules that occurs in the small set, and up
/// to three for those lists of the medium set that hold a rare rule. Intercepts, factors, diligence
/// and incorrect numbers are cells of its `scored_notes.tsv` and `aux_note_info.tsv`; numbers
/// that it does not print (ratings in scope, the two sides' statistics, tags over their
/// thresholds) were computed from its prescoring tables and the snapshot in double precision.
@Suite("The rules of the core model, on golden notes")
struct GoldenRuleTests {
  private static func evidence(_ row: GoldenTable.Row) throws -> NoteEvidence {
    var note = NoteEvidence()
    note.classification = try row.classification("classification")
    note.previousStatus = try row.status("previousStatus")
    note.ratingCount = try row.count("ratingCount") ?? 0
    note.intercept = try row.float("intercept")
    note.factor = try row.float("factor")
    note.interceptMin = try row.float("interceptMin")
    note.interceptMax = try row.float("interceptMax")
    note.interceptNoHighVolume = try row.float("interceptNoHighVolume")
    note.interceptNoCorrelated = try row.float("interceptNoCorrelated")
    note.lowDiligenceIntercept = try row.float("lowDiligenceIntercept")
    note.signs.minCount = try row.count("minSignCount") ?? 0
    note.signs.meanNegative = try row.float("meanNegative")
    note.signs.meanPositive = try row.float("meanPositive")
    note.signs.netMinHelpful = try row.count("netMinHelpful") ?? 0
    note.signs.netMinHelpfulRatio = try row.float("netMinHelpfulRatio")
    note.incorrect.tagged = try row.count("incorrectTagged") ?? -1
    note.incorrect.voters = try row.count("incorrectVoters") ?? 0
    note.incorrect.raterShare = try row.double("incorrectRaterShare")
    note.outlierTags = try row.tags("outlierTags")
    return note
  }

  @Test("give every note the reference's status and list of rules")
  func statusAndRules() throws {
    let table = try GoldenTable("core_rules")
    #expect(table.rowCount > 250)
    let rules = ScoringModel.core.finalRules(isMainPass: true)
    for index in 0..<table.rowCount {
      let row = table.row(index)
      let verdict = rules.verdict(on: try Self.evidence(row))
      let note = try "\(row.text("set") ?? "") \(row.text("noteId") ?? "")"
      #expect(try verdict.status == row.status("status"), "\(note)")
      #expect(try verdict.rules.text == row.text("rules"), "\(note)")
    }
  }

  @Test("list as filter tags those that were over their thresholds")
  func filterTags() throws {
    let table = try GoldenTable("core_rules")
    let filtered = try (0..<table.rowCount).map(table.row).filter {
      try $0.text("activeFilterTags") != nil
    }
    #expect(filtered.count > 50)
    for row in filtered {
      #expect(try row.tags("outlierTags") == row.tags("activeFilterTags"))
    }
  }

  @Test("occur each, but for the one that needs correlated raters")
  func coverage() throws {
    let table = try GoldenTable("core_rules")
    var names: Set<String> = []
    for index in 0..<table.rowCount {
      names.formUnion(
        try table.row(index).text("rules")?.split(separator: ",").map(String.init) ?? [])
    }
    let all = ScoringModel.core.finalRules(isMainPass: true).map(\.name.name)
    #expect(Set(all).subtracting(names) == [RuleName.noCorrelatedIntercept.name])
  }
}
