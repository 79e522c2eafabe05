import NoteModel

/// Where an AI writer stands in the programme (AIW-13 to AIW-24).
public enum WriterState: String, Codable, Sendable, CaseIterable {
  case notEnrolled
  /// Writes notes that only the evaluator and the writer see.
  case testing
  /// Meets the criteria of admission and waits for the draw.
  case eligible
  case admitted
  /// Lost admission by falling silent; must earn it again, as in `testing`.
  case earnedOut
  /// Taken out of the programme, for good.
  case removed

  /// Something that happens to a writer.
  public enum Event: String, Codable, Sendable, CaseIterable {
    /// Both sign-ups are complete (AIW-12).
    case signedUp
    /// The latest test notes meet the criteria (AIW-20).
    case metCriteria
    /// They no longer do, before the draw came.
    case missedCriteria
    /// Picked at random among the eligible (AIW-22).
    case drawn
    /// No live note for too long, after a warning (AIW-24).
    case fellSilent
    /// By the operator, for breaking the rules.
    case removed
    /// The developer gave the programme up.
    case left
  }

  /// The state after an event; the same one where the event means nothing in this state.
  public func after(_ event: Event) -> WriterState {
    switch (self, event) {
    // A removal outlasts leaving and signing up again.
    case (.removed, _): .removed
    case (.notEnrolled, .signedUp): .testing
    case (.notEnrolled, _): .notEnrolled
    case (_, .removed): .removed
    case (_, .left): .notEnrolled
    case (.testing, .metCriteria), (.earnedOut, .metCriteria): .eligible
    case (.eligible, .missedCriteria): .testing
    case (.eligible, .drawn): .admitted
    case (.admitted, .fellSilent): .earnedOut
    case (.testing, _), (.eligible, _), (.admitted, _), (.earnedOut, _): self
    }
  }

  /// The state in the public enrollment table; nil: no row.
  public var enrollment: EnrollmentState? {
    switch self {
    case .notEnrolled: nil
    case .testing, .eligible: .apiTestUser
    case .admitted: .apiEarnedIn
    case .earnedOut: .apiEarnedOut
    case .removed: .removed
    }
  }
}
