import Crypto
import Moderation
import Storage

extension Site {
  /// How far the clock of a platform may be off, in seconds.
  static let clockTolerance: Int64 = 300

  /// Takes what a platform's webhook tells and says what is to be done. Unlike a Discourse forum the
  /// platform waits for it.
  ///
  /// - Parameter sentAt: of the header; must be the one that is signed with the body.
  /// - Returns: nil for a ping.
  /// - Throws: `DirectRefusal`, `SiteError`.
  public func takeGenericEvent(
    _ caller: DirectCaller, sentAt: String?, body: [UInt8]
  ) async throws -> SubmissionAnswer? {
    guard let tree = JSONTree(parsing: body)?.tidied else {
      throw DirectRefusal.malformed("The body is no JSON.")
    }
    let event = try GenericEvent(tree)
    guard let sentAt, Int64(sentAt) == event.sentAt else {
      throw DirectRefusal.malformed("X-Webhook-Timestamp is not the body's timestamp")
    }
    let now = self.now
    guard
      (now / 1_000 - Self.clockTolerance...now / 1_000 + Self.clockTolerance)
        .contains(event.sentAt)
    else { throw DirectRefusal.stale }
    guard event.kind != .ping else { return nil }
    let community = caller.community
    let form = event.form(in: community)
    if let known = try await earlier(event, form, community) { return known }
    let acting = try await store.write { store -> ActingMember? in
      guard let told = event.kind == .flagged ? event.flagger : event.author else { return nil }
      if event.kind == .flagged, let author = event.author {
        try store.told(of: author, in: community, at: now)
      }
      let member = try store.told(of: told, in: community, at: now)
      return ActingMember(
        member: member, community: community, identity: told.identity(in: community))
    }
    let answer = try await take(
      Intake(
        form: form, community: community, acting: acting, adapter: community.adapter,
        configuration: configuration.moderation))
    var kept = ForumEvent(
      community: community.id, eventID: event.id, digest: Array(SHA256.hash(data: body)),
      kind: "generic", event: event.kind.rawValue, subject: "post \(event.post)",
      version: event.kind == .flagged ? nil : event.sentAt, body: "", at: now)
    kept.state = .done
    _ = try await store.write { [kept] in try $0.enqueue(kept) }
    return answer
  }

  /// What is answered to an event that came before, or that a later one has overtaken.
  private func earlier(
    _ event: GenericEvent, _ form: SubmissionForm, _ community: ModeratedCommunity
  ) async throws -> SubmissionAnswer? {
    let now = self.now
    return try await store.read { store in
      let isRepeat = try store.knowsForumEvent(event.id, of: community.id)
      let latest = try store.latestVersion(of: "post \(event.post)", in: community.id)
      let isOutdated = event.kind != .flagged && latest.map { event.sentAt < $0 } ?? false
      guard isRepeat || isOutdated,
        let submission = try store.submission(community: community.id, clientKey: form.clientKey),
        let card = try store.card(of: submission, for: .answer(isOwn: true), at: now)
      else { return nil }
      return SubmissionAnswer(card: card, isNew: false)
    }
  }
}

extension GenericEvent {
  /// The same as an adapter would submit.
  fileprivate func form(in community: ModeratedCommunity) -> SubmissionForm {
    let isFlag = kind == .flagged
    var form = SubmissionForm(
      clientKey: isFlag ? "flag-\(post)-\(flagger?.id ?? "")" : "post-\(post)",
      requestedBy: (isFlag ? flagger : author)?.id ?? "", community: community.id)
    form.content = text
    form.message = post
    form.channel = category
    form.author = author?.id
    var metadata: [String: JSONTree] = [
      "title": JSONTree(title), "category": JSONTree(categoryName),
      "author_username": JSONTree(author?.name), "url": JSONTree(url),
      "parent_category": JSONTree(parentCategory),
      "reply_to": JSONTree(replyTo),
    ]
    if isFlag {
      metadata["source"] = "user_flag"
      metadata["flag_type"] = JSONTree(flag)
      metadata["flagged_by_username"] = JSONTree(flagger?.name)
    }
    form.metadata = .object(metadata.filter { !$0.value.isNull })
    return form
  }
}

extension GenericMember {
  fileprivate func identity(in community: ModeratedCommunity) -> AdapterIdentity {
    AdapterIdentity(
      platform: community.platform, userID: id, scope: community.slug, username: name,
      trustLevel: trustLevel, isAdmin: isAdmin, isModerator: isModerator)
  }
}

extension StoreTransaction {
  @discardableResult
  fileprivate func told(
    of told: GenericMember, in community: ModeratedCommunity, at now: Int64
  ) throws -> ExternalMember {
    var member = try member(of: community, userID: told.id, name: told.name, at: now)
    var identity = told.identity(in: community)
    identity.trustLevel = told.trustLevel ?? member.trustLevel
    member.take(identity, at: now)
    try update(member)
    return member
  }
}
