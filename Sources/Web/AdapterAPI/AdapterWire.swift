import Foundation
import Moderation
import NoteModel
import Service
import Storage

/// Resources as clients of the adapter interface read them (moderation-api 5). Null members are
/// there.
enum AdapterWire {
  static func resource(_ type: String, _ id: String, _ attributes: [String: JSONTree]) -> JSONTree {
    .object(["type": .text(type), "id": .text(id), "attributes": .object(attributes)])
  }

  // MARK: Requests

  private static let flaggerFields = [
    "flagged_by_username", "flagged_by_trust_level", "flag_type", "source",
  ]

  static func request(_ card: SubmissionCard) -> JSONTree {
    let submission = card.submission
    let review = card.review
    var metadata = submission.metadata.flatMap { JSONTree(parsing: $0) } ?? .null
    if !card.showsFlagger, let members = metadata.object {
      metadata = .object(members.filter { !flaggerFields.contains($0.key) })
    }
    let noteStatus = JSONTree(review?.noteStatus.name)
    let isHideWanted =
      review.map { $0.tier == .consensus && $0.state == .applied && $0.noteStatus == .helpful }
      ?? false
    var attributes: [String: JSONTree] = [
      "request_id": .text(submission.clientKey),
      "requested_by": .text(
        submission.isFlag && !card.showsFlagger ? "" : submission.requestedBy),
      "status": .text(card.state.rawValue), "note_id": JSONTree(review?.note),
      "community_server_id": .text(submission.community),
      "requested_at": JSONTree(time: submission.requestedAt),
      "created_at": JSONTree(time: submission.createdAt),
      "updated_at": JSONTree(time: submission.updatedAt), "content": .text(submission.content),
      "platform_message_id": JSONTree(submission.message),
      "platform_channel_id": JSONTree(submission.channel), "metadata": metadata,
      "similarity_score": JSONTree(submission.similarityScore),
      "dataset_name": JSONTree(submission.datasetName),
      "dataset_item_id": JSONTree(submission.datasetItem),
      "moderation_action": JSONTree(card.instruction?.rawValue),
      "action_id": JSONTree(review?.id.rawValue), "note_status": noteStatus,
      "scoring": review == nil ? .null : .object(["status": noteStatus]),
      "recommended_action": isHideWanted ? "hide_post" : .null,
      "review_group": JSONTree(review?.group.rawValue),
      "action_state": JSONTree(review?.state.rawValue),
      "action_tier": JSONTree(review?.tier.rawValue), "labels": JSONTree(review?.labels ?? []),
      "escalated": .bool(submission.isEscalated),
      "decided_at": JSONTree(time: submission.decidedAt),
      "decided_by": JSONTree(submission.decidedBy?.rawValue),
    ]
    if let count = card.flagCount { attributes["flag_count"] = JSONTree(count) }
    return resource("requests", submission.id, attributes)
  }

  // MARK: Notes

  static func note(_ card: ReviewCard) -> JSONTree {
    let isMember = card.staff == nil
    var attributes: [String: JSONTree] = [
      "author_id": .text(card.noteAuthor), "channel_id": JSONTree(card.channel),
      "summary": .text(card.summary),
      "classification": "MISINFORMED_OR_POTENTIALLY_MISLEADING",
      "helpfulness_score": JSONTree(isMember ? 0 : card.staff?.reading?.storedScore ?? 0),
      "status": .text(card.noteStatus.name), "ai_generated": .bool(true),
      "ai_provider": .null, "ai_model": .null, "force_published": .bool(card.isForced),
      "force_published_at": JSONTree(time: card.forcedAt),
      "created_at": JSONTree(time: card.createdAt), "updated_at": JSONTree(time: card.updatedAt),
      "request_id": .text(card.submission), "platform_message_id": JSONTree(card.message),
      "platform_channel_id": JSONTree(card.channel),
      "ratings_count": JSONTree(isMember ? 0 : card.staff?.tally.total ?? 0),
      "community_server_id": .text(card.community), "note_kind": "moderation_review",
    ]
    attributes.merge(scores(card)) { $1 }
    return resource("notes", card.note, attributes)
  }

