import NoteModel

/// What a review came to, as the status of its note. There is no third: undecided is no outcome.
public enum ReviewOutcome: String, Codable, Sendable, CaseIterable {
  /// The action stands, or is carried out.
  case helpful
  /// No action, or the action is undone.
  case notHelpful

  public var status: NoteStatus { self == .helpful ? .helpful : .notHelpful }

  public var opposite: ReviewOutcome { self == .helpful ? .notHelpful : .helpful }
}

/// Who fixed an outcome.
public enum Decider: String, Codable, Sendable, CaseIterable {
  case consensus
  case staff
  case system
}
