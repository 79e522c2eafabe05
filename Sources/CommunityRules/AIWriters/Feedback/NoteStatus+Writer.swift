import NoteModel

extension NoteStatus {
  /// The status in the writers' interface: one of three; test notes have an empty one.
  public var writerName: String {
    switch self {
    case .helpful: "currently_rated_helpful"
    case .notHelpful: "currently_rated_not_helpful"
    // Refinements of one model, never a final status.
    case .needsMoreRatings, .needsYourHelp, .firmReject: "needs_more_ratings"
    }
  }
}
