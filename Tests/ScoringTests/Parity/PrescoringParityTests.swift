import Factorization
import Foundation
import NoteModel
import Snapshot
import Testing

@testable import Scoring

/// Prescoring of Core against the reference's, whose random start differs from ours.
@Suite(.enabled(if: ParitySet.small != nil, "../shared/parity/small is absent"))
struct PrescoringParityTests {
  @Test func printDifferences() throws {
    let parity = try #require(ParitySet.small)
    let scoring = try ParityScoring(parity)
    let golden = try PrescoredModel(parity, model: "MFCoreScorer", snapshot: scoring.snapshot)
    let ours = try #require(
      try ScoringModel.core.prescore(scoring.prescoringRatings, scoring.data))
    print(golden.meta)
    print(ours.meta)
    func compare(_ name: String, _ a: [UInt32], _ av: [Double], _ b: [UInt32], _ bv: [Double]) {
      let lookup = Dictionary(uniqueKeysWithValues: zip(b, bv))
      var d: [Double] = []
      var missing = 0
      for (id, v) in zip(a, av) {
        guard let w = lookup[id] else {
          missing += v.isNaN ? 0 : 1
          continue
        }
        if v.isNaN != w.isNaN {
          missing += 1
          continue
        }
        if !v.isNaN { d.append(w - v) }
      }
      let s = d.map(abs).sorted()
      guard !s.isEmpty else {
        print(name, "none", missing)
        return
      }
      print(
        name, "n", a.count, b.count, "missing", missing, "mean", d.reduce(0, +) / Double(d.count),
        "median", s[s.count / 2], "p99", s[s.count * 99 / 100], "max", s.last!)
    }
    func notes(_ name: String, _ f: (PrescoredModel.Notes) -> [Float]) {
      compare(
        name, golden.notes.note, f(golden.notes).map(Double.init), ours.notes.note,
        f(ours.notes).map(Double.init))
    }
    func raters(_ name: String, _ f: (PrescoredModel.Raters) -> [Double]) {
      compare(name, golden.raters.rater, f(golden.raters), ours.raters.rater, f(ours.raters))
    }
    notes("intercept") { $0.parameters.map(\.intercept) }
    notes("factor") { $0.parameters.map(\.factor) }
    notes("harassment") { $0.harassment.map(\.intercept) }
    notes("harassmentF") { $0.harassment.map(\.factor) }
    notes("ldI") { $0.lowDiligenceIntercept }
    notes("ldF") { $0.lowDiligenceFactor }
    notes("ldI2") { $0.lowDiligenceInterceptRound2 }
    raters("intercept") { $0.parameters.map { Double($0.intercept) } }
    raters("factor") { $0.parameters.map { Double($0.factor) } }
    raters("fi") { $0.firstRound.map { Double($0.intercept) } }
    raters("ff") { $0.firstRound.map { Double($0.factor) } }
    raters("crhdiff") { $0.crhCrnhRatioDifference }
    raters("mean") { $0.meanNoteScore }
    raters("agree") { $0.raterAgreeRatio }
    raters("above") { $0.aboveHelpfulnessThreshold.map { $0 == nil ? .nan : $0! ? 1 : 0 } }
    raters("ldF") { $0.lowDiligenceFactor.map(Double.init) }
    raters("ldR") { $0.lowDiligenceReputation.map(Double.init) }
    raters("ldI") { $0.lowDiligenceIntercept.map(Double.init) }
    raters("ldI2") { $0.lowDiligenceInterceptRound2.map(Double.init) }
    raters("inc") { $0.incorrectTagRatings.map(Double.init) }
    raters("tot") { $0.taggedRatings.map(Double.init) }
  }
}
