import Factorization
import Foundation
import NoteModel
import Simulation
import Snapshot
import Testing

@testable import Scoring

@Suite("Tag aggregates")
struct TagAggregateTests {
  /// The definition written out plainly, in double precision, rating by rating.
  private struct PlainAggregates {
    var weight: [Int: Double] = [:]
    var adjusted: [Int: [Double]] = [:]

    init(_ table: RatingTable, noteFactor: [Float], raterFactor: [Float]) {
      func normalized(_ values: [Float]) -> [Double] {
        let present = values.filter { !$0.isNaN }.map(Double.init)
        let mean = present.reduce(0, +) / Double(present.count)
        let variance =
          present.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(present.count)
        return values.map { (Double($0) - mean) / variance.squareRoot() }
      }
      let notes = normalized(noteFactor)
      let raters = normalized(raterFactor)
      let rows = (0..<table.count).filter { table.answer[$0].helpfulness != nil }
      let distance = rows.map { abs(raters[Int(table.rater[$0])] - notes[Int(table.note[$0])]) }
      let sorted = distance.filter { !$0.isNaN }.sorted()
      let place = 0.4 * Double(sorted.count - 1)
      let below = sorted[Int(place)]
      let scale = below + (sorted[Int(place) + 1] - below) * (place - place.rounded(.down))
      for (row, distance) in zip(rows, distance) where !distance.isNaN {
        let note = Int(table.note[row])
        let w = 1 / (1 + pow(distance / scale, 5))
        weight[note, default: 0] += w
        for (index, tag) in RatingTag.notHelpful.enumerated() {
          adjusted[note, default: Array(repeating: 0, count: 13)][index] +=
            table.tags[row].contains(tag) ? w : 0
        }
      }
    }
  }

  private static func simulated() throws -> (PreparedSnapshot, [Float], [Float]) {
    var community = Community()
    community.raters = 120
    community.notes = 80
    community.ratings = 1_500
    community.coordinatedGroups.count = 0
    community.notMisleadingShare = 0
    let given = try PreparedSnapshot(community.snapshot())
    var random = RandomStream(seed: 4)
    let notes = (0..<given.notes.count).map {
      $0 % 9 == 0 ? Float.nan : random.uniform(bound: 0.8)
    }
    let raters = (0..<given.snapshot.participants.count).map {
      $0 % 7 == 0 ? Float.nan : random.uniform(bound: 1)
    }
    return (given, notes, raters)
  }

  @Test("agree with the definition written out plainly")
  func againstPlainVersion() throws {
    let (given, noteFactor, raterFactor) = try Self.simulated()
    let aggregates = TagAggregates(
      given.store, given.everything, noteFactor: noteFactor, raterFactor: raterFactor)
    let plain = PlainAggregates(
      given.snapshot.ratings, noteFactor: noteFactor, raterFactor: raterFactor)
    #expect(plain.weight.count > 40)
    for note in 0..<given.notes.count {
      guard let weight = plain.weight[note], let adjusted = plain.adjusted[note] else {
        #expect(aggregates.ratingWeight[note].isNaN)
        continue
      }
      #expect(abs(Double(aggregates.ratingWeight[note]) - weight) < 1e-4 * max(1, weight))
      for tag in 0..<13 {
        #expect(abs(Double(aggregates.adjusted(note, tag)) - adjusted[tag]) < 1e-4)
      }
    }
  }

  @Test("give a note no weight without a rating by a rater of known viewpoint")
  func missing() throws {
    var community = SnapshotBuilder()
    community.note(1)
    community.rate(1, by: "a")
    let given = try community.prepared()
    let aggregates = TagAggregates(
      given.store, given.everything, noteFactor: [0.5],
      raterFactor: Array(repeating: .nan, count: given.snapshot.participants.count))
    #expect(aggregates.ratingWeight[0].isNaN)
    #expect(aggregates.adjusted(0, 3).isNaN)
    #expect(aggregates.adjustedRatio(0, 3).isNaN)
  }

  @Test("weigh the rating at the 40th percentile of distance by one half")
  func scale() throws {
    // Notes at ±1 after normalisation, raters at ±1: distances 0 and 2, of which the 40th
    // percentile is interpolated between the two middle ones.
    var community = SnapshotBuilder()
    community.note(1)
    community.note(2)
    community.rate(1, by: "left")
    community.rate(1, by: "right")
    let given = try community.prepared()
    let aggregates = TagAggregates(
      given.store, given.everything, noteFactor: [-0.5, 0.5],
      raterFactor: try given.perPerson(["left": -0.2, "right": 0.2], rest: .nan))
    // q = 0 + 0.4 × 2 = 0.8; weights 1 and 1 / (1 + 2.5⁵).
    let expected = 1 + 1 / (1 + Float(97.65625))
    #expect(abs(aggregates.ratingWeight[0] - expected) < 1e-6)
  }

  @Test("set thresholds at a percentile of the helpful notes' shares")
  func thresholds() throws {
    let (given, noteFactor, raterFactor) = try Self.simulated()
    let aggregates = TagAggregates(
      given.store, given.everything, noteFactor: noteFactor, raterFactor: raterFactor)
    let notes = (0..<given.notes.count).filter { !aggregates.ratingWeight[$0].isNaN }.prefix(21)
    let thresholds = aggregates.thresholds(among: notes.map(UInt32.init), percentile: 95)
    for tag in 0..<13 {
      // 0.95 × 20 = 19: the last but one.
      let sorted = notes.map { Double(aggregates.adjustedRatio($0, tag)) }.sorted()
      #expect(thresholds[tag] == sorted[19])
    }
  }

  @Test("set thresholds of 0 without a helpful note")
  func noHelpfulNote() throws {
    let (given, noteFactor, raterFactor) = try Self.simulated()
    let aggregates = TagAggregates(
      given.store, given.everything, noteFactor: noteFactor, raterFactor: raterFactor)
    #expect(
      aggregates.thresholds(among: [], percentile: 95) == Array(repeating: 0, count: 13))
  }
}
