import NoteModel
import Snapshot

/// Produces the ratings note by note, and counts of them for the status history.
///
/// Beside the table it takes 4 bytes a contributor while it runs and 4 bytes a rating while it
/// orders the rows.
struct RatingSimulation {
  private let community: Community
  private let posts: SimulatedPosts
  private let raters: SimulatedRaters
  private let notes: SimulatedNotes
  private let plan: RatingPlan
  private let answers: AnswerModel
  private let everybody: WeightedChoice
  private let local: GroupChoices
  private let attackers: [UInt32]
  /// Members of each coordinated group.
  private let groups: [[UInt32]]
  /// The side of each coordinated group.
  private let sides: [SIMD2<Float>]

  /// Ratings by time, ties by note and rater.
  private(set) var table = RatingTable()
  /// Counts by note.
  private(set) var tallies: [NoteTally]
  /// Whether a contributor rated anything.
  private(set) var hasRated: [Bool]

  /// The last note that each contributor rated, plus one.
  private var lastRated: [UInt32]

  init(
    _ community: Community, raters: SimulatedRaters, posts: SimulatedPosts, notes: SimulatedNotes
  ) {
    self.community = community
    self.posts = posts
    self.raters = raters
    self.notes = notes
    plan = RatingPlan(of: community, raters: raters, posts: posts, notes: notes)
    answers = AnswerModel(raters: raters, notes: notes)
    everybody = WeightedChoice(
      members: Array(0..<UInt32(raters.count)), weights: raters.activity)
    local = GroupChoices(raters, weights: raters.activity)
    attackers = raters.members { $0 == .attacker }
    groups = (0..<community.coordinatedGroups.count).map { group in
      raters.members { $0 == .coordinated(group: group) }
    }
    sides = groups.indices.map { community.side(ofGroup: $0) }
    tallies = Array(repeating: NoteTally(), count: notes.count)
    hasRated = Array(repeating: false, count: raters.count)
    lastRated = Array(repeating: 0, count: raters.count)
  }

  /// Fills the table.
  mutating func run() {
    reserve(community.ratings + community.ratings / 50 + 1_000)
    var coordination = plan.coordination[...]
    for note in 0..<notes.count {
      var generator = SeededGenerator(
        seed: community.seed, stream: Stream.firstNote + UInt64(note))
      while let next = coordination.first, next.note == note {
        coordination.removeFirst()
        rateTogether(group: next.group, note: note, using: &generator)
      }
      for _ in 0..<generator.poisson(mean: plan.expected[note]) {
        if notes.isTargeted[note], generator.chance(plan.attackChance) {
          attack(note, using: &generator)
        } else {
          rateSincerely(note, using: &generator)
        }
      }
    }
    table.sortByTime()
  }

  /// Members rate within eight minutes of each other.
  private mutating func rateTogether(
    group: Int, note: Int, using generator: inout SeededGenerator
  ) {
    let window = 8 * Double(Millis.minute)
    let start = generator.exponential(
      mean: 90 * Double(Millis.minute), below: timeToRate(note) - window)
    for rater in groups[group] where generator.chance(CoordinatedGroups.participation) {
      let answer = answers.partisan(Int(rater), side: sides[group], on: note, using: &generator)
      let delay = start + generator.unit() * window
      guard mayRate(rater, note) else { continue }
      add(note, rater, delay: delay, answer)
    }
  }

  /// Attackers come in the first hours.
  private mutating func attack(_ note: Int, using generator: inout SeededGenerator) {
    for _ in 0..<8 {
      let rater = generator.pick(attackers)
      guard mayRate(rater, note) else { continue }
      let answer = answers.attack(Int(rater), on: note, using: &generator)
      let delay = generator.exponential(mean: 2 * Double(Millis.hour), below: timeToRate(note))
      add(note, rater, delay: delay, answer)
      return
    }
  }

  /// Most ratings come from the modeling group in which the post circulates.
  private mutating func rateSincerely(_ note: Int, using generator: inout SeededGenerator) {
    let group = posts.modelingGroup[Int(notes.post[note])]
    let nearby = generator.chance(0.6) ? local[group] : nil
    for attempt in 0..<16 {
      let choice = attempt < 6 ? nearby ?? everybody : everybody
      let rater = choice.draw(using: &generator)
      guard mayRate(rater, note) else { continue }
      let answer = answers.sincere(Int(rater), on: note, using: &generator)
      let delay = generator.exponential(mean: RatingPlan.meanDelay, below: timeToRate(note))
      let sampled = generator.chance(community.populationSampledShare)
      add(note, rater, delay: delay, answer, source: sampled ? .populationSampled : .default)
      return
    }
  }

  /// Milliseconds between the note, plus time to read it, and the end of the data.
  private func timeToRate(_ note: Int) -> Double {
    Double(community.now - Millis.minute - notes.createdAtMillis[note])
  }

  private func mayRate(_ rater: UInt32, _ note: Int) -> Bool {
    lastRated[Int(rater)] != UInt32(note) + 1 && notes.author[note] != rater
  }

  private mutating func add(
    _ note: Int, _ rater: UInt32, delay: Double, _ answer: (level: Helpfulness, tags: RatingTags),
    source: RatingSource = .default
  ) {
    lastRated[Int(rater)] = UInt32(note) + 1
    hasRated[Int(rater)] = true
    let created = notes.createdAtMillis[note] + 20_000 + Int64(delay)
    table.note.append(UInt32(note))
    table.rater.append(rater)
    table.createdAtMillis.append(created)
    table.answer.append(RatingAnswer(level: answer.level, version: 2, source: source))
    table.tags.append(answer.tags)
    table.ratedOnPostID.append(posts.id[Int(notes.post[note])])
    if created < community.lastScoringRun {
      tallies[note].count(answer.level, onFirstSide: raters.viewpoint[Int(rater)].x > 0)
    }
  }

  private mutating func reserve(_ rows: Int) {
    table.note.reserveCapacity(rows)
    table.rater.reserveCapacity(rows)
    table.createdAtMillis.reserveCapacity(rows)
    table.answer.reserveCapacity(rows)
    table.tags.reserveCapacity(rows)
    table.ratedOnPostID.reserveCapacity(rows)
  }
}
