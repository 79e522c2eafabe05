import CommunityRules
import Crypto
import Foundation
import Moderation
import NoteModel
import Storage

/// Moves reviews on inside one transaction: the review, its submission, its post, its line in the
/// audit and its events change together or not at all.
struct ReviewDesk {
  let store: any StoreTransaction
  let configuration: ModerationConfiguration
  let now: Int64
  /// The adapter through which it is done; its own webhooks hear another event (the echo rule).
  var origin: String?

  /// Opens a review of a submission.
  ///
  /// - Parameters:
  ///   - isLate: the platform was answered before, or would not understand a second answer.
  ///   - isTold: whether events go out; a forum that can't show the review is not told of it.
  ///   - note: an earlier review's, which platforms know.
  ///   - isEscalated: staff had taken that one to themselves.
  @discardableResult
  func open(
    _ verdict: PolicyDecision.Verdict, _ post: inout ModeratedPost, _ submission: inout Submission,
    isLate: Bool, isTold: Bool = true, id: ReviewItemID? = nil, note: String? = nil,
    isEscalated: Bool = false
  ) throws -> StoredReview {
    let action = ModerationAction(
      kind: verdict.action, tier: verdict.tier, reviewGroup: verdict.group,
      policyVersion: verdict.evidence.policyVersion, isEscalated: isEscalated, at: now)
    let step = try ReviewItem.opening(
      id ?? ReviewItemID(NewIDs.uuid(at: now)), postAuthor: post.authorMember ?? "nobody",
      action: action, isLate: isLate, at: now)
    // In whose name the note is written (moderation 2.4).
    if let community = try store.moderatedCommunity(post.community) {
      _ = try store.systemMember(of: community, at: now)
    }
    let review = StoredReview(
      item: step.item, community: post.community, post: post.id, submission: submission.id,
      channel: post.channel, note: note ?? NewIDs.uuid(at: now), summary: verdict.summary,
      evidence: verdict.evidence)
    try store.insert(review)
    post.review = review.item.id
    post.wasInstructed = true
    post.exemptText = nil
    post.failures = 0
    post.retryAt = nil
    try store.put(post)
    take(review, into: &submission)
    try store.put(submission)
    try record(step, review)
    try store.tellAuthor(of: review, wasHidden: false, at: now)
    if isTold { try send(step.events, review) }
    return review
  }

  /// Supersedes an open review of the second tier: same note, no votes (moderation 2.6).
  func escalate(
    _ review: StoredReview, _ verdict: PolicyDecision.Verdict, _ post: inout ModeratedPost
  ) throws {
    guard var submission = try store.submission(review.submission) else { throw Site.noReview }
    let successor = ReviewItemID(NewIDs.uuid(at: now))
    let step = try review.item.handling(.system(.superseded(by: successor)), at: now)
    var old = review
    old.item = step.item
    try store.update(old)
    try record(step, old)
    // An author's edit does not take it back from staff.
    try open(
      verdict, &post, &submission, isLate: true, id: successor, note: review.note,
      isEscalated: review.item.action.escalated)
  }

  /// Starts another cycle of a review whose text was exempt and is another now.
  func reopen(
    _ review: StoredReview, _ verdict: PolicyDecision.Verdict, _ post: inout ModeratedPost
  ) throws {
    guard var submission = try store.submission(review.submission) else { throw Site.noReview }
    let isTold = verdict.tier == .immediate
    guard review.item.action.state == .scanExempt else {
      try open(verdict, &post, &submission, isLate: true, isTold: isTold)
      return
    }
    let step = try review.item.handling(
      .system(
        .rewritten(
          tier: verdict.tier, kind: verdict.action, group: verdict.group,
          policyVersion: verdict.evidence.policyVersion)), at: now)
    var next = review
    next.item = step.item
    next.note = NewIDs.uuid(at: now)
    next.summary = verdict.summary
    next.evidence = verdict.evidence
    next.editedAt = nil
    try store.update(next)
    try store.forgetReading(of: next.item.id)
    post.exemptText = nil
    try store.put(post)
    take(next, into: &submission)
    try store.put(submission)
    try record(step, next)
    try store.tellAuthor(of: next, wasHidden: false, at: now)
    if isTold { try send(step.events, next) }
  }

  /// Applies a command and everything that follows from it.
  ///
  /// - Throws: `SiteError.conflict` where the review has no such step.
  @discardableResult
  func handle(_ command: ReviewCommand, on review: StoredReview) throws -> StoredReview {
    var review = try apply(command, on: review)
    // What was undone stays out of the classifier's reach while it stays much the same (9.1, 9.5).
    let isStaffDismissal = review.item.action.state == .dismissed && review.item.note.isForced
    if review.item.action.state == .overturned || isStaffDismissal,
      review.item.action.scanExemptContentHash == nil, !review.item.isDeleted,
      command.mayExempt
    {
      review = try exempt(review)
    }
    if review.item.action.scanExemptContentHash == nil || review.item.note.outcome == .helpful,
      var post = try store.moderatedPost(review.post), post.exemptText != nil,
      post.review == review.item.id
    {
      post.exemptText = nil
      try store.put(post)
    }
    return review
  }

