import Moderation
import Storage

/// One event of a Discourse forum on its way in: the same rules as for what an adapter submits, and
/// events instead of an answer.
struct DiscourseIntake: Sendable {
  let site: Site
  let event: ForumEvent

  /// - Throws: `SiteError` for what will never do, anything else for what may do later.
  func take() async throws {
    guard let body = JSONTree(parsing: event.body) else { return }
    let id = event.community
    let found = try await site.store.read { store in
      (try store.moderatedCommunity(id), try store.directConnection(id))
    }
    guard let community = found.0, let connection = found.1, connection.isActive else { return }
    switch DiscourseEvent(kind: event.kind, event: event.event, body: body) {
    case .ping, .ignored: return
    case .post(let post): try await take(post, community)
    case .postGone(let number): try await note("post deleted on the forum", number, community)
    case .flag(let flag): try await take(flag, community, connection)
    case .member(let member, let isGone):
      let now = site.now
      try await site.store.write { store in
        if isGone {
          _ = try store.forget(userID: String(member.id), of: community, at: now)
        } else {
          try store.told(of: member, in: community, at: now)
        }
      }
    case .category(let category):
      let now = site.now
      let (channel, parent) = (String(category.id), category.parent.map { String($0) })
      try await site.store.write { store in
        try store.put(
          ModeratedCategory(
            id: NewIDs.uuid(at: now), community: id, channel: channel, name: category.name,
            firstSeenAt: now))
        try store.setParent(parent, of: channel, in: id)
      }
    }
  }

  private func take(_ post: DiscoursePost, _ community: ModeratedCommunity) async throws {
    let subject = event.subject
    let now = site.now
    let known = try await site.store.read { try $0.latestVersion(of: subject, in: community.id) }
    // A retry may come after a later edit; the later text holds.
    if let known, let version = event.version, version < known { return }
    let author = try await site.store.write { store in
      try post.author.map { try store.told(of: $0, in: community, at: now) }
    }
    guard post.isPublic else { return }
    if event.event == "post_recovered" {
      try await note("post recovered on the forum", post.id, community)
    }
    var form = Self.form("discourse-post-\(post.id)", by: post.author?.id, community)
    form.content = post.raw
    form.message = String(post.id)
    form.channel = post.category.map { String($0) }
    form.author = post.author.map { String($0.id) }
    form.metadata = .object(
      [
        "title": JSONTree(post.topicTitle), "category": JSONTree(post.categoryName),
        "author_username": JSONTree(post.author?.username), "topic_id": number(post.topic),
        "post_number": number(post.number), "reply_to_post_number": number(post.answered),
        "topic_slug": JSONTree(post.topicSlug),
      ].filter { !$0.value.isNull })
    let answer = try await site.take(
      Intake(
        form: form, community: community,
        acting: author.map { acting($0, community) }, adapter: community.adapter,
        configuration: site.configuration.moderation, isAnswerHeard: false))
    if !post.isHidden, event.event == "post_edited" {
      try await hideAgain(answer.card.submission.post)
    }
  }

  /// An author who edits a hidden post makes Discourse show it. The hide stays while its review is
  /// open (moderation 2.6).
  private func hideAgain(_ id: String) async throws {
    let now = site.now
    let configuration = site.configuration.moderation
    try await site.store.write { store in
      guard let post = try store.moderatedPost(id),
        let review = try post.review.flatMap({ try store.review($0) }),
        review.item.action.state == .retroReview, review.item.action.createdAt < now,
        try store.lastStep(ForumStep.hide.rawValue, post: id) != nil
      else { return }
      try Outbox(store: store, configuration: configuration, now: now).send(
        [AddressedEvent(.proposed(.hide))], of: review, origin: nil)
    }
  }

  private func take(
    _ flag: DiscourseFlag, _ community: ModeratedCommunity, _ connection: DirectConnection
  ) async throws {
    let now = site.now
    let message = String(flag.post)
    let (isOwn, flagger) = try await site.store.read { store in
      let post = try store.moderatedPost(community: community.id, message: message)
      let hidAt = try post.flatMap { try store.lastStep(ForumCourier.hiding, post: $0.id) }
      let flagger = try flag.flagger.flatMap {
        try store.externalMember(
          platform: community.platform, scope: community.slug, userID: String($0))
      }
      // Hiding is a flag too, and the forum tells of it like of any other.
      let user = connection.apiUser ?? ""
      let isOwn =
        if flag.flagger == -1 || flagger?.name.lowercased() == user.lowercased() {
          true
        } else {
          flagger == nil && hidAt.map { now - $0 < 600_000 } ?? false
        }
      return (isOwn, flagger)
    }
    guard !isOwn else { return }
    let member: ExternalMember?
    if let flagger {
      member = flagger
    } else if let id = flag.flagger, id > 0 {
      member = try await site.store.write {
        try $0.member(of: community, userID: String(id), name: nil, at: now)
      }
    } else {
      member = nil
    }
    var form = Self.form("discourse-flag-\(flag.reviewable)", by: flag.flagger, community)
    form.content = flag.raw
    form.message = message
    form.channel = flag.category.map { String($0) }
    form.author = flag.author.map { String($0) }
    form.metadata = .object(
      ["source": "user_flag"].merging(
        member.map { ["flagged_by_username": .text($0.name)] } ?? [:]
      ) { $1 })
    _ = try await site.take(
      Intake(
        form: form, community: community, acting: member.map { acting($0, community) },
        adapter: community.adapter, configuration: site.configuration.moderation,
        isAnswerHeard: false))
  }

  /// What staff find in the audit of a post with a review; the review stays as it is.
  private func note(
    _ what: String, _ message: Int64, _ community: ModeratedCommunity
  ) async throws {
    let now = site.now
    try await site.store.write { store in
      guard
        let post = try store.moderatedPost(community: community.id, message: String(message)),
        let review = post.review
      else { return }
      try store.audit(
        ModerationAuditLine(
          at: now, community: community.id, review: review, actor: "forum", what: what))
    }
  }

  private func acting(_ member: ExternalMember, _ community: ModeratedCommunity) -> ActingMember {
    ActingMember(
      member: member, community: community,
      identity: AdapterIdentity(
        platform: community.platform, userID: member.userID, scope: community.slug,
        username: member.name, trustLevel: member.trustLevel, isAdmin: member.isAdmin,
        isModerator: member.isModerator))
  }

  private static func form(
    _ key: String, by user: Int64?, _ community: ModeratedCommunity
  ) -> SubmissionForm {
    SubmissionForm(
      clientKey: key, requestedBy: user.map { String($0) } ?? "forum", community: community.id)
  }

  private func number(_ value: Int64?) -> JSONTree { value.map(JSONTree.int) ?? .null }
}

extension StoreTransaction {
  /// A member as the forum tells of them now, made where nobody has met them.
  @discardableResult
  func told(
    of told: DiscourseMember, in community: ModeratedCommunity, at now: Int64
  ) throws -> ExternalMember {
    let id = String(told.id)
    var member = try member(of: community, userID: id, name: told.username, at: now)
    member.take(
      AdapterIdentity(
        platform: community.platform, userID: id, scope: community.slug, username: told.username,
        trustLevel: told.trustLevel ?? member.trustLevel, isAdmin: told.isAdmin,
        isModerator: told.isModerator), at: now)
    try update(member)
    return member
  }
}
