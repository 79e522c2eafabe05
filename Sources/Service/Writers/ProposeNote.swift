import CommunityRules
import NoteModel
import Storage

extension Site {
  /// Takes a note of an AI writer: a test note for the evaluator alone, or one that people rate like
  /// any other (AIW-50 to AIW-57).
  ///
  /// - Throws: `WriterRefusal` and `ProposalRefusal`.
  public func propose(_ caller: ProgramCaller, _ proposal: NoteProposal) async throws -> NoteID {
    let now = self.now
    let policy = configuration.proposals
    return try await store.write { store in
      let writer = try store.writer(caller, for: .proposeNote, testMode: proposal.testMode)
      let id = writer.contributor.id
      let post = try store.post(proposal.postID).flatMap { $0.removedAt == nil ? $0 : nil }
      let record = try store.writerRecord(of: id, at: now)
      let circumstances = NoteProposal.Circumstances(
        state: writer.state, record: record, media: post?.media,
        ownNote: try store.ownNote(of: id, on: proposal.postID, testMode: proposal.testMode),
        offeredAt: try post.flatMap {
          try store.lastOffer(of: $0, to: writer, record, testMode: proposal.testMode, at: now)
        },
        times: proposal.testMode ? [] : try store.noteTimes(by: id, since: now - Millis.day))
      if let refusal = proposal.refusal(in: circumstances, policy: policy, at: now) {
        throw refusal
      }
      let noteID = NoteID(NewIDs.number(at: now))
      if proposal.testMode {
        try store.insert(
          StoredTestNote(
            id: noteID, writer: id, postID: proposal.postID, createdAt: now,
            classification: proposal.classification, answers: proposal.answers,
            text: proposal.text))
      } else {
        try store.propose(
          Note(
            id: noteID, postID: proposal.postID, author: id, createdAt: now,
            classification: proposal.classification, answers: proposal.answers,
            summary: proposal.text))
      }
      return noteID
    }
  }
}

extension StoreTransaction {
  /// Adds a note with the status that notes begin with; everybody can read and rate it at once.
  func propose(_ note: Note) throws {
    try insert(note)
    try put(
      StatusRecord(noteID: note.id, author: note.author, noteCreatedAt: note.createdAt))
  }

  fileprivate func ownNote(
    of writer: ParticipantID, on post: PostID, testMode: Bool
  ) throws -> NoteID? {
    if testMode { return try testNote(by: writer, on: post)?.id }
    return try notes(on: post).first { $0.author == writer && $0.isPresent }?.id
  }

  /// When the post was last offered to the writer: delivered, or in a feed that it may read now, where
  /// asking for it again would only be a formality.
  fileprivate func lastOffer(
    of post: Post, to writer: WriterStanding, _ record: WriterRecord, testMode: Bool, at now: Int64
  ) throws -> Int64? {
    let isRepost = try facts(of: [post.id])[post.id]?.isRepost ?? false
    if !isRepost, let requested = try requestedPost(post.id) {
      let isOffered = FeedSize.allCases.contains { size in
        FeedAccess().refusal(size, testMode: testMode, record) == nil
          && FeedEntry().offers(requested.eligibility, in: size, at: now)
      }
      if isOffered { return now }
    }
    return try lastDelivery(of: post.id, to: writer.contributor.id)
  }
}

extension RequestedPost {
  /// When the post entered each feed.
  var eligibility: FeedEligibility {
    get {
      FeedEligibility(
        smallAt: smallFeedAt, largeAt: largeFeedAt, xlAt: extraLargeFeedAt,
        xxlAt: doubleExtraLargeFeedAt)
    }
    set {
      smallFeedAt = newValue.smallAt
      largeFeedAt = newValue.largeAt
      extraLargeFeedAt = newValue.xlAt
      doubleExtraLargeFeedAt = newValue.xxlAt
    }
  }
}
