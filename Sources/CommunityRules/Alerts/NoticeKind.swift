/// What people are told of, by the key that is stored (TIM-40 to TIM-54).
public enum NoticeKind: String, Codable, Sendable, CaseIterable {
  /// To a contributor drawn at random: a note needs ratings (TIM-40).
  case needsHelp
  /// To a writer: a note of theirs gained or lost a status (TIM-41).
  case statusChanged
  /// To a rater: a note that they rated gained a status (TIM-42).
  case ratedNoteDecided
  /// To a writer: one more note that is not helpful locks writing (TIM-43).
  case atRisk
  /// To a writer: writing is locked, and why (TIM-44).
  case writingLocked
  /// To a contributor: writing is unlocked (TIM-45).
  case writingUnlocked
  /// To an applicant: admitted, or which criterion failed (TIM-46).
  case admitted
  /// To a Top Writer: requests on a post are many enough to be shown (TIM-47).
  case requestsOnPost
  /// To a post's author: a note has been showing on it for hours (TIM-52).
  case noteOnYourPost
  /// To an author on the host: a post of theirs was hidden, …
  case postHidden
  /// … came back, …
  case postRestored
  /// … or staff answered what they said about it.
  case appealAnswered
  /// To everybody in the programme: a system-wide measure began or ended (TIM-54).
  case measure

  /// To an AI writer's developer: the test notes meet the criteria (AIW-22), …
  case writerEligible
  /// … the draw admitted the writer, …
  case writerAdmitted
  /// … it has not written for long and will lose access (AIW-24), …
  case writerSilent
  /// … or lost it.
  case writerEarnedOut

  /// Whether people may do without it (TIM-32): not without what their membership or ability to
  /// write hangs on.
  public var canBeSwitchedOff: Bool {
    self != .writingLocked && self != .admitted && !Self.ofWriters.contains(self)
      && !Self.ofModeration.contains(self)
  }

  /// Whoever is told these can do something about it, and would not know otherwise.
  private static let ofModeration: Set<NoticeKind> = [.postHidden, .postRestored, .appealAnswered]

  private static let ofWriters: Set<NoticeKind> = [
    .writerEligible, .writerAdmitted, .writerSilent, .writerEarnedOut,
  ]

  /// Whether only members of the programme are told; those who left no longer are (ACT-52).
  public var isForContributors: Bool {
    self != .admitted && self != .noteOnYourPost && !Self.ofModeration.contains(self)
  }

  /// Whether somebody is told who switched these off.
  public func isSent(switchedOff: Set<NoticeKind>) -> Bool {
    !canBeSwitchedOff || !switchedOff.contains(self)
  }
}
