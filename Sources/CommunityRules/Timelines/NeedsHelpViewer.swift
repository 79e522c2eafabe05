/// Somebody who might rate, and what they are not to be asked about (TIM-15, TIM-20).
public struct NeedsHelpViewer: Hashable, Sendable {
  /// Nil: somebody who only looks, such as the operator.
  public var participant: ParticipantID?
  public var ratedNotes: Set<NoteID>
  public var ownPosts: Set<PostID>
  /// Posts that they cannot see, for example because they blocked the author.
  public var hiddenPosts: Set<PostID>
  /// Where their ratings fall; nil: unknown, or not to be looked at.
  public var side: ViewpointSide?

  public init(
    participant: ParticipantID? = nil, ratedNotes: Set<NoteID> = [], ownPosts: Set<PostID> = [],
    hiddenPosts: Set<PostID> = [], side: ViewpointSide? = nil
  ) {
    self.participant = participant
    self.ratedNotes = ratedNotes
    self.ownPosts = ownPosts
    self.hiddenPosts = hiddenPosts
    self.side = side
  }

  /// Whether they may be asked to rate a note that others may be asked about.
  public func mayBeAsked(about note: NeedsHelpCandidate) -> Bool {
    note.author != participant && !ratedNotes.contains(note.noteID)
      && !ownPosts.contains(note.postID) && !hiddenPosts.contains(note.postID)
  }
}
