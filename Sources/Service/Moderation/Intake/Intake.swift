import Foundation
import Moderation
import Storage

/// One submission on its way in: what there is to do, and then doing it in one transaction.
struct Intake: Sendable {
  let form: SubmissionForm
  let community: ModeratedCommunity
  let acting: ActingMember?
  let adapter: String
  let configuration: ModerationConfiguration
  /// Whether somebody waits for the answer; else what is to be done is told by an event.
  var isAnswerHeard = true

  enum Plan: Sendable {
    /// The classifier has no say in it.
    case decided
    case classify(String)
  }

  /// What is known before anybody judges.
  private struct Facts {
    var submission: Submission?
    var post: ModeratedPost?
    var review: StoredReview?
    var content: String
    var hash: String
    var policy: ModerationPolicy
    var facts: PostFacts
    /// An answer was given for this very submission.
    var isReplay: Bool
    var flag: PostFlag?

    var before: SubmissionOutcome.Before {
      guard post != nil else { return .neverSeen }
      guard let review else { return .noAction }
      let state = review.item.action.state
      if state.isOpen, !review.item.isDeleted { return .open(review.item.action.tier) }
      return .decided(isVisible: state != .confirmed && state != .applied)
    }

    var isSameText: Bool { post?.contentHash == hash && submission?.deletedAt == nil }
  }

  func plan(_ store: any StoreTransaction) throws -> Plan {
    let facts = try facts(store)
    guard !facts.isReplay, ScanExemption(of: facts.facts, facts.policy) == nil else {
      return .decided
    }
    if facts.facts.isFlagged, !facts.policy.routeFlags { return .decided }
    return .classify(facts.content)
  }

  private func facts(_ store: any StoreTransaction) throws -> Facts {
    let submission = try store.submission(community: community.id, clientKey: form.clientKey)
    if let submission, submission.message != form.message, form.message != nil {
      throw SiteError.conflict(
        reason: "Request \(form.clientKey) already exists for another message")
    }
    let message = form.message ?? submission?.message
    var post: ModeratedPost?
    if let message {
      post = try store.moderatedPost(community: community.id, message: message)
    } else if let submission {
      post = try store.moderatedPost(submission.post)
    }
    let given = form.content.flatMap { $0.isEmpty ? nil : $0 }
    guard let content = given ?? post?.content else {
      throw AdapterRefusal.badRequest("original_message_content is required")
    }
    let channel = form.channel ?? post?.channel
    let policy: ModerationPolicy
    if let channel = form.channel, form.tellsParent {
      // What is above the category is told with this very post.
      let above = form.parentChannel
      policy = try store.policy(
        of: community.id,
        line: [channel]
          + (above.map { [$0] + (try store.categories(above: $0, in: community.id)) } ?? []))
    } else {
      policy = try store.policy(of: community.id, channel: channel)
    }
    var facts = PostFacts()
    facts.authorNumber =
      (form.author ?? post?.author ?? (form.isFlag ? nil : acting?.identity.userID))
      .flatMap { Int64($0) }
    facts.isFlagged = form.isFlag
    if let exempt = post?.exemptText { facts.rewrite = Rewrite(from: exempt, to: content, policy) }
    let hash = contentHash(content)
    let flag =
      try form.isFlag
      ? acting.flatMap { member in
        try post.flatMap { try store.flag(of: $0.id, by: member.member.id) }
      } : nil
    return Facts(
      submission: submission, post: post,
      review: try post?.review.flatMap { try store.review($0) }, content: content, hash: hash,
      policy: policy, facts: facts,
      // Keys of flags have the second: two people who flag a post in one have the same.
      isReplay: form.isFlag
        ? flag != nil
          || submission.map { $0.deletedAt == nil && $0.flagger == acting?.member.id } ?? false
        : submission.map { $0.deletedAt == nil && $0.answer?.contentHash == hash } ?? false,
      flag: flag)
  }

