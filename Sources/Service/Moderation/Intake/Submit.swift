import Foundation
import Moderation
import Storage

extension Site {
  /// Takes a post, an edit or a flag, judges it, and says what the platform is to do. The answer
  /// waits for the judgement: the plugin learns the note of a review in no other way.
  ///
  /// - Throws: `AdapterRefusal.badRequest` where the community or the content is missing,
  ///   `SiteError.conflict` for a key that stands for another post.
  public func submit(
    _ caller: AdapterCaller, _ form: SubmissionForm
  ) async throws -> SubmissionAnswer {
    try caller.require("requests:write")
    let now = self.now
    // What most submissions need is read at once: each turn at the store costs more than the reading.
    let (named, found) = try await store.read { store in
      (
        try caller.identity.map { try store.actingMember($0, of: caller).current($0, at: now) },
        try store.community(of: form, caller)
      )
    }
    var acting = named ?? nil
    if acting == nil, caller.identity != nil { acting = try await self.acting(caller) }
    try acting?.requireWriting()
    let community = try await submissionCommunity(caller, form, found)
    return try await take(
      Intake(
        form: form, community: community, acting: acting, adapter: caller.adapter.id,
        configuration: configuration.moderation))
  }

  /// Judges what came in, by whatever way, and keeps it.
  func take(_ intake: Intake) async throws -> SubmissionAnswer {
    let (form, acting) = (intake.form, intake.acting)
    let community = intake.community.id
    let known = moderation.prepared(for: community)
    let (plan, isCurrent) = try await store.read { store in
      (try intake.plan(store), try store.knowsNoMore(than: known, of: community))
    }
    let classification: Moderation.Classification?
    if case .classify(let text) = plan {
      classification = try await classify(
        text, of: community, current: isCurrent ? known?.classifier : nil)
    } else {
      classification = nil
    }
    let now = self.now
    let (card, isNew) = try await store.write { store -> (SubmissionCard?, Bool) in
      let (submission, isNew) = try intake.take(classification, in: store, at: now)
      let isOwn =
        form.isFlag
        ? submission.isFlag && submission.flagger == acting?.member.id
        : submission.clientKey == form.clientKey
      return (try store.card(of: submission, for: .answer(isOwn: isOwn), at: now), isNew)
    }
    guard let card else { throw Self.noRequest }
    return SubmissionAnswer(card: card, isNew: isNew)
  }

  /// A Discourse forum registers itself; servers of other platforms are made when they first speak.
  private func submissionCommunity(
    _ caller: AdapterCaller, _ form: SubmissionForm, _ found: ModeratedCommunity?
  ) async throws -> ModeratedCommunity {
    let unknown = AdapterRefusal.badRequest(
      "Failed to resolve community server for ID: \(form.community)")
    if let found {
      guard caller.owns(found) else {
        throw SiteError.forbidden(reason: "The community belongs to another key.")
      }
      return found
    }
    guard let platform = caller.identity?.platform, platform != "discourse",
      Self.platforms.contains(platform), !NewIDs.isUUID(form.community)
    else { throw unknown }
    return try await register(
      caller, CommunityForm(platform: platform, slug: form.community, name: form.community))
  }

  static let noRequest = SiteError.notFound(what: "Request not found")

  static func noRequest(_ name: String) -> SiteError {
    .notFound(what: "Request \(name) not found")
  }
  static let noReview = SiteError.notFound(what: "Moderation action not found")
  static let noReviewNote = SiteError.notFound(what: "Note not found")
}

extension StoreTransaction {
  /// The community that a submission names.
  fileprivate func community(
    of form: SubmissionForm, _ caller: AdapterCaller
  ) throws -> ModeratedCommunity? {
    if NewIDs.isUUID(form.community) { return try moderatedCommunity(form.community.lowercased()) }
    if let platform = caller.identity?.platform {
      return try moderatedCommunity(platform: platform, slug: form.community)
    }
    // Without a word on the platform it is the one of the key's own community.
    return try moderatedCommunities(of: caller.adapter.id).first { $0.slug == form.community }
  }
}
