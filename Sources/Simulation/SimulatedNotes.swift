import NoteModel

/// What is wrong with a note, whichever side reads it.
public struct NoteFaults: OptionSet, Hashable, Sendable {
  /// One bit a fault.
  public let rawValue: UInt8
  /// Faults by their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Attacks a person.
  public static let harassing = NoteFaults(rawValue: 1 << 0)
  /// Cites nothing to check it by.
  public static let unsourced = NoteFaults(rawValue: 1 << 1)
}

/// What is true of each note, hidden from scoring; row i is note i of the snapshot's `noteIDs`.
///
/// Rows ascend by time and by id.
public struct SimulatedNotes: Sendable {
  /// How good everybody finds the note, its faults included; about standard normal.
  public internal(set) var quality: [Float] = []
  /// Whom the note pleases; on a line the second coordinate is 0.
  public internal(set) var lean: [SIMD2<Float>] = []
  /// The topic of the note's post.
  public internal(set) var topic: [Topic?] = []
  /// What is wrong with the note.
  public internal(set) var faults: [NoteFaults] = []
  /// Whether attackers rate the note.
  public internal(set) var isTargeted: [Bool] = []
  /// Whether the author deleted the note; its ratings and history stay.
  public internal(set) var isDeleted: [Bool] = []

  var id: [Int64] = []
  /// Position in the raters.
  var author: [UInt32] = []
  /// Position in the posts.
  var post: [UInt32] = []
  var createdAtMillis: [Int64] = []
  var classification: [Classification] = []

  /// How many notes.
  public var count: Int { quality.count }
}

extension SimulatedNotes {
  /// Draws the notes of a community: at least one on each post, within hours of it.
  init(of community: Community, raters: SimulatedRaters, posts: SimulatedPosts) {
    var generator = SeededGenerator(seed: community.seed, stream: Stream.notes)
    let writers = Writers(raters, using: &generator)
    let latest = community.now - 30 * Millis.minute
    var drafts = (0..<community.notes).map { number in
      let post = number < posts.count ? number : generator.below(posts.count)
      let delay = Int64(generator.exponential(mean: 5 * Double(Millis.hour)))
      let created = min(posts.createdAtMillis[post] + 20_000 + delay, latest)
      return (created: created, post: post)
    }
    drafts.sort { ($0.created, $0.post) < ($1.created, $1.post) }
    var ids = SnowflakeIDs()
    for draft in drafts {
      let writer = writers.draw(group: posts.modelingGroup[draft.post], using: &generator)
      id.append(ids.next(at: draft.created, using: &generator))
      createdAtMillis.append(draft.created)
      post.append(UInt32(draft.post))
      author.append(writer)
      topic.append(posts.topic[draft.post])
      describe(
        community: community, postView: posts.view[draft.post],
        skill: raters.writingSkill[Int(writer)], view: raters.viewpoint[Int(writer)],
        using: &generator)
    }
    isDeleted = createdAtMillis.map { created in
      let chosen = generator.chance(community.deletedShare)
      return chosen && community.history && created < community.lastScoringRun
    }
  }

  /// Draws quality, lean and faults of the next note.
  private mutating func describe(
    community: Community, postView: SIMD2<Float>, skill: Float, view: SIMD2<Float>,
    using generator: inout SeededGenerator
  ) {
    var fault = NoteFaults()
    if generator.chance(0.025) { fault.insert(.harassing) }
    if generator.chance(0.12) { fault.insert(.unsourced) }
    faults.append(fault)
    var value = skill + Float(0.95 * generator.normal())
    if generator.chance(0.2) { value += 0.6 }
    if fault.contains(.harassing) { value -= 2.2 }
    if fault.contains(.unsourced) { value -= 0.7 }
    quality.append(value)
    let wander = generator.normal(dimensions: community.viewpointDimensions) * 0.35
    let side = postView * 0.75 + view * 0.35 + wander
    lean.append(side.clamped(lowerBound: .init(repeating: -1.6), upperBound: .init(repeating: 1.6)))
    let notMisleading = generator.chance(community.notMisleadingShare)
    classification.append(notMisleading ? .notMisleading : .misleading)
    let drawsAttack = generator.chance(0.3) && community.attackShare > 0
    isTargeted.append(drawsAttack && abs(value) > 0.4)
  }
}

/// Those who write: about a third of the contributors, the active ones more.
private struct Writers {
  private let all: WeightedChoice
  private let ofGroup: GroupChoices

  init(_ raters: SimulatedRaters, using generator: inout SeededGenerator) {
    var weights = raters.activity.map { $0 * (generator.chance(0.35) ? 1 : 0) }
    if weights.allSatisfy({ $0 == 0 }) { weights = raters.activity }
    all = WeightedChoice(members: Array(0..<UInt32(raters.count)), weights: weights)
    ofGroup = GroupChoices(raters, weights: weights)
  }

  /// A writer, in three of four cases from the group in which the post circulates.
  func draw(group: Int16, using generator: inout SeededGenerator) -> UInt32 {
    if generator.chance(0.75), let local = ofGroup[group] { return local.draw(using: &generator) }
    return all.draw(using: &generator)
  }
}

/// A weighted choice within each modeling group.
struct GroupChoices: Sendable {
  private var choices: [WeightedChoice?] = []

  init(_ raters: SimulatedRaters, weights: [Double]) {
    var members = Array(
      repeating: [UInt32](), count: Int(raters.modelingGroup.max() ?? 0) + 1)
    for rater in 0..<raters.count where weights[rater] > 0 {
      members[Int(raters.modelingGroup[rater])].append(UInt32(rater))
    }
    choices = members.map { group in
      group.isEmpty
        ? nil : WeightedChoice(members: group, weights: group.map { weights[Int($0)] })
    }
  }

  /// Nil where nobody of the group can be drawn.
  subscript(group: Int16) -> WeightedChoice? { choices[Int(group)] }
}

extension Community {
  /// When the run happened that left the history.
  var lastScoringRun: Int64 { now - Int64(historyAgeDays * Double(Millis.day)) }
}
