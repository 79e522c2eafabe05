import NoteModel
import Testing

@testable import Scoring

/// The fast computation against the definitions, on random communities with planted groups.
@Suite struct ClusteringOracleTests {
  @Test("Clusters of random communities follow the definitions", arguments: 0..<24)
  func randomCommunities(seed: Int) throws {
    let scene = Self.randomScene(seed: UInt64(seed))
    let oracle = ClusteringOracle(scene.snapshot)
    #expect(try scene.components() == oracle.components())
    #expect(try scene.quasiCliques() == oracle.quasiCliques())
  }

  @Test("The random communities have clusters of both kinds, and raters outside")
  func oracleIsNotVacuous() {
    let oracles = (0..<24).map { ClusteringOracle(Self.randomScene(seed: $0).snapshot) }
    #expect(oracles.count { !$0.authorPairs().isEmpty } >= 6)
    #expect(oracles.count { !$0.coRatingPairs().isEmpty } >= 6)
    #expect(oracles.count { !$0.quasiCliques().isEmpty } >= 6)
    #expect(oracles.allSatisfy { $0.components().reduce(0) { $0 + $1.count } < 40 })
  }

  /// 40 raters, four of them the only authors; two groups of six rate many of the same notes, the
  /// first within minutes. Some posts have two notes, and some are gone.
  private static func randomScene(seed: UInt64) -> ClusteringScene {
    var generator = PlainGenerator(state: seed)
    var scene = ClusteringScene(participants: 40)
    for index in 0..<130 {
      let post = Int.random(in: 0..<12, using: &generator) == 0 ? -1 : Int64(index * 4 / 5)
      let note = scene.note(
        by: UInt32.random(in: 0..<4, using: &generator), onPost: post,
        day: Double(index) * Double.random(in: 0.3..<0.75, using: &generator),
        Int.random(in: 0..<10, using: &generator) == 0 ? .notMisleading : .misleading)
      let groupLevel = Helpfulness.allCases.randomElement(using: &generator)!
      let meeting = Int64.random(in: 0..<3, using: &generator) * Millis.hour
      for rater in UInt32(4)..<40 {
        let group = rater < 10 ? 0 : rater < 16 ? 1 : 2
        let share = group == 2 ? 0.3 : 0.85
        guard Double.random(in: 0..<1, using: &generator) < share else { continue }
        let delay: Int64
        switch group {
        case 0: delay = meeting + Int64.random(in: 0..<10, using: &generator) * Millis.minute
        default: delay = Int64.random(in: -1..<600, using: &generator) * Millis.minute
        }
        let agrees = group < 2 && Int.random(in: 0..<8, using: &generator) > 0
        let level = agrees ? groupLevel : Helpfulness.allCases.randomElement(using: &generator)!
        scene.rate(note, by: rater, after: rater == 20 ? Millis.minute : delay, level)
      }
    }
    return scene
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct PlainGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
