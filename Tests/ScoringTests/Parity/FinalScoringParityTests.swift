import Factorization
import Foundation
import NoteModel
import Snapshot
import Testing

@testable import Scoring

/// Final scoring of Core from the reference's own prescoring: nothing random is left, so that what
/// differs is rounding and the epoch at which a fit stops.
@Suite(.enabled(if: ParitySet.small != nil, "../shared/parity/small is absent"))
struct FinalScoringParityTests {
  @Test func printDifferences() throws {
    let parity = try #require(ParitySet.small)
    let scoring = try ParityScoring(parity)
    let prescored = try PrescoredModel(parity, model: "MFCoreScorer", snapshot: scoring.snapshot)
    let result = try #require(
      try ScoringModel.core.scoreFinal(
        scoring.finalRatings, scoring.data, prescored: prescored, suspects: scoring.suspects))
    let scored = try parity.table("scored_notes.tsv")
    let aux = try parity.table("aux_note_info.tsv")
    let ids = try scored.integers("noteId")
    let position = ids.map { id in scoring.snapshot.noteIDs.firstIndex(of: id!)! }
    func compare(_ table: TSVTable, _ column: String, _ ours: (Int) -> Double) throws {
      let values = try table.doubles(column)
      var diffs: [Double] = []
      var missing = 0
      for (row, note) in position.enumerated() {
        let mine = result.isScored[note] ? ours(note) : .nan
        switch (values[row], mine.isNaN) {
        case (nil, true): break
        case (let value?, false): diffs.append(abs(value - mine))
        default: missing += 1
        }
      }
      diffs.sort()
      print(
        column, "n", diffs.count, "missing", missing, "median", diffs[diffs.count / 2], "p99",
        diffs[diffs.count * 99 / 100], "max", diffs.last!)
    }
    try compare(scored, "coreNoteIntercept") { Double(result.parameters[$0].intercept) }
    try compare(scored, "coreNoteFactor1") { Double(result.parameters[$0].factor) }
    try compare(scored, "coreNoteInterceptMin") { Double(result.interceptMin[$0]) }
    try compare(scored, "coreNoteInterceptMax") { Double(result.interceptMax[$0]) }
    try compare(scored, "coreNoteInterceptNoHighVol") { Double(result.interceptNoHighVolume[$0]) }
    try compare(scored, "coreNoteInterceptNoCorrelated") {
      Double(result.interceptNoCorrelated[$0])
    }
    try compare(scored, "coreNoteInterceptPopulationSampled") {
      Double(result.interceptPopulationSampled[$0])
    }
    try compare(scored, "coreNumFinalRoundRatings") { Double(result.finalRoundRatings[$0]) }
    try compare(aux, "ratingWeight") { Double(result.details.ratingWeight[$0]) }
    for (index, tag) in RatingTag.notHelpful.enumerated() {
      try compare(aux, tag.name + "Adjusted") {
        Double(result.details.adjustedTags[$0 * 13 + index])
      }
    }
    try compare(aux, "lowDiligenceIntercept") { Double(result.details.lowDiligenceIntercept[$0]) }
    try compare(aux, "tf_idf_incorrect_interval") { result.details.incorrect[$0].score }
    let status = try scored.texts("coreRatingStatus")
    let rules = try scored.texts("coreActiveRules")
    var differ = 0
    for (row, note) in position.enumerated() {
      let mine = result.isScored[note] ? result.verdict[note].rules.text : nil
      if result.status(note)?.name != status[row] || mine != rules[row] {
        differ += 1
        if differ < 12 {
          print(
            ids[row]!, status[row] ?? "-", rules[row] ?? "-", "|", result.status(note)?.name ?? "-",
            mine ?? "-")
        }
      }
    }
    print("status or rules differ", differ)
  }
}
