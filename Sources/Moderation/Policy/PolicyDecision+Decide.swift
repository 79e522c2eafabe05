extension PolicyDecision {
  /// The label of a forwarded flag, which can be routed like any other (moderation 16).
  public static let flagLabel = "user_flag"

  /// What to do about a post: moderation 2.3 in its order, after the posts that are never judged
  /// (2.5), and with what a flag adds (16). Total: any classification and any policy have an answer.
  public static func decide(
    _ classification: Classification, _ policy: ModerationPolicy, _ post: PostFacts
  ) -> PolicyDecision {
    if let exemption = ScanExemption(of: post, policy) { return .nothing(.exempted(exemption)) }
    if post.isFlagged, !policy.routeFlags { return .nothing(.flagsNotRouted) }

    let immediate = classification.triggering(\.tier1, policy)
    let reviewed = classification.triggering(\.tier2, policy)
    let flag = post.isFlagged ? [flagLabel] : []
    if policy.autoHide, let first = immediate.first {
      return .act(
        verdict(.immediate, immediate + flag, first, classification, policy))
    }
    // Where nothing is hidden at once, what would be is reviewed, in the classifier's order.
    let open = classification.flagged.map(\.label).filter {
      immediate.contains($0) || reviewed.contains($0)
    }
    if let first = (open + flag).first {
      return .act(verdict(.consensus, open + flag, first, classification, policy))
    }
    return .nothing(classification.failure.map(Reason.classificationFailed) ?? .belowThresholds)
  }

  private static func verdict(
    _ tier: ModerationTier, _ triggering: [String], _ first: String,
    _ classification: Classification, _ policy: ModerationPolicy
  ) -> Verdict {
    let flagged = classification.flagged
    let rules = flagged.compactMap { judgement in
      policy.rule(for: judgement.label).map { (judgement.label, $0) }
    }
    return Verdict(
      tier: tier, action: first == flagLabel ? .hide : policy.rule(for: first)?.action ?? .hide,
      group: policy.reviewGroup(for: triggering), reason: first,
      evidence: Evidence(
        triggering: triggering,
        scores: Dictionary(
          flagged.map { ($0.label, classification.score(of: $0)) }, uniquingKeysWith: { $1 }),
        thresholds: Dictionary(rules, uniquingKeysWith: { $1 }), policyVersion: policy.version,
        consensusEffect: policy.consensusEffect, modelVersion: classification.modelVersion,
        confidence: classification.confidence,
        explanation: classification.explanation))
  }
}

extension Classification {
  /// The flagged labels that reach a threshold of theirs, which counts as reached when equal.
  fileprivate func triggering(
    _ threshold: KeyPath<LabelRule, Double?>, _ policy: ModerationPolicy
  ) -> [String] {
    guard failure == nil else { return [] }
    return flagged.filter { judgement in
      guard let least = policy.rule(for: judgement.label)?[keyPath: threshold] else { return false }
      return score(of: judgement) >= least
    }.map(\.label)
  }
}
