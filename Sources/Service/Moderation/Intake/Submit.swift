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
    let acting = try await acting(caller)
    try acting?.requireWriting()
    let community = try await submissionCommunity(caller, form)
    return try await take(
      Intake(
        form: form, community: community, acting: acting, adapter: caller.adapter.id,
        configuration: configuration.moderation))
  }

  /// Judges what came in, by whatever way, and keeps it.
  func take(_ intake: Intake) async throws -> SubmissionAnswer {
    let (form, acting) = (intake.form, intake.acting)
    let plan = try await store.read { try intake.plan($0) }
    let classification: Moderation.Classification?
    if case .classify(let text) = plan {
      classification = try await classify(text, of: intake.community.id)
    } else {
      classification = nil
    }
    let now = self.now
    let (submission, isNew) = try await store.write { store in
      try intake.take(classification, in: store, at: now)
    }
    let isOwn =
      submission.clientKey == form.clientKey
      || submission.isFlag && form.isFlag && submission.flagger == acting?.member.id
    let card = try await store.read { store in
      try store.card(of: submission, for: .answer(isOwn: isOwn), at: now)
    }
    guard let card else { throw Self.noRequest }
    return SubmissionAnswer(card: card, isNew: isNew)
  }

  /// A Discourse forum registers itself; servers of other platforms are made when they first speak.
  private func submissionCommunity(
    _ caller: AdapterCaller, _ form: SubmissionForm
  ) async throws -> ModeratedCommunity {
    let unknown = AdapterRefusal.badRequest(
      "Failed to resolve community server for ID: \(form.community)")
    let found = try await store.read { store -> ModeratedCommunity? in
      if NewIDs.isUUID(form.community) {
        return try store.moderatedCommunity(form.community.lowercased())
      }
      if let platform = caller.identity?.platform {
        return try store.moderatedCommunity(platform: platform, slug: form.community)
      }
      // Without a word on the platform it is the one of the key's own community.
      return try store.moderatedCommunities(of: caller.adapter.id)
        .first { $0.slug == form.community }
    }
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
