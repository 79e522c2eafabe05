import Moderation
import NoteModel
import Storage

/// What is told of one event, without what depends on the attempt (moderation-api 10.3, 10.4).
struct EventPayload {
  let event: ModerationEvent
  let review: StoredReview
  let community: ModeratedCommunity
  let eventID: String
  let at: Int64

  var tree: JSONTree {
    var members: [String: JSONTree] = [
      "event": .text(event.name), "event_type": .text(event.name), "event_id": .text(eventID),
      "version": "1.0", "timestamp": JSONTree(time: at),
      "community_server_id": .text(community.id),
      "platform_community_server_id": .text(community.slug),
      "request_id": .text(review.submission), "action_id": .text(review.item.id.rawValue),
      "metadata": .object([:]),
    ]
    let action = review.item.action
    func add(_ kind: ActionKind) {
      members["action_type"] = .text(word(kind))
      members["canonical_action_type"] = .text(kind.rawValue)
    }
    switch event {
    case .proposed(let kind):
      // A word here means "hide now" to the plugin: none for the second tier (D9).
      if let kind { add(kind) }
      members["action_tier"] = .text(action.tier.rawValue)
      members["review_group"] = .text(action.reviewGroup.rawValue)
      members["classifier_evidence"] = review.evidence.wire(withScores: true)
    case .applied, .retroReviewStarted, .dismissed:
      add(action.kind)
      if let id = action.platformActionID { members["platform_action_id"] = .text(id) }
    case .confirmed:
      add(action.kind)
      members["note_id"] = .text(review.note)
    case .overturned(let reason):
      add(action.kind)
      members["note_id"] = .text(review.note)
      members["overturned_reason"] = .text(reason)
    case .noteStatusChanged(let status, let carryOut):
      members["note_id"] = .text(review.note)
      members["status"] = .text(status.name)
      if let carryOut { members["recommended_action"] = .text(word(carryOut)) }
    case .staffOverridden(let status):
      members["note_id"] = .text(review.note)
      members["status"] = .text(status.name)
    case .clearScanExempt:
      members["action_type"] = "clear_scan_exempt"
      members["action_tier"] = .text(action.tier.rawValue)
      members["review_group"] = .text(action.reviewGroup.rawValue)
    }
    return .object(members)
  }

  /// The Discourse plugin has words of its own (15.18).
  private func word(_ kind: ActionKind) -> String {
    guard community.platform == "discourse" else { return kind.rawValue }
    return switch kind {
    case .hide: "hide_post"
    case .unhide: "unhide_post"
    default: kind.rawValue
    }
  }

  /// The form of one page of the documentation, for webhooks that name it.
  func decision(clientKey: String) -> JSONTree? {
    guard review.item.isDecided, let outcome = review.item.note.outcome else { return nil }
    let isHidden = [.confirmed, .applied].contains(review.item.action.state)
    let isRestored = [.overturned, .scanExempt].contains(review.item.action.state)
    return .object([
      "event": .text(Self.decisionName), "event_type": .text(Self.decisionName),
      "event_id": .text(eventID), "version": "1.0", "timestamp": JSONTree(time: at),
      "community_server_id": .text(community.id),
      "platform_community_server_id": .text(community.slug), "request_id": .text(clientKey),
      "metadata": .object([:]),
      "decision": .text(isHidden ? "hide" : isRestored ? "restore" : "none"),
      "confidence": .number(review.evidence.confidence),
      "tier": .int(Int64(review.item.action.tier.number)),
      "reason": .text(outcome == .helpful ? review.evidence.reasonWords : "not confirmed"),
    ])
  }

  static let decisionName = "moderation.decision"
}

extension PolicyDecision.Evidence {
  /// `classifier_evidence` (moderation 2.2); both members are always there.
  public func wire(withScores: Bool) -> JSONTree {
    var metadata: [String: JSONTree] = [:]
    if withScores {
      metadata = [
        "explanation": .text(explanation), "confidence": .number(confidence),
        "pre_computed_evidence": .list([]), "model_version": .text(modelVersion),
        "policy_version": .int(Int64(policyVersion)),
        "thresholds": .object(
          thresholds.mapValues {
            .object([
              "tier1": JSONTree($0.tier1), "tier2": JSONTree($0.tier2),
              "action": .text($0.action.rawValue),
            ])
          }),
      ]
    }
    return .object([
      "labels": .object(
        Dictionary(triggering.map { ($0, JSONTree.bool(true)) }, uniquingKeysWith: { $1 })),
      "scores": .object(withScores ? scores.mapValues(JSONTree.number) : [:]),
      "metadata": .object(metadata),
    ])
  }

  /// The labels, as a list in words.
  public var reasonWords: String {
    triggering.map { $0 == PolicyDecision.flagLabel ? "flagged by members" : $0 }
      .joined(separator: ", ")
  }
}