  /// Does what is to be done.
  ///
  /// - Parameter classification: nil where the plan needed none.
  /// - Returns: the submission that answers, and whether it is new.
  func take(
    _ classification: Moderation.Classification?, in store: any StoreTransaction, at now: Int64
  ) throws -> (Submission, isNew: Bool) {
    let facts = try facts(store)
    if facts.isReplay {
      if let flag = facts.flag, let first = try store.submission(flag.submission) {
        return (first, false)
      }
      if let known = facts.submission { return (known, false) }
    }
    var post = try kept(facts, store, at: now)
    let known = post
    var (submission, isNew) = try submitted(facts, post, store, at: now)
    if let classification {
      try store.insert(classification, of: post.id, hash: facts.hash, at: now)
    }
    let decision = PolicyDecision.decide(
      classification ?? Self.silence, facts.policy, facts.facts)
    let outcome = SubmissionOutcome(
      decision, before: facts.before, isFlag: form.isFlag,
      isSameText: facts.isSameText && (form.isFlag || facts.submission != nil),
      hasFlagged: false)
    let desk = ReviewDesk(store: store, configuration: configuration, now: now)
    let isFirst = !post.wasInstructed
    var answering = submission
    // Reviews and their transitions find the row in the store. Where nothing is opened it is written
    // once, at the end; a flag that joins a review has none of its own.
    submission.answeredAt = now
    let attaches = form.isFlag && facts.review != nil && facts.policy.routeFlags
    let isPlain = post.review == nil && (outcome == .store || outcome == .replay)
    if !attaches, !isPlain { try store.put(submission) }

    switch outcome {
    case .open(let verdict):
      // A flag's answer hides nothing: the plugin takes every one for a review (D2).
      let isLate =
        !isAnswerHeard || !isFirst || (form.isFlag && verdict.tier == .immediate)
      try desk.open(
        verdict, &post, &submission, isLate: isLate, isTold: isFirst || verdict.tier == .immediate)
    case .escalate(let verdict):
      if let review = facts.review { try desk.escalate(review, verdict, &post) }
    case .reopen(let verdict):
      if let review = facts.review { try desk.reopen(review, verdict, &post) }
    case .keepOpen:
      if var review = facts.review, facts.post?.contentHash != facts.hash {
        review.editedAt = now
        try store.update(review)
      }
    case .attachFlag, .tellStaff:
      if let review = facts.review {
        try store.audit(
          ModerationAuditLine(
            at: now, community: community.id, review: review.item.id, actor: actor,
            what: outcome == .attachFlag ? "flag attached" : "flag on a decided post",
            details: JSONTree.object(["flag_type": .text(form.flagKind)]).canonical))
      }
    case .store, .replay:
      settle(decision, &post, &submission, at: now)
      // Another text by now, that passed: the old one is no longer what the exemption was for.
      if facts.facts.rewrite?.isSubstantial == true, case .nothing(.belowThresholds) = decision {
        post.exemptText = nil
      }
      if post.review != nil { try store.put(submission) }
    }
    // The plugin makes a row of every flag, whatever the answer says (D2); another must not follow.
    if form.isFlag, isAnswerHeard { post.wasInstructed = true }
    if classification?.failure != nil, post.retryAt == nil {
      post.failures = 1
      post.retryAt = ClassificationRetries.next(afterFailures: 1, lastAt: now)
    }
    if post != known { try store.put(post) }
    if form.isFlag, let review = try post.review.flatMap({ try store.review($0) }),
      let first = try store.submission(review.submission)
    {
      answering = first
    }
    if form.isFlag, let member = acting?.member.id {
      _ = try store.insert(
        PostFlag(
          post: post.id, flagger: member, submission: answering.id, kind: form.flagKind, at: now))
    }
    guard answering.id == submission.id else {
      // The earlier submission answers; a flag on what is there needs no row of its own.
      return (answering, false)
    }
    // Where a review moved on, its submission did with it.
    if post.review != nil {
      submission = try store.submission(submission.id) ?? submission
    }
    submission.review = post.review ?? submission.review
    submission.answer = Submission.Answer(
      contentHash: facts.hash, instruction: isFirst ? outcome.instruction : nil)
    submission.updatedAt = now
    try store.put(submission)
    return (submission, isNew)
  }

