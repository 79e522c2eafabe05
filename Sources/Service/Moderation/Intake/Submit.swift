import ContentClassification
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
    let (named, found, ready) = try await store.read { store in
      let named = try caller.identity.map {
        try store.actingMember($0, of: caller).current($0, at: now)
      }
      let found = try store.community(of: form, caller)
      var ready: ReadyIntake?
      if let found, caller.owns(found), named.map({ $0?.mayWrite ?? false }) ?? true {
        ready = try look(at: intake(caller, form, found, named ?? nil), store)
      }
      return (named ?? nil, found, ready)
    }
    if let ready { return try await take(ready) }
    var acting = named
    if acting == nil, caller.identity != nil { acting = try await self.acting(caller) }
    try acting?.requireWriting()
    let community = try await submissionCommunity(caller, form, found)
    return try await take(intake(caller, form, community, acting))
  }

  private func intake(
    _ caller: AdapterCaller, _ form: SubmissionForm, _ community: ModeratedCommunity,
    _ acting: ActingMember?
  ) -> Intake {
    Intake(
      form: form, community: community, acting: acting, adapter: caller.adapter.id,
      configuration: configuration.moderation)
  }

  /// A submission with what is known before anybody judges.
  private struct ReadyIntake {
    var intake: Intake
    var plan: Intake.Plan
    /// Nil: lists or decisions are new since it was prepared.
    var classifier: EmbeddedClassifier?
  }

  private func look(
    at intake: Intake, _ store: any StoreTransaction
  ) throws -> ReadyIntake {
    let community = intake.community.id
    let known = moderation.prepared(for: community)
    return ReadyIntake(
      intake: intake, plan: try intake.plan(store),
      classifier: try store.knowsNoMore(than: known, of: community) ? known?.classifier : nil)
  }

  /// Judges what came in, by whatever way, and keeps it.
  func take(_ intake: Intake) async throws -> SubmissionAnswer {
    try await take(try await store.read { try look(at: intake, $0) })
  }

  private func take(_ ready: ReadyIntake) async throws -> SubmissionAnswer {
    let intake = ready.intake
    let form = intake.form
    var classification: Moderation.Classification?
    if case .classify(let text) = ready.plan {
      classification = try await classify(
        text, of: intake.community.id, current: ready.classifier)
    }
    let now = self.now
    let (card, isNew) = try await store.write { [classification] store in
      let (submission, isNew) = try intake.take(classification, in: store, at: now)
      let isOwn =
        form.isFlag
        ? submission.isFlag && submission.flagger == intake.acting?.member.id
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
