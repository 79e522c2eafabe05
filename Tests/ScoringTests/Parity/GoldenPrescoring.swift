import Factorization
import Foundation
import NoteModel
import Snapshot

@testable import Scoring

extension PrescoredModel {
  /// The reference's prescoring of one model, from the tables of a parity set.
  init(_ parity: ParitySet, model: String, snapshot: Snapshot) throws {
    let meta = try JSONDecoder().decode(
      [String: GoldenMeta].self,
      from: Data(contentsOf: URL(filePath: "\(parity.expected)/prescoring_meta.json")))
    self.init(
      notes: try Notes(parity.table("prescoring_note_params.tsv"), model, snapshot),
      raters: try Raters(parity.table("prescoring_rater_params.tsv"), model, snapshot),
      meta: Meta(meta[model]!))
  }
}

struct GoldenMeta: Decodable {
  struct Globals: Decodable {
    let firstRound: Float
    let secondRound: Float
    let finalRound: Float
  }
  let globalIntercept: Float?
  let lowDiligenceGlobalIntercept: Globals?
  let tagFilteringThresholds: [String: Double]?
  let finalRoundNumRatings: Int?
  let finalRoundNumNotes: Int?
  let finalRoundNumUsers: Int?
}

extension PrescoredModel.Meta {
  fileprivate init(_ golden: GoldenMeta) {
    let globals = golden.lowDiligenceGlobalIntercept!
    self.init(
      globalIntercept: golden.globalIntercept,
      lowDiligenceGlobals: SIMD3(globals.firstRound, globals.secondRound, globals.finalRound),
      tagThresholds: RatingTag.notHelpful.map {
        golden.tagFilteringThresholds![$0.name + "AdjustedRatio"]!
      },
      finalRoundRatings: golden.finalRoundNumRatings!, finalRoundNotes: golden.finalRoundNumNotes!,
      finalRoundRaters: golden.finalRoundNumUsers!)
  }
}

/// Rows of one model in a table of all models, with typed access.
private struct ModelRows {
  let table: TSVTable
  let rows: [Int]

  init(_ table: TSVTable, _ model: String) throws {
    self.table = table
    let names = try table.texts("scorerName")
    rows = names.indices.filter { names[$0] == model }
  }

  func floats(_ column: String) throws -> [Float] {
    let values = try table.doubles(column)
    return rows.map { values[$0].map(Float.init) ?? .nan }
  }

  func doubles(_ column: String) throws -> [Double] {
    let values = try table.doubles(column)
    return rows.map { values[$0] ?? .nan }
  }

  func counts(_ column: String) throws -> [Int32] {
    let values = try table.integers(column)
    return rows.map { Int32(values[$0] ?? 0) }
  }

  func pairs(_ intercept: String, _ factor: String) throws -> [BiasFactor] {
    try zip(floats(intercept), floats(factor)).map(BiasFactor.init(intercept:factor:))
  }
}

extension PrescoredModel.Notes {
  fileprivate init(_ table: TSVTable, _ model: String, _ snapshot: Snapshot) throws {
    self.init()
    let rows = try ModelRows(table, model)
    let ids = try table.integers("noteId")
    note = rows.rows.map { row in UInt32(snapshot.noteIDs.firstIndex(of: ids[row]!)!) }
    parameters = try rows.pairs("internalNoteIntercept", "internalNoteFactor1")
    lowDiligenceFactor = try rows.floats("lowDiligenceNoteFactor1")
    lowDiligenceIntercept = try rows.floats("lowDiligenceNoteIntercept")
    lowDiligenceInterceptRound2 = try rows.floats("lowDiligenceNoteInterceptRound2")
    harassment = try rows.pairs("harassmentNoteIntercept", "harassmentNoteFactor1")
  }
}

extension PrescoredModel.Raters {
  /// The rows of one model in `prescoring_rater_params.tsv`.
  init(_ table: TSVTable, _ model: String, _ snapshot: Snapshot) throws {
    self.init()
    let rows = try ModelRows(table, model)
    let ids = try table.texts("raterParticipantId")
    rater = rows.rows.map { UInt32(snapshot.participants.position(of: ids[$0]!)!) }
    parameters = try rows.pairs("internalRaterIntercept", "internalRaterFactor1")
    firstRound = try rows.pairs(
      "internalFirstRoundRaterIntercept", "internalFirstRoundRaterFactor1")
    crhCrnhRatioDifference = try rows.doubles("crhCrnhRatioDifference")
    meanNoteScore = try rows.doubles("meanNoteScore")
    raterAgreeRatio = try rows.doubles("raterAgreeRatio")
    let above = try table.booleans("aboveHelpfulnessThreshold")
    aboveHelpfulnessThreshold = rows.rows.map { above[$0] }
    lowDiligenceFactor = try rows.floats("lowDiligenceRaterFactor1")
    lowDiligenceReputation = try rows.floats("lowDiligenceRaterReputation")
    lowDiligenceIntercept = try rows.floats("lowDiligenceRaterIntercept")
    lowDiligenceInterceptRound2 = try rows.floats("lowDiligenceRaterInterceptRound2")
    incorrectTagRatings = try rows.counts("incorrectTagRatingsMadeByRater")
    taggedRatings = try rows.counts("totalRatingsMadeByRater")
  }
}
