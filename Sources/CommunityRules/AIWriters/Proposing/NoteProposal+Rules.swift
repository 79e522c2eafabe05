import NoteModel

extension NoteProposal {
  /// What the writer and the post are when a note is proposed. Read it in the transaction that
  /// writes the note, so that no two notes pass together.
  public struct Circumstances: Hashable, Sendable {
    public var state: WriterState
    public var record: WriterRecord
    /// Of the post; nil: it is unknown, deleted or protected.
    public var media: Post.Media?
    /// The writer's undeleted note on the post, of the same mode.
    public var ownNote: NoteID?
    /// A media note of the writer's own that shows on the post.
    public var matchedNote: NoteID?
    /// When a feed last offered the post to this writer.
    public var offeredAt: Int64?
    /// When the writer's live notes of the last day were made, deleted ones among them.
    public var times: [Int64]

    public init(
      state: WriterState, record: WriterRecord = WriterRecord(), media: Post.Media?,
      ownNote: NoteID? = nil, matchedNote: NoteID? = nil, offeredAt: Int64? = nil,
      times: [Int64] = []
    ) {
      self.state = state
      self.record = record
      self.media = media
      self.ownNote = ownNote
      self.matchedNote = matchedNote
      self.offeredAt = offeredAt
      self.times = times
    }
  }

  /// The installation's choices.
  public struct Policy: Hashable, Codable, Sendable {
    /// How long after a feed offered a post a note on it is taken; nil: a post needs no offer.
    public var hoursAfterOffer: Int? = 24
    public var access = FeedAccess()

    public init() {}
  }

  /// Why the note is not taken now; nil: it is.
  public func refusal(
    in circumstances: Circumstances, policy: Policy = Policy(), at now: Int64
  ) -> ProposalRefusal? {
    switch circumstances.state.permission(for: .proposeNote, testMode: testMode) {
    case .allowed: break
    case .notEnrolled: return .notEnrolled
    case .notAdmitted: return .notAdmitted
    }
    guard let media = circumstances.media else { return .unknownPost(String(postID.rawValue)) }
    if let note = circumstances.ownNote { return .duplicate(note, on: postID) }
    if let note = circumstances.matchedNote { return .matchedNoteShown(note, on: postID) }
    if let hours = policy.hoursAfterOffer {
      guard let offeredAt = circumstances.offeredAt, now - offeredAt < Int64(hours) * Millis.hour
      else { return .notOffered(postID) }
    }
    if isMediaNote {
      if !policy.access.isHighPerforming(circumstances.record) {
        return .mediaNotesNotEarned(
          impact: circumstances.record.writingImpact, needed: policy.access.highImpact)
      }
      if media.images + media.videos != 1 { return .noSingleMedia }
    }
    if !testMode,
      let reached = WriterLimit(circumstances.record).reached(times: circumstances.times, at: now)
    {
      return .limitReached(reached)
    }
    return nil
  }
}
