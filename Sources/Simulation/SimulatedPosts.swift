import NoteModel

/// The posts that notes are written on; rows ascend by time and by id.
struct SimulatedPosts: Sendable {
  private(set) var id: [Int64] = []
  private(set) var createdAtMillis: [Int64] = []
  /// Which side the post speaks for.
  private(set) var view: [SIMD2<Float>] = []
  private(set) var topic: [Topic?] = []
  /// Relative attention; heavy-tailed.
  private(set) var pull: [Float] = []
  /// The modeling group in which the post circulates most.
  private(set) var modelingGroup: [Int16] = []

  var count: Int { id.count }

  /// Draws the posts of a community: fewer than notes, more of them lately than long ago.
  init(of community: Community, raters: SimulatedRaters) {
    var generator = SeededGenerator(seed: community.seed, stream: Stream.posts)
    let count = max(1, Int(Double(community.notes) / 1.7))
    let latest = community.now - Millis.hour
    let span = community.days * Double(Millis.day) - Double(Millis.hour)
    createdAtMillis = (0..<count).map { _ in
      let age = generator.unit()
      return latest - Int64(age * age.squareRoot().squareRoot() * span)
    }
    createdAtMillis.sort()
    var ids = SnowflakeIDs()
    for created in createdAtMillis {
      id.append(ids.next(at: created, using: &generator))
      view.append(generator.normal(dimensions: community.viewpointDimensions) * 0.6)
      topic.append(community.topics.topic(at: generator.unit()))
      pull.append(Float(generator.logNormal(sigma: 1.25)))
      modelingGroup.append(raters.modelingGroup[generator.below(raters.count)])
    }
  }
}

/// Gives ids that grow with time: milliseconds since 4 November 2010 above 22 bits that tell ids
/// of one millisecond apart.
struct SnowflakeIDs {
  private static let epoch: Int64 = 1_288_834_974_657
  private var last: Int64 = 0

  /// The next id, larger than all before. Times must not go back.
  mutating func next(at millis: Int64, using generator: inout SeededGenerator) -> Int64 {
    let candidate = (millis - Self.epoch) << 22 | Int64(generator.below(1 << 22))
    last = max(candidate, last + 1)
    return last
  }
}
