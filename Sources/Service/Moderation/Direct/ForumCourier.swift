import Moderation
import Outbound
import Storage

/// Carries a decision out by a Discourse forum's own interface.
///
/// Each step looks first whether it is done already, so that a delivery can be repeated: a post that
/// is hidden is not hidden again, and a whisper is written once.
struct ForumCourier: Sendable {
  let site: Site
  let connection: DirectConnection
  let delivery: QueuedDelivery
  /// The forum's address, without a slash at its end.
  let address: String

  /// Noted before the forum is asked to hide, which it tells of like of a member's flag.
  static let hiding = "hiding"
  static let whispering = "whispering"

  /// Why an attempt ended before everything was done.
  private struct Stopped: Error {
    let answer: WebhookAnswer

    init(_ answer: WebhookAnswer) { self.answer = answer }
    init(status: Int) { answer = .status(status, retryAfter: nil) }
  }

  /// Everything that a step needs to know.
  private struct Work: Sendable {
    var steps: [ForumStep]
    var done: Set<String>
    var message: String
    var isStaffs: Bool
  }

  func carryOut() async throws -> WebhookAnswer {
    guard connection.isActive, let sealed = connection.sealedKey,
      let key = site.key.open(sealed, for: SealedKeys.forumKey, name: connection.community)
    else { return .status(410, retryAfter: nil) }
    guard let work = try await work(), !work.steps.isEmpty else {
      return .status(200, retryAfter: nil)
    }
    do {
      let calls = DiscourseCalls(
        address: address, key: key, user: connection.apiUser ?? "system",
        allowedHosts: site.configuration.moderation.allowedWebhookHosts, caller: site.forumCaller)
      guard let post = try await look(work.message, calls) else {
        // The post is gone, and with it what there was to do.
        return .status(200, retryAfter: nil)
      }
      for step in work.steps where !work.done.contains(step.rawValue) {
        switch step {
        case .hide: try await hide(post, calls)
        case .unhide: try await unhide(post, calls)
        case .whisper: try await whisper(post, work, calls)
        }
        try await note(step.rawValue)
      }
      return .status(200, retryAfter: nil)
    } catch let stopped as Stopped {
      return stopped.answer
    }
  }

  private func work() async throws -> Work? {
    let delivery = self.delivery
    guard let payload = JSONTree(parsing: delivery.payload),
      let action = payload["action_id"]?.text
    else { return nil }
    return try await site.store.read { store in
      guard let post = try store.moderatedPost(delivery.post), let message = post.message,
        let review = try store.review(ReviewItemID(action))
      else { return nil }
      let isStaffs = review.item.action.decidedBy == .staff
      let word =
        payload["canonical_action_type"]?.text
        ?? (payload["recommended_action"]?.text == "hide_post" ? "hide" : nil)
      // Of what never was hidden there is nothing to tell.
      let wasHidden = try store.lastStep(ForumStep.hide.rawValue, post: post.id) != nil
      return Work(
        steps: ForumSteps.steps(
          event: delivery.event, action: word,
          standing: ForumSteps.Standing(
            state: review.item.action.state, isLatest: post.review == review.item.id,
            decidedByStaff: isStaffs)
        ).filter { $0 != .whisper || wasHidden },
        done: try store.deliverySteps(of: delivery.id), message: message, isStaffs: isStaffs)
    }
  }

  private func note(_ step: String) async throws {
    let (delivery, now) = (self.delivery, site.now)
    try await site.store.write { try $0.noteStep(step, of: delivery, at: now) }
  }

  // MARK: Steps

  /// Nil: the post was deleted.
  private func look(_ message: String, _ calls: DiscourseCalls) async throws -> SeenPost? {
    let answer = await calls.post(message)
    if case .status(404, _, let body) = answer,
      JSONTree(parsing: body)?["error_type"]?.text == "not_found"
    {
      return nil
    }
    let tree = try Self.tree(answer)
    guard let post = SeenPost(tree) else { throw Stopped(.none(reason: "not a Discourse post")) }
    return post.isDeleted ? nil : post
  }

  /// There is no call that hides. Staff flag the post and take action at once; each may be done once
  /// by one user, so that a post that was shown again needs another reason.
  private func hide(_ post: SeenPost, _ calls: DiscourseCalls) async throws {
    guard !post.isHidden else { return }
    try await note(Self.hiding)
    for reason in DiscourseCalls.hidingFlags {
      let answer = await calls.flag(post.id, reason)
      if case .status(let status, _, _) = answer, status == 403 || status == 422 { continue }
      guard try Self.tree(answer)["hidden"]?.bool == true else {
        // The flag is there, and nothing was done about it: the user is no staff.
        throw Stopped(status: 403)
      }
      return
    }
    throw Stopped(status: 403)
  }

  private func unhide(_ post: SeenPost, _ calls: DiscourseCalls) async throws {
    // Showing what is visible is refused.
    guard post.isHidden else { return }
    _ = try Self.accepted(await calls.unhide(post.id))
  }

  private func whisper(_ post: SeenPost, _ work: Work, _ calls: DiscourseCalls) async throws {
    if work.done.contains(Self.whispering) {
      // An attempt may have been cut off after the forum took it.
      var after: Int64 = 1
      for _ in 0..<20 {
        let replies = try Self.tree(await calls.replies(to: post.id, after: after))
        guard case .list(let items) = replies, let last = items.last else { break }
        let isThere = items.contains { reply in
          (reply["cooked"]?.text ?? "").contains(delivery.eventID)
            || (reply["raw"]?.text ?? "").contains(delivery.eventID)
        }
        if isThere { return }
        guard let next = last["post_number"]?.int, next > after else { break }
        after = next
      }
    } else {
      try await note(Self.whispering)
    }
    let text = ForumSteps.whisper(byStaff: work.isStaffs, reference: delivery.eventID)
    _ = try Self.accepted(await calls.whisper(text, about: post))
  }

  // MARK: Answers

  private static func accepted(_ answer: ForumAnswer) throws -> [UInt8] {
    switch answer {
    case .status(let status, let wish, let body):
      guard (200..<300).contains(status) else {
        throw Stopped(.status(status, retryAfter: wish))
      }
      return body
    case .none(let reason): throw Stopped(.none(reason: reason))
    }
  }

  private static func tree(_ answer: ForumAnswer) throws -> JSONTree {
    guard let tree = JSONTree(parsing: try accepted(answer)) else {
      throw Stopped(.none(reason: "not Discourse's JSON"))
    }
    return tree
  }
}
