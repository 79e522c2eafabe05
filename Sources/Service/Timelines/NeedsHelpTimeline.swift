import CommunityRules
import NoteModel
import Storage

extension Site {
  /// Up to fifteen posts with a note that needs this asker's rating (TIM-10 to TIM-21).
  public func needsHelp(_ asker: Asker) async throws -> [PostView] {
    try asker.require(.seeNotesThatNeedHelp)
    let now = self.now
    return try await store.read { store in
      let chosen = try NeedsHelp.chosen(for: asker, in: store, at: now)
      return try Self.posts(chosen.map(\.postID), store, asker, now)
    }
  }
}

extension NeedsHelp {
  /// The candidates among the recent notes and those under additional review, ranked for an asker.
  static func chosen(
    for asker: Asker, in store: any StoreTransaction, at now: Int64
  ) throws -> [NeedsHelpCandidate] {
    let rule = NeedsHelp()
    let oldest = now - Int64(rule.recencyHours) * 3_600_000
    var notes = try store.recentNotes(since: oldest, limit: 500)
    let reviews = try store.openAdditionalReviews(
      since: now - Int64(AdditionalReviewRule().days) * 86_400_000)
    let known = Set(notes.map(\.id))
    let reviewed = try store.notes(reviews.map(\.note).filter { !known.contains($0) })
    notes += reviewed.values.filter(\.isPresent).sorted { $0.id < $1.id }
    let candidates = try self.candidates(
      notes, underReview: Set(reviews.map(\.note)), rule, in: store)
    return rule.chosen(from: candidates, for: try viewer(asker, in: store), at: now)
  }

  private static func candidates(
    _ notes: [Note], underReview: Set<NoteID>, _ rule: NeedsHelp, in store: any StoreTransaction
  ) throws -> [NeedsHelpCandidate] {
    let ids = notes.map(\.id)
    let statuses = try store.statuses(of: ids)
    let counts = try store.ratingCounts(of: ids)
    let posts = try store.posts(Array(Set(notes.map(\.postID))))
    let writers = try store.contributors(Set(notes.map(\.author)))
    return try notes.compactMap { note in
      guard let post = posts[note.postID], post.removedAt == nil else { return nil }
      let status = statuses[note.id]
      let isWaiting = (status?.waitingSince ?? 0) > 0
      return NeedsHelpCandidate(
        noteID: note.id, postID: note.postID, author: note.author, noteCreatedAt: note.createdAt,
        postedAt: post.publishedAt ?? post.addedAt,
        attentionPerHour: post.attention.perHour, status: status?.publicStatus ?? .needsMoreRatings,
        isLocked: status?.lockedStatus != nil, isGone: !note.isPresent,
        intercept: status?.intercept, ratingCount: counts[note.id] ?? 0,
        // Only a waiting note is helped by knowing which side is missing.
        sides: isWaiting ? try sides(of: note.id, in: store) : SideCounts(),
        isWaiting: isWaiting, isNoisy: rule.noisyTerms.occur(in: note.summary),
        isUnderReview: underReview.contains(note.id),
        writer: writers[note.author]?.impact ?? Impact())
    }
  }

  private static func sides(
    of id: NoteID, in store: any StoreTransaction
  ) throws -> SideCounts {
    let ratings = try store.ratings(of: id)
    var counts = SideCounts()
    for position in try store.raterPositions(Set(ratings.map(\.rater))).values {
      switch ViewpointSide(factor: position.factor) {
      case .negative: counts.negative += 1
      case .positive: counts.positive += 1
      case nil: break
      }
    }
    return counts
  }

  private static func viewer(
    _ asker: Asker, in store: any StoreTransaction
  ) throws -> NeedsHelpViewer {
    guard let contributor = asker.contributor else { return NeedsHelpViewer() }
    let own = try asker.account?.authorKey.map {
      Set(try store.posts(byAuthor: $0, before: nil, limit: 1_000).map(\.id))
    }
    return NeedsHelpViewer(
      participant: contributor.id, ratedNotes: try store.ratedNotes(by: contributor.id),
      ownPosts: own ?? [],
      side: ViewpointSide(
        factor: try store.raterPositions([contributor.id])[contributor.id]?.factor))
  }
}

extension Post.Attention {
  /// Reactions an hour, as far as the host told: what it counted over a day.
  var perHour: Double { Double(reactions + shares + comments) / 24 }
}
