import Factorization
import NoteModel
import Snapshot
import Testing

@testable import Scoring

/// What every model learns of notes and raters, next to the reference's.
///
/// The limits are about twice the differences between two seeds of the reference (1 and 4) on the
/// small set. A model of a group or topic without a stable start may find the axis turned; that is
/// no difference.
@Suite(
  "Prescoring of every model next to the reference's",
  .enabled(if: ParitySet.isUsable, "\(ParitySet.absence)"))
struct EveryModelPrescoringTests {
  /// A model, and how far the medians of intercepts and of factors may be from the reference's.
  struct Limit: Sendable, CustomTestStringConvertible {
    let model: String
    let intercept: Double
    let factor: Double
    var testDescription: String { model }
  }

  private static let limits: [Limit] = {
    // Few notes, or a balance of sides that a few ratings tip.
    let loose: [String: (Double, Double)] = [
      "MFMultiGroupScorer_1": (0.03, 0.06), "MFGroupScorer_3": (0.025, 0.04),
      "MFGroupScorer_14": (0.01, 0.03), "MFGroupScorer_18": (0.015, 0.02),
      "MFTopicScorer_InDimensionTwo": (0.01, 0.03),
    ]
    return ModelTable.all.prescoring.map(\.name).compactMap { name in
      // No note or rater of the small set is in these.
      guard name != "MFGroupScorer_33", name != "MFTopicScorer_Unassigned" else { return nil }
      let (intercept, factor) = loose[name] ?? (0.008, 0.018)
      return Limit(model: name, intercept: intercept, factor: factor)
    }
  }()

  private static let prescored = Result {
    let parity = try ParitySet.small.get()
    let side = try parity.sideTables()
    return try prescore(
      parity.snapshot,
      ScoringOptions(now: ParitySet.now, seed: 1, clusters: side.clusters, topics: side.topics)
    ).prescored
  }

  /// The rows of a model in one of the reference's tables: intercept and factor by id.
  private func golden(
    _ table: TSVTable, _ model: String, id: String, intercept: String, factor: String
  ) throws -> [String: BiasFactor] {
    let names = try table.texts("scorerName")
    let ids = try table.texts(id)
    let intercepts = try table.doubles(intercept)
    let factors = try table.doubles(factor)
    var rows: [String: BiasFactor] = [:]
    for row in names.indices where names[row] == model {
      guard let id = ids[row], let intercept = intercepts[row], let factor = factors[row] else {
        continue
      }
      rows[id] = BiasFactor(intercept: Float(intercept), factor: Float(factor))
    }
    return rows
  }

  /// Medians of the differences of intercepts and of factors, the axis turned where that fits better;
  /// and the share of rows that only one side has.
  private func difference(
    _ golden: [String: BiasFactor], _ ours: [String: BiasFactor]
  ) -> (intercept: Double, factor: Double, oneSided: Double) {
    let pairs = golden.compactMap { id, theirs in ours[id].map { (theirs, $0) } }
    let turn: Float = pairs.reduce(0) { $0 + $1.0.factor * $1.1.factor } < 0 ? -1 : 1
    let intercepts = pairs.map { Double(abs($0.intercept - $1.intercept)) }
    let factors = pairs.map { Double(abs($0.factor - turn * $1.factor)) }
    let all = Set(golden.keys).union(ours.keys).count
    return (
      intercepts.quantile(at: 0.5) ?? .infinity, factors.quantile(at: 0.5) ?? .infinity,
      Double(all - pairs.count) / Double(max(1, all))
    )
  }

  @Test("puts notes and raters where the reference does", arguments: limits)
  func parameters(limit: Limit) throws {
    let parity = try ParitySet.small.get()
    let model = try #require(try Self.prescored.get().models[limit.model])
    let notes = Dictionary(
      uniqueKeysWithValues: zip(model.notes.note, model.notes.parameters).filter {
        !$1.intercept.isNaN
      }.map { (String(parity.snapshot.noteIDs[Int($0)]), $1) })
    let raters = Dictionary(
      uniqueKeysWithValues: zip(model.raters.rater, model.raters.parameters).filter {
        !$1.intercept.isNaN
      }.map { (parity.snapshot.participants[Int($0)], $1) })
    let noteDifference = difference(
      try golden(
        parity.noteParameters, limit.model, id: "noteId", intercept: "internalNoteIntercept",
        factor: "internalNoteFactor1"), notes)
    let raterDifference = difference(
      try golden(
        parity.raterParameters, limit.model, id: "raterParticipantId",
        intercept: "internalRaterIntercept", factor: "internalRaterFactor1"), raters)
    for difference in [noteDifference, raterDifference] {
      #expect(difference.intercept <= limit.intercept, "\(noteDifference) \(raterDifference)")
      #expect(difference.factor <= limit.factor, "\(noteDifference) \(raterDifference)")
      #expect(difference.oneSided <= 0.08, "\(noteDifference) \(raterDifference)")
    }
  }

  @Test("finds the global intercept that the reference finds", arguments: limits)
  func globalIntercept(limit: Limit) throws {
    let golden = try #require(try ParitySet.small.get().meta[limit.model])
    let ours = try #require(try Self.prescored.get().models[limit.model])
    guard let theirs = golden.globalIntercept, let found = ours.meta.globalIntercept else {
      #expect(golden.globalIntercept == nil && ours.meta.globalIntercept == nil)
      return
    }
    #expect(abs(Double(theirs) - Double(found)) <= 2 * limit.intercept, "\(theirs) \(found)")
  }
}
