import NoteModel

/// Whether somebody may write, why not, and what would change it: for their own profile (REP-30 to
/// REP-54, ACT-75).
public enum WritingAbility: Hashable, Sendable {
  /// Never unlocked so far.
  case learning(Progress)
  case unlocked(Warning?)
  case locked(Lock)
  /// Taken out of the programme.
  case removed
  /// Proposes notes through the programming interface, where other rules hold.
  case automated

  /// The way to the Rating Impact that unlocks writing.
  public struct Progress: Hashable, Sendable {
    public var ratingImpact: Int
    public var target: Int

    /// Points that are missing; with 0 the next run unlocks writing.
    public var missing: Int { max(0, target - ratingImpact) }
  }

  /// One more note that becomes not helpful locks writing.
  public struct Warning: Hashable, Sendable {
    public enum Cause: Hashable, Sendable {
      /// Two of the last five notes are not helpful (REP-41).
      case recentNotes
      /// Writing Impact is not above zero (REP-43).
      case writingImpact
    }

    public var cause: Cause
    /// Rating Impact that unlocking would take, as things stand.
    public var targetIfLocked: Int
  }

  /// Writing that was taken away.
  public struct Lock: Hashable, Sendable {
    /// Nil where no run has told.
    public var since: Int64?
    public var times: Int
    /// What raters most often found wrong (REP-70).
    public var reasons: [RatingTag]
    /// Whether the screen that explains it is still to be shown (REP-47).
    public var needsAcknowledgement: Bool
    public var progress: Progress
  }

  /// The rules of locking.
  public struct Policy: Hashable, Codable, Sendable {
    /// Rating Impact that unlocks for the first time, and is added after a lock.
    public var firstTarget = 5
    /// Added for every lock after the first; not for Top Writers.
    public var perFurtherLock = 5

    public init() {}

    /// Rating Impact that unlocks after a lock (REP-50, REP-51, REP-53).
    ///
    /// - Parameter timesLocked: this lock among them.
    public func target(afterLocks timesLocked: Int, ratingImpact: Int, isTopWriter: Bool) -> Int {
      let further = isTopWriter ? 0 : perFurtherLock * max(timesLocked - 1, 0)
      return firstTarget + max(ratingImpact, 0) + further
    }
  }

  public init(_ enrollment: Enrollment, _ impact: Impact, policy: Policy = Policy()) {
    let progress = Progress(ratingImpact: impact.ratingImpact, target: enrollment.target)
    func warning(_ cause: Warning.Cause) -> Warning {
      Warning(
        cause: cause,
        targetIfLocked: policy.target(
          afterLocks: enrollment.timesEarnedOut + 1, ratingImpact: impact.ratingImpact,
          isTopWriter: impact.isTopWriter))
    }
    switch enrollment.state {
    case .newUser: self = .learning(progress)
    case .earnedIn:
      // A note that is not helpful at an impact of 1 brings it to 0 and locks nothing.
      self = .unlocked(impact.writingImpact <= 0 ? warning(.writingImpact) : nil)
    case .atRisk: self = .unlocked(warning(.recentNotes))
    case .earnedOutNoAcknowledge, .earnedOutAcknowledged:
      self = .locked(
        Lock(
          since: enrollment.lastStateChangeAt, times: enrollment.timesEarnedOut,
          reasons: impact.topNotHelpfulTags,
          needsAcknowledgement: enrollment.state == .earnedOutNoAcknowledge, progress: progress))
    case .removed: self = .removed
    case .apiTestUser, .apiEarnedIn, .apiEarnedOut: self = .automated
    }
  }
}
