import Moderation
import Storage

extension Site {
  /// Classifies posts again whose classification failed (moderation 2.2). What is found late is told
  /// by an event.
  func classifyAgain() async throws {
    let now = self.now
    let waiting = try await store.read { try $0.postsToClassify(at: now, limit: 20) }
    for post in waiting {
      let classification = try await classify(post.content, of: post.community)
      let at = self.now
      try await store.write { [configuration] store in
        try store.judgeLate(
          post, classification, configuration: configuration.moderation, at: at)
      }
    }
  }
}

extension StoreTransaction {
  fileprivate func judgeLate(
    _ seen: ModeratedPost, _ classification: Moderation.Classification,
    configuration: ModerationConfiguration, at now: Int64
  ) throws {
    // Edited meanwhile: its own submission has judged it.
    guard var post = try moderatedPost(seen.id), post.contentHash == seen.contentHash,
      post.retryAt == seen.retryAt
    else { return }
    try insert(classification, of: post.id, hash: post.contentHash, at: now)
    let policy = try policy(of: post.community, channel: post.channel)
    var facts = PostFacts()
    facts.authorNumber = post.author.flatMap { Int64($0) }
    if let exempt = post.exemptText {
      facts.rewrite = Rewrite(from: exempt, to: post.content, policy)
    }
    let decision = PolicyDecision.decide(classification, policy, facts)
    guard var submission = try submissions(of: post.id).last(where: { $0.deletedAt == nil }) else {
      post.retryAt = nil
      return try put(post)
    }
    switch decision {
    case .nothing(.classificationFailed):
      post.failures += 1
      post.retryAt = ClassificationRetries.next(afterFailures: post.failures, lastAt: now)
      try put(post)
    case .nothing:
      post.failures = 0
      post.retryAt = nil
      try put(post)
      if let state = try? submission.state.after(.passed) {
        submission.state = state
        submission.updatedAt = now
        try put(submission)
      }
    case .act(let verdict):
      post.failures = 0
      post.retryAt = nil
      try put(post)
      let desk = ReviewDesk(store: self, configuration: configuration, now: now)
      let review = try post.review.flatMap { try self.review($0) }
      if let review, review.item.action.state.isOpen {
        if review.item.action.tier == .consensus, verdict.tier == .immediate {
          try desk.escalate(review, verdict, &post)
        }
      } else if let review {
        if ![.confirmed, .applied].contains(review.item.action.state) {
          try desk.reopen(review, verdict, &post)
        }
      } else {
        try desk.open(
          verdict, &post, &submission, isLate: true,
          isTold: !post.wasInstructed || verdict.tier == .immediate)
      }
    }
  }
}