  private func exempt(_ review: StoredReview) throws -> StoredReview {
    guard var post = try store.moderatedPost(review.post) else { return review }
    post.exemptText = post.content
    try store.put(post)
    let exempted = try apply(
      .system(.exemptionRecorded(contentHash: post.contentHash)), on: review)
    let policy = try store.policy(of: review.community, channel: review.channel)
    // The forum's own mark would keep even another text from us (9.4). Where staff of the forum
    // decided, it has set none.
    if policy.serverManagedScanExempt, review.item.action.state == .overturned {
      try Outbox(store: store, configuration: configuration, now: now).send(
        [AddressedEvent(.clearScanExempt, to: origin == nil ? .everybody : .everybodyElse)],
        of: exempted, origin: origin)
    }
    return exempted
  }

  private func apply(_ command: ReviewCommand, on review: StoredReview) throws -> StoredReview {
    let step: ReviewStep
    do throws(ReviewRefusal) {
      step = try review.item.handling(command, at: now)
    } catch {
      throw SiteError.conflict(reason: error.words)
    }
    var next = review
    next.item = step.item
    try store.update(next)
    if step.isChange, var submission = try store.submission(review.submission) {
      take(next, into: &submission)
      try store.put(submission)
    }
    try record(step, next)
    try store.tellAuthor(of: next, wasHidden: review.item.hidesPost, at: now)
    try send(step.events, next)
    return next
  }

  /// What a submission says of its review.
  private func take(_ review: StoredReview, into submission: inout Submission) {
    let item = review.item
    submission.review = item.id
    submission.state = item.request
    submission.isEscalated = item.action.escalated
    submission.updatedAt = now
    submission.decidedAt = item.isDecided || item.isDeleted ? submission.decidedAt ?? now : nil
    submission.decidedBy = submission.decidedAt == nil ? nil : item.action.decidedBy
    if item.isDeleted { submission.deletedAt = submission.deletedAt ?? now }
  }

  private func send(_ events: [AddressedEvent], _ review: StoredReview) throws {
    try Outbox(store: store, configuration: configuration, now: now)
      .send(events, of: review, origin: origin)
  }

  private func record(_ step: ReviewStep, _ review: StoredReview) throws {
    let actor =
      switch step.audit.by {
      case .consensus: "consensus"
      case .system: "system"
      case .staff(let member, let channel): "staff \(member) via \(channel.rawValue)"
      }
    try store.audit(
      ModerationAuditLine(
        at: now, community: review.community, review: review.item.id, actor: actor,
        what: step.audit.what, reason: step.audit.reason,
        details: try json(["before": step.audit.before, "after": step.audit.after])))
  }

  private func json(_ facts: [String: Moderation.AuditEntry.Facts]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(facts), as: UTF8.self)
  }
}

extension ReviewCommand {
  /// Clearing an exemption by hand must not set it again.
  fileprivate var mayExempt: Bool {
    switch self {
    case .consensus: true
    case .staff(let power, _): [.agree, .disagree, .restore].contains(power)
    case .system: false
    }
  }
}

extension PolicyDecision.Verdict {
  /// One neutral sentence for those who vote, without numbers (moderation 2.4).
  var summary: String {
    let proposed =
      tier == .immediate ? "hidden automatically" : "proposed action: \(action.rawValue)"
    return
      "Flagged as \(evidence.triggering.map { $0 == PolicyDecision.flagLabel ? "unfit by members" : $0 }.joined(separator: ", ")); \(proposed)."
  }
}

extension ReviewRefusal {
  /// For who asked.
  var words: String {
    switch self {
    case .illegal(let move): "A review that is \(move.from.rawValue) does not change like that."
    case .illegalRequest: "The request does not change like that."
    case .final: "The community has decided this, which is final."
    case .notOpen: "The review is not open."
    case .escalated: "Staff took the review to themselves."
    case .deleted: "Staff closed the review."
    case .badContentHash: "A content hash is 64 lower-case hexadecimal digits."
    case .nothingToClear: "The post is not exempt."
    }
  }
}

extension StoreTransaction {
  /// The rules that hold in a category now.
  func policy(of community: String, channel: String?) throws -> ModerationPolicy {
    guard let channel else { return try policy(of: community, line: []) }
    // Where no category has rules of its own, what is above one does not matter.
    let levels = try policyLevels(of: community)
    guard levels.count > (levels[nil] == nil ? 0 : 1) else {
      return try policy(of: community, line: [])
    }
    return try policy(
      of: community, line: [channel] + categories(above: channel, in: community))
  }

  /// What a category inherits.
  func policy(of community: String, above channel: String) throws -> ModerationPolicy {
    try policy(of: community, line: categories(above: channel, in: community))
  }

  /// - Parameter line: a category and those above it, the nearest first.
  func policy(of community: String, line: [String]) throws -> ModerationPolicy {
    let levels = try policyLevels(of: community)
    var named: [PolicyLevel] = []
    // A platform may tell of a circle; each level speaks once.
    for (place, channel) in line.enumerated() where !line[..<place].contains(channel) {
      if let level = levels[channel] { named.append(level) }
    }
    // Without a level of its own, the place of the community is kept: the first is community-wide.
    return ModerationPolicy(
      resolving: [levels[nil] ?? PolicyLevel()] + named.reversed(),
      version: try policyVersion(of: community))
  }
}

/// SHA-256 of a text, hexadecimal.
func contentHash(_ text: String) -> String { SHA256.hash(data: Array(text.utf8)).hexadecimal }
