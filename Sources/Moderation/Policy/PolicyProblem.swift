/// What is wrong with one field of a policy, by its dotted name in the interface.
public struct PolicyProblem: Hashable, Sendable {
  public let field: String
  public let what: What

  public enum What: Hashable, Sendable {
    case outOfRange(ClosedRange<Double>)
    /// A post would be hidden at a score at which it is not even reviewed.
    case tier2AboveTier1
    case emptyName
    case nameTooLong(limit: Int)
    case tooMany(limit: Int)
    /// The host cannot carry the action out.
    case unsupportedAction(ActionKind)
    /// Set for a category, although it holds for whole communities.
    case communityWide
  }
}

extension PolicyLevel {
  /// More labels than any community has, and longer names than any label has.
  public static let mostLabels = 200
  public static let longestLabel = 100
  public static let trustLevels = 0...4

  /// What is wrong, ordered by field; empty: the level can be taken.
  ///
  /// - Parameter actions: what the host can carry out.
  public func problems(
    isCategory: Bool, actions: Set<ActionKind> = Set(ActionKind.allCases)
  ) -> [PolicyProblem] {
    let problems =
      labelProblems(actions) + routingProblems + numberProblems
      + (isCategory ? communityWideProblems : [])
    return problems.sorted { $0.field < $1.field }
  }

  private func labelProblems(_ actions: Set<ActionKind>) -> [PolicyProblem] {
    let labels = labels ?? [:]
    var problems = named(Array(labels.keys), in: "labels")
    for (label, rule) in labels {
      let field = "labels.\(label)"
      for (name, value) in [("tier1", rule.tier1), ("tier2", rule.tier2)] {
        if let value, !(0...1).contains(value) {
          problems.append(PolicyProblem(field: "\(field).\(name)", what: .outOfRange(0...1)))
        }
      }
      if let tier1 = rule.tier1, let tier2 = rule.tier2, tier2 > tier1 {
        problems.append(PolicyProblem(field: "\(field).tier2", what: .tier2AboveTier1))
      }
      if !actions.contains(rule.action) {
        problems.append(
          PolicyProblem(field: "\(field).action", what: .unsupportedAction(rule.action)))
      }
    }
    return problems
  }

  private var routingProblems: [PolicyProblem] {
    (labelRouting ?? [:]).flatMap { named($1, in: "label_routing.\($0.rawValue)") }
  }

  private func named(_ labels: [String], in field: String) -> [PolicyProblem] {
    var problems: [PolicyProblem] = []
    if labels.count > Self.mostLabels {
      problems.append(PolicyProblem(field: field, what: .tooMany(limit: Self.mostLabels)))
    }
    if labels.contains("") { problems.append(PolicyProblem(field: field, what: .emptyName)) }
    if labels.contains(where: { $0.count > Self.longestLabel }) {
      problems.append(PolicyProblem(field: field, what: .nameTooLong(limit: Self.longestLabel)))
    }
    return problems
  }

  private var numberProblems: [PolicyProblem] {
    let limits: [(String, Double?, ClosedRange<Double>)] = [
      ("reviewer_min_trust_level", reviewerMinTrustLevel.map(Double.init), 0...4),
      ("stale_after_hours", staleAfterHours.map(Double.init), 1...8_760),
      ("scan_exempt_rewrite_ratio", scanExemptRewriteRatio, 0...1),
      ("scan_exempt_added_tokens", scanExemptAddedTokens.map(Double.init), 1...100_000),
    ]
    return limits.compactMap { field, value, range in
      guard let value, !range.contains(value) else { return nil }
      return PolicyProblem(field: field, what: .outOfRange(range))
    }
  }

  private var communityWideProblems: [PolicyProblem] {
    [
      ("trust_level_source", trustLevelSource != nil),
      ("server_managed_scan_exempt", serverManagedScanExempt != nil),
      ("scan_exempt_rewrite_ratio", scanExemptRewriteRatio != nil),
      ("scan_exempt_added_tokens", scanExemptAddedTokens != nil),
    ].compactMap { $1 ? PolicyProblem(field: $0, what: .communityWide) : nil }
  }
}
