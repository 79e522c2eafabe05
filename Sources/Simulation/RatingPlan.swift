import Foundation
import NoteModel

/// How many ratings each note may expect and which groups coordinate on it.
struct RatingPlan: Sendable {
  /// No note is rated by more than this share of the sincere contributors.
  static let largestShareOfRaters = 0.35
  /// Milliseconds after which about two thirds of a note's ratings are in.
  static let meanDelay = 9 * Double(Millis.hour)

  /// Ratings that each note may expect beside the coordinated ones.
  private(set) var expected: [Double]
  /// Chance that a rating of a targeted note is an attack.
  private(set) var attackChance = 0.0
  /// Coordinated groups by note: ascending pairs.
  private(set) var coordination: [(note: Int, group: Int)] = []

  /// Attention to a post times a share for each of its notes, for the time that the note was up.
  init(
    of community: Community, raters: SimulatedRaters, posts: SimulatedPosts,
    notes: SimulatedNotes
  ) {
    var generator = SeededGenerator(seed: community.seed, stream: Stream.ratingPlan)
    let weights = (0..<notes.count).map { note in
      let age = Double(community.now - notes.createdAtMillis[note])
      return Double(posts.pull[Int(notes.post[note])]) * (0.4 + generator.unit())
        * (1 - exp(-age / Self.meanDelay))
    }
    let groups = community.coordinatedGroups
    let coordinated =
      Double(groups.count * groups.size * min(groups.notes, notes.count))
      * CoordinatedGroups.participation
    let sincere = raters.members { $0 == .sincere }.count
    expected = Self.scaled(
      weights, total: max(Double(community.ratings) - coordinated, 1),
      most: Self.largestShareOfRaters * Double(sincere))
    let onTargets = notes.isTargeted.indices.reduce(0.0) { sum, note in
      sum + (notes.isTargeted[note] ? expected[note] : 0)
    }
    if onTargets > 0 {
      attackChance = min(0.9, community.attackShare * Double(community.ratings) / onTargets)
    }
    coordination = Self.coordination(of: community, expected: expected)
  }

  /// `weights` times one factor, none above `most`, so that they sum to `total` if they can.
  private static func scaled(_ weights: [Double], total: Double, most: Double) -> [Double] {
    var factor = 0.0
    for _ in 0..<20 {
      var free = 0.0
      var capped = 0.0
      for weight in weights {
        if weight * factor >= most { capped += most } else { free += weight }
      }
      guard free > 0, total > capped else { break }
      factor = (total - capped) / free
    }
    return weights.map { min(most, $0 * factor) }
  }

  /// Each group takes on some of the third of notes with the most attention.
  private static func coordination(
    of community: Community, expected: [Double]
  ) -> [(note: Int, group: Int)] {
    var generator = SeededGenerator(seed: community.seed, stream: Stream.coordination)
    let groups = community.coordinatedGroups
    let ranked = expected.indices.sorted { (expected[$1], $0) < (expected[$0], $1) }
    let noticed = ranked.prefix(max(groups.notes, ranked.count / 3))
    let pairs = (0..<groups.count).flatMap { group in
      generator.sample(groups.notes, of: noticed.count).map { (note: noticed[$0], group: group) }
    }
    return pairs.sorted { ($0.note, $0.group) < ($1.note, $1.group) }
  }
}
