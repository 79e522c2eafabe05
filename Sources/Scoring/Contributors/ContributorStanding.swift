import NoteModel

/// Where a contributor stands between joining, writing and losing the ability to write. 40 bytes.
public struct ContributorStanding: Sendable, Equatable {
  /// What the contributor may do.
  public var state = EnrollmentState.newUser
  /// The rating impact from which the contributor may write.
  public var impactNeededToEarnIn: Int64 = Self.firstImpactNeeded
  /// How often the contributor lost the ability to write; nil for who is not enrolled.
  public var timesEarnedOut: Int64?
  /// When the state was entered, in milliseconds since the epoch.
  public var stateChangedAt = OptionalMillis.missing

  static let firstImpactNeeded: Int64 = 5
}

/// What a contributor did, as far as it moves the standing.
struct ContributorEvidence: Sendable, Equatable {
  /// What rating earned (`RatingOutcomes.impact`).
  var impact: Int64 = 0
  /// Not-helpful notes among the five that decide: written since the contributor last earned out,
  /// those with a status first, then the newest.
  var recentNotHelpful: Int32 = 0
  /// All notes ever.
  var notes = NoteTotals()

  /// Whose helpful notes outweigh the others by ten, and by a twenty-fifth of all notes, has less to
  /// make good after earning out.
  var isTopWriter: Bool {
    let surplus = notes.helpful - notes.notHelpful
    return surplus >= 10 && Double(surplus) / Double(max(1, notes.all)) >= 0.04
  }
}

extension ContributorStanding {
  /// The standing after a run.
  func updated(_ evidence: ContributorEvidence, now: Int64) -> ContributorStanding {
    var new = self
    // Each looks at the state that those before it entered: who earns in with two not-helpful notes
    // is at risk in the same run.
    for transition in StateTransition.inOrder
    where !transition.shielded.contains(new.state) && transition.condition(new, evidence) {
      new.enter(transition.state, now: now)
    }
    if evidence.notes.notHelpful > evidence.notes.helpful, evidence.recentNotHelpful > 0,
      !Self.shieldedFromBalance.contains(new.state)
    {
      new.enter(.earnedOutNoAcknowledge, now: now)
    }
    new.acknowledgeEarningOut(evidence)
    return new
  }

  /// States of who cannot lose the ability to write by having more not-helpful than helpful notes.
  private static let shieldedFromBalance: Set<EnrollmentState> = [
    .earnedOutNoAcknowledge, .earnedOutAcknowledged, .newUser, .removed,
  ]

  private mutating func enter(_ state: EnrollmentState, now: Int64) {
    self.state = state
    stateChangedAt = OptionalMillis(now)
    if state == .earnedOutNoAcknowledge { timesEarnedOut = timesEarnedOut.map { $0 + 1 } }
  }

  /// Tells who earned out what it takes to earn in again: five beyond today's impact, and five more
  /// for each time before, unless for a top writer.
  private mutating func acknowledgeEarningOut(_ evidence: ContributorEvidence) {
    guard state == .earnedOutNoAcknowledge else { return }
    state = .earnedOutAcknowledged
    impactNeededToEarnIn = Self.firstImpactNeeded + max(evidence.impact, 0)
    if !evidence.isTopWriter {
      impactNeededToEarnIn += Self.firstImpactNeeded * max((timesEarnedOut ?? 0) - 1, 0)
    }
  }
}
