import Factorization
import Foundation
import NoteModel
import Snapshot
import Testing

@testable import Scoring

extension PrescoredModel {
  /// The reference's prescoring of one model, from the tables of a parity set.
  init(_ parity: ParitySet, model: String) throws {
    self.init(
      notes: try Notes(parity.noteParameters, model, parity.snapshot),
      raters: try Raters(parity.raterParameters, model, parity.snapshot),
      meta: try Meta(#require(parity.meta[model])))
  }
}

/// What the reference's prescoring keeps of a whole fit.
struct GoldenMeta: Decodable, Sendable {
  struct Globals: Decodable, Sendable {
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
  fileprivate init(_ golden: GoldenMeta) throws {
    let globals = try #require(golden.lowDiligenceGlobalIntercept)
    let thresholds = try #require(golden.tagFilteringThresholds)
    self.init(
      globalIntercept: golden.globalIntercept,
      lowDiligenceGlobals: SIMD3(globals.firstRound, globals.secondRound, globals.finalRound),
      tagThresholds: try RatingTag.notHelpful.map {
        try #require(thresholds[$0.name + "AdjustedRatio"])
      },
      finalRoundRatings: try #require(golden.finalRoundNumRatings),
      finalRoundNotes: try #require(golden.finalRoundNumNotes),
      finalRoundRaters: try #require(golden.finalRoundNumUsers))
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
    let position = Dictionary(
      uniqueKeysWithValues: snapshot.noteIDs.enumerated().map { ($1, UInt32($0)) })
    note = try rows.rows.map { row in
      let id = try #require(ids[row])
      return try #require(position[id])
    }
    parameters = try rows.pairs("internalNoteIntercept", "internalNoteFactor1")
    lowDiligenceFactor = try rows.floats("lowDiligenceNoteFactor1")
    lowDiligenceIntercept = try rows.floats("lowDiligenceNoteIntercept")
    lowDiligenceInterceptRound2 = try rows.floats("lowDiligenceNoteInterceptRound2")
    harassment = try rows.pairs("harassmentNoteIntercept", "harassmentNoteFactor1")
  }
}

extension PrescoredModel.Raters {
  fileprivate init(_ table: TSVTable, _ model: String, _ snapshot: Snapshot) throws {
    self.init()
    let rows = try ModelRows(table, model)
    let ids = try table.texts("raterParticipantId")
    rater = try rows.rows.map {
      let id = try #require(ids[$0])
      return UInt32(try #require(snapshot.participants.position(of: id)))
    }
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
