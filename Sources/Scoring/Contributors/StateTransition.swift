import NoteModel

/// One way in which a contributor's state changes.
struct StateTransition: Sendable {
  /// The state entered.
  let state: EnrollmentState
  /// States that the transition does not leave.
  let shielded: Set<EnrollmentState>
  let condition: @Sendable (ContributorStanding, ContributorEvidence) -> Bool

  /// Writers by programming interface, whom the community judges elsewhere.
  private static let api: Set<EnrollmentState> = [.apiTestUser, .apiEarnedIn, .apiEarnedOut]

  /// All, in the order in which they are tried.
  static let inOrder = [earnIn, becomeAtRisk, earnOut, recover]

  /// Rating well earns the ability to write.
  static let earnIn = StateTransition(
    state: .earnedIn, shielded: api.union([.removed, .earnedIn, .atRisk])
  ) { standing, evidence in
    evidence.impact >= standing.impactNeededToEarnIn
  }

  /// Two not-helpful notes of five are a warning.
  static let becomeAtRisk = StateTransition(
    state: .atRisk,
    shielded: api.union([
      .removed, .newUser, .earnedOutNoAcknowledge, .earnedOutAcknowledged, .atRisk,
    ])
  ) { _, evidence in
    evidence.recentNotHelpful == 2
  }

  /// Three cost the ability to write.
  static let earnOut = StateTransition(
    state: .earnedOutNoAcknowledge,
    shielded: api.union([.removed, .newUser, .earnedOutAcknowledged])
  ) { _, evidence in
    evidence.recentNotHelpful > 2
  }

  /// Fewer than two end the warning.
  static let recover = StateTransition(
    state: .earnedIn,
    shielded: api.union([
      .removed, .newUser, .earnedOutAcknowledged, .earnedOutNoAcknowledge, .earnedIn,
    ])
  ) { _, evidence in
    evidence.recentNotHelpful < 2
  }
}
