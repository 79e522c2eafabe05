import NoteModel
import Snapshot

/// Answers to one note up to the last scoring run, by side of the viewpoint map.
struct NoteTally: Sendable {
  private var helpful = SIMD2<Int32>()
  private var notHelpful = SIMD2<Int32>()

  mutating func count(_ level: Helpfulness, onFirstSide isFirst: Bool) {
    let side = isFirst ? 0 : 1
    switch level {
    case .helpful: helpful[side] += 1
    case .somewhatHelpful: break
    case .notHelpful: notHelpful[side] += 1
    }
  }

  /// The status that a scoring run would plausibly have given: both sides must agree.
  func status(_ classification: Classification) -> NoteStatus {
    let likes = SIMD2<Double>(helpful)
    let dislikes = SIMD2<Double>(notHelpful)
    if classification == .misleading, likes.min() >= 5, all(likes .> 1.6 * dislikes) {
      return .helpful
    }
    if dislikes.sum() >= 6, dislikes.sum() > 1.8 * likes.sum(), all(dislikes .> likes) {
      return .notHelpful
    }
    return .needsMoreRatings
  }

  /// Whether the note looked promising without having a status yet.
  var isPromising: Bool { helpful[0] + helpful[1] > 8 }
}

/// What became of one note by the last scoring run.
private struct Fate {
  var status = NoteStatus.needsMoreRatings
  var firstStatus: NoteStatus?
  var firstStatusAt: Int64?
  /// −1 where the status never changed.
  var changedAt: Int64 = -1
  var lockedAt: Int64?
  /// When the note was last held back for its status to settle; −1 where it left that state or
  /// never was in it.
  var heldAt: Int64 = -1
  var firstHeldAt: Int64?

  init(
    _ tally: NoteTally, _ classification: Classification, created: Int64, lastRun: Int64,
    using generator: inout SeededGenerator
  ) {
    let reached = tally.status(classification)
    let delay = Millis.hour + Int64(generator.exponential(mean: 10 * Double(Millis.hour)))
    let wavers = generator.chance(0.1)
    let isHeld = generator.chance(0.08)
    let locks = generator.chance(0.97)
    let wait = Int64(30 + generator.below(90)) * Millis.minute
    let reachedAt = created + delay
    if reached != .needsMoreRatings, reachedAt < lastRun - 2 * Millis.hour {
      status = reached
      firstStatus = reached
      firstStatusAt = reachedAt
      changedAt = reachedAt
      if reached == .helpful {
        firstHeldAt = max(created, reachedAt - wait)
        if wavers {
          status = .needsMoreRatings
          changedAt = min(reachedAt + 5 * Millis.hour, lastRun)
        }
      }
    } else if tally.isPromising, isHeld, created > lastRun - 14 * Millis.day {
      heldAt = max(created, lastRun - 20 * Millis.minute)
      firstHeldAt = heldAt
    }
    if locks, created + 14 * Millis.day < lastRun { lockedAt = created + 14 * Millis.day }
  }
}

extension HistoryTable {
  /// The history that a scoring run at `community.lastScoringRun` would plausibly have left.
  init(
    of community: Community, raters: SimulatedRaters, notes: SimulatedNotes, tallies: [NoteTally]
  ) {
    self.init()
    guard community.history else { return }
    decidedByNames = ["CoreModel (v1.1)", "ExpansionModel (v1.1)"]
    var generator = SeededGenerator(seed: community.seed, stream: Stream.history)
    let lastRun = community.lastScoringRun
    for note in 0..<notes.count where notes.createdAtMillis[note] < lastRun {
      let fate = Fate(
        tallies[note], notes.classification[note], created: notes.createdAtMillis[note],
        lastRun: lastRun, using: &generator)
      append(fate, note, notes, raters, lastRun: lastRun)
    }
  }

  private mutating func append(
    _ fate: Fate, _ row: Int, _ notes: SimulatedNotes, _ raters: SimulatedRaters, lastRun: Int64
  ) {
    let writer = Int(notes.author[row])
    let isCore = raters.modelingPopulation[writer] == .core
    note.append(UInt32(row))
    author.append(notes.author[row])
    createdAtMillis.append(notes.createdAtMillis[row])
    firstNonNMRStatusAt.append(OptionalMillis(fate.firstStatusAt))
    firstNonNMRStatus.append(fate.firstStatus)
    currentStatusAt.append(OptionalMillis(fate.lockedAt ?? lastRun))
    currentStatus.append(fate.status)
    latestNonNMRStatusAt.append(OptionalMillis(fate.firstStatusAt))
    mostRecentNonNMRStatus.append(fate.firstStatus)
    statusLockAt.append(OptionalMillis(fate.lockedAt))
    lockedStatus.append(fate.lockedAt == nil ? nil : fate.status)
    retroLockAt.append(.missing)
    currentCoreStatus.append(isCore ? fate.status : nil)
    currentExpansionStatus.append(fate.status)
    currentGroupStatus.append(nil)
    currentDecidedBy.append(isCore ? 0 : 1)
    currentModelingGroup.append(raters.modelingGroup[writer])
    mostRecentStatusChangeAt.append(OptionalMillis(fate.changedAt))
    nmrDueToMinStableCrhTimeAt.append(OptionalMillis(fate.heldAt))
    currentMultiGroupStatus.append(nil)
    currentModelingMultiGroup.append(nil)
    finalScoringOutputMinute.append(OptionalMillis(lastRun / Millis.minute))
    firstNmrDueToMinStableCrhTimeAt.append(OptionalMillis(fate.firstHeldAt))
    abovePcrhThresholdTime.append(.missing)
  }
}