  /// Nobody was asked.
  private static let silence = Moderation.Classification(failed: .unexpectedError)

  private var actor: String {
    acting.map { "member \($0.member.id)" } ?? "adapter \(adapter)"
  }

  /// The post, made or brought up to date.
  private func kept(
    _ facts: Facts, _ store: any StoreTransaction, at now: Int64
  ) throws -> ModeratedPost {
    let authorID = form.author ?? (form.isFlag ? nil : acting?.identity.userID)
    let author = try authorID.map { id in
      try store.member(of: community, userID: id, name: form.authorName, at: now).id
    }
    if let channel = form.channel {
      try store.put(
        ModeratedCategory(
          id: NewIDs.uuid(at: now), community: community.id, channel: channel,
          name: form.categoryName ?? channel, firstSeenAt: now))
      if form.tellsParent {
        try store.setParent(form.parentChannel, of: channel, in: community.id)
      }
    }
    guard var post = facts.post else {
      let made = ModeratedPost(
        id: NewIDs.uuid(at: now), community: community.id, message: form.message,
        channel: form.channel, author: authorID, authorMember: author, content: facts.content,
        contentHash: facts.hash, updatedAt: now)
      try store.put(made)
      try store.addRevision(of: made.id, content: facts.content, hash: facts.hash, at: now)
      return made
    }
    post.channel = form.channel ?? post.channel
    post.author = post.author ?? authorID
    post.authorMember = post.authorMember ?? author
    if post.contentHash != facts.hash {
      post.content = facts.content
      post.contentHash = facts.hash
      post.updatedAt = now
      try store.addRevision(of: post.id, content: facts.content, hash: facts.hash, at: now)
    }
    try store.put(post)
    return post
  }

  /// The submission's own row, made, brought up to date, or revived; the caller keeps it.
  private func submitted(
    _ facts: Facts, _ post: ModeratedPost, _ store: any StoreTransaction, at now: Int64
  ) throws -> (Submission, isNew: Bool) {
    // A flag on a post with a review is answered with that review's submission.
    var submission =
      facts.submission
      ?? Submission(
        id: NewIDs.uuid(at: now), community: community.id, clientKey: form.clientKey,
        post: post.id, message: form.message, channel: form.channel,
        requestedBy: form.requestedBy, isFlag: form.isFlag, flagger: acting?.member.id,
        content: facts.content, contentHash: facts.hash, at: now)
    let isRevived = submission.deletedAt != nil
    if isRevived {
      submission.deletedAt = nil
      submission.decidedAt = nil
      submission.decidedBy = nil
      submission.isEscalated = false
      submission.state = .pending
      submission.requestedAt = now
    }
    submission.content = facts.content
    submission.contentHash = facts.hash
    submission.channel = form.channel ?? submission.channel
    if let metadata = form.metadata, !metadata.isNull { submission.metadata = metadata.canonical }
    submission.similarityScore = form.similarityScore ?? submission.similarityScore
    submission.datasetName = form.datasetName ?? submission.datasetName
    submission.datasetItem = form.datasetItem ?? submission.datasetItem
    submission.updatedAt = now
    return (submission, facts.submission == nil || isRevived)
  }

  /// What the row says where nothing was opened.
  private func settle(
    _ decision: PolicyDecision, _ post: inout ModeratedPost, _ submission: inout Submission,
    at now: Int64
  ) {
    var state = submission.state
    if case .nothing(.classificationFailed) = decision {
      state = (try? state.after(.classificationFailed)) ?? state
      post.failures = 1
      post.retryAt = ClassificationRetries.next(afterFailures: 1, lastAt: now)
    } else {
      state = (try? state.after(.passed)) ?? state
      post.failures = 0
      post.retryAt = nil
    }
    submission.state = state
  }
}
