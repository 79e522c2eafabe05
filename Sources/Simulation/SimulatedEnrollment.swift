import NoteModel
import Snapshot

extension EnrollmentTable {
  /// Nearly everybody is enrolled: one in fifty of those who rated or wrote is missing, as where
  /// an account is gone.
  init(of community: Community, raters: SimulatedRaters, notes: SimulatedNotes, hasRated: [Bool]) {
    self.init()
    var hasWritten = Array(repeating: false, count: raters.count)
    for author in notes.author { hasWritten[Int(author)] = true }
    var generator = SeededGenerator(seed: community.seed, stream: Stream.enrollment)
    for rater in 0..<raters.count {
      let isMissing = generator.chance(0.02)
      let draw = generator.unit()
      let earnOuts = 1 + generator.below(2)
      let days = 10 + generator.below(390)
      if isMissing, hasRated[rater] || hasWritten[rater] { continue }
      let current = Self.state(hasWritten: hasWritten[rater], draw: draw)
      let hasEarnedOut = current == .earnedOutAcknowledged || current == .earnedOutNoAcknowledge
      let times = hasEarnedOut ? earnOuts : 0
      let changed = community.now - Int64(days) * Millis.day
      participant.append(UInt32(rater))
      state.append(current)
      successfulRatingNeededToEarnIn.append(Int32(5 + 5 * times))
      lastStateChangeAt.append(OptionalMillis(changed))
      lastEarnOutAt.append(OptionalMillis(hasEarnedOut ? changed : 1))
      modelingPopulation.append(raters.modelingPopulation[rater])
      modelingGroup.append(raters.modelingGroup[rater])
      numberOfTimesEarnedOut.append(Int32(times))
    }
  }

  private static func state(hasWritten: Bool, draw: Double) -> EnrollmentState {
    guard hasWritten else { return draw < 0.85 ? .newUser : .earnedIn }
    switch draw {
    case ..<0.84: return .earnedIn
    case ..<0.90: return .atRisk
    case ..<0.96: return .earnedOutAcknowledged
    default: return .earnedOutNoAcknowledge
    }
  }
}