  /// A note that a member wrote: nothing of it is hidden from anybody.
  static func note(_ card: PlatformNoteCard) -> JSONTree {
    let note = card.note
    let classification: NoteModel.Classification =
      note.isMisleading ? .misleading : .notMisleading
    return resource(
      "notes", note.id,
      [
        "author_id": .text(note.author.rawValue), "channel_id": JSONTree(note.channel),
        "summary": .text(note.summary), "classification": .text(classification.name),
        "helpfulness_score": JSONTree(note.reading?.storedScore ?? 0),
        "status": .text(note.status.name), "ai_generated": .bool(false), "ai_provider": .null,
        "ai_model": .null, "force_published": .bool(note.forced != nil),
        "force_published_at": JSONTree(time: note.forcedAt),
        "created_at": JSONTree(time: note.createdAt), "updated_at": JSONTree(time: note.updatedAt),
        "request_id": JSONTree(note.submission), "platform_message_id": JSONTree(card.message),
        "platform_channel_id": JSONTree(note.channel),
        "ratings_count": JSONTree(card.tally.total), "community_server_id": .text(note.community),
        "note_kind": "note",
      ])
  }

  /// The names that the plugin strips for members; they are not there for them in the first place.
  private static func scores(_ card: ReviewCard) -> [String: JSONTree] {
    guard let staff = card.staff else { return [:] }
    return [
      "score": JSONTree(staff.reading?.score),
      // Votes are seen before the next look at them.
      "scoring_status": .text(
        staff.tally.total == 0
          ? "no_data"
          : staff.tally.total < ConsensusRule().leastVotes ? "provisional" : "standard"),
      "current_rating": .text(card.noteStatus.name),
    ]
  }

  // MARK: Actions

  static func action(_ card: ReviewCard) -> JSONTree {
    var attributes: [String: JSONTree] = [
      "id": .text(card.id.rawValue), "request_id": .text(card.submission),
      "note_id": .text(card.note), "community_server_id": .text(card.community),
      "action_type": .text(card.kind.rawValue), "action_tier": .text(card.tier.rawValue),
      "action_state": .text(card.state.rawValue), "review_group": .text(card.group.rawValue),
      "classifier_evidence": card.evidence, "platform_action_id": JSONTree(card.platformActionID),
      "scan_exempt_content_hash": JSONTree(card.exemptHash),
      "overturned_reason": JSONTree(card.overturnedReason),
      "applied_at": JSONTree(time: card.appliedAt),
      "confirmed_at": JSONTree(time: card.confirmedAt),
      "overturned_at": JSONTree(time: card.overturnedAt),
      "created_at": JSONTree(time: card.createdAt), "updated_at": JSONTree(time: card.updatedAt),
      "platform_message_id": JSONTree(card.message), "platform_channel_id": JSONTree(card.channel),
      "category_name": JSONTree(card.categoryName), "topic_title": JSONTree(card.topicTitle),
      "post_excerpt": .text(card.excerpt), "author_username": JSONTree(card.authorName),
      "reason": .text(card.reason), "escalated": .bool(card.isEscalated),
      "awaiting_staff": .bool(card.awaitsStaff ?? false),
      "has_voted": .bool(card.ownVote != nil), "user_vote": JSONTree(card.ownVote?.rawValue),
      "edited_at": JSONTree(time: card.editedAt),
    ]
    if let staff = card.staff {
      attributes["stale"] = .bool(staff.isStale)
      attributes["flag_count"] = JSONTree(staff.flagCount)
    }
    attributes.merge(scores(card)) { $1 }
    return resource("moderation-actions", card.id.rawValue, attributes)
  }

  // MARK: Votes

  static func rating(_ vote: VoteView) -> JSONTree {
    resource(
      "ratings", vote.id,
      [
        "note_id": .text(vote.note), "rater_id": .text(vote.voter.rawValue),
        "helpfulness_level": .text(vote.value.rawValue),
        "created_at": JSONTree(time: vote.castAt), "updated_at": JSONTree(time: vote.updatedAt),
      ])
  }

  static func statistics(_ card: ReviewCard) -> JSONTree {
    statistics(card.staff?.tally ?? Tally([VoteValue]()), of: card.note)
  }

  static func statistics(_ tally: Tally, of note: String) -> JSONTree {
    resource(
      "rating-stats", note,
      [
        "total": JSONTree(tally.total), "helpful": JSONTree(tally.helpful),
        "somewhat_helpful": JSONTree(tally.somewhatHelpful),
        "not_helpful": JSONTree(tally.notHelpful), "average_score": .number(tally.averageScore),
      ])
  }

  // MARK: Communities and people

  static func community(_ community: ModeratedCommunity, webhook: String? = nil) -> JSONTree {
    resource(
      "community-servers", community.id,
      [
        "platform": .text(community.platform),
        "platform_community_server_id": .text(community.slug), "name": .text(community.name),
        "description": JSONTree(community.description), "is_active": .bool(community.isActive),
        "is_public": .bool(community.isPublic), "flashpoint_detection_enabled": .bool(false),
        "created_at": JSONTree(time: community.createdAt),
        "updated_at": JSONTree(time: community.updatedAt),
      ])
  }

  static func plain(_ community: ModeratedCommunity) -> JSONTree {
    .object([
      "id": .text(community.id), "platform": .text(community.platform),
      "platform_community_server_id": .text(community.slug), "name": .text(community.name),
      "description": JSONTree(community.description),
      "settings": community.settings.flatMap { JSONTree(parsing: $0) } ?? .null,
      "is_active": .bool(community.isActive), "is_public": .bool(community.isPublic),
      "flashpoint_detection_enabled": .bool(false),
      "created_at": JSONTree(time: community.createdAt),
      "updated_at": JSONTree(time: community.updatedAt),
    ])
  }

  static func profile(_ member: ExternalMember) -> JSONTree {
    let level = JSONTree(member.trustLevel)
    return resource(
      "user-profiles", member.id.rawValue,
      [
        "platform": .text(member.platform), "platform_user_id": .text(member.userID),
        "display_name": .text(member.name), "trust_level": level,
        "admin": .bool(member.isAdmin), "moderator": .bool(member.isModerator),
        "metadata": .object([
          "trust_level": level, "admin": .bool(member.isAdmin),
          "moderator": .bool(member.isModerator),
        ]),
      ])
  }

  // MARK: Webhooks

  static func webhook(_ webhook: Webhook, secret: String? = nil) -> JSONTree {
    var members: [String: JSONTree] = [
      "id": .text(webhook.id), "url": .text(webhook.url),
      "community_server_id": .text(webhook.community), "channel_id": JSONTree(webhook.channel),
      "active": .bool(webhook.isActive),
      "events": webhook.events.map { JSONTree($0) } ?? .null,
      "problem": JSONTree(webhook.problem),
    ]
    if let secret { members["secret"] = .text(secret) }
    return .object(members)
  }

  static func delivery(_ delivery: QueuedDelivery) -> JSONTree {
    .object([
      "id": .int(delivery.id), "event_id": .text(delivery.eventID), "event": .text(delivery.event),
      "request_id": .text(delivery.submission),
      "payload": JSONTree(parsing: Array(delivery.payload.utf8)) ?? .null,
      "status": .text(delivery.progress.state.rawValue),
      "attempts": JSONTree(delivery.progress.attempts),
      "created_at": JSONTree(time: delivery.createdAt),
      "last_attempt_at": JSONTree(time: delivery.progress.lastAttemptAt),
      "next_attempt_at": JSONTree(time: delivery.progress.nextAttemptAt),
      "delivered_at": JSONTree(time: delivery.progress.deliveredAt),
      "last_status": JSONTree(delivery.lastStatus), "last_error": JSONTree(delivery.lastError),
    ])
  }

  // MARK: Policies

  static func policy(_ view: PolicyView) throws -> JSONTree {
    .object([
      "own": try tree(view.own), "effective": try tree(view.effective),
      "version": JSONTree(view.version),
    ])
  }

  /// A value with its names as these answers write them.
  private static func tree(_ value: some Encodable) throws -> JSONTree {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .custom { path in
      // Labels are keys as well, and stay as they are.
      let isLabel = path.count > 1 && path[path.count - 2].stringValue == "labels"
      return isLabel ? path[path.count - 1] : SnakeKey(path[path.count - 1])
    }
    var tree = JSONTree(parsing: Array(try encoder.encode(value))) ?? .null
    // A tier that is off for a label is there, and null.
    if case .object(var members) = tree, case .object(let labels)? = members["labels"] {
      members["labels"] = .object(
        labels.mapValues { rule in
          .object(["tier1": .null, "tier2": .null].merging(rule.object ?? [:]) { $1 })
        })
      tree = .object(members)
    }
    return tree
  }

  private struct SnakeKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ key: any CodingKey) {
      // `tier1` has no words to part.
      stringValue = key.stringValue.reduce(into: "") { text, letter in
        text += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
      }
    }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
