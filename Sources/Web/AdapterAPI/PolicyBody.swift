import Moderation
import Service

/// One level of a policy, as programs write it (moderation 11.2). Missing fields inherit.
enum PolicyBody {
  static func level(_ tree: JSONTree?) throws -> PolicyLevel {
    let body = try AdapterBody(tree)
    var level = PolicyLevel()
    level.enabled = body.flag("enabled")
    level.labels = try labels(body)
    level.defaultReviewGroup = group(
      body.text("default_review_group"), "default_review_group", body)
    level.labelRouting = try routing(body)
    level.autoHide = body.flag("auto_hide")
    level.autoHideOnConsensus = body.flag("auto_hide_on_consensus")
    level.staffApprovalRequired = body.flag("staff_approval_required")
    level.routeFlags = body.flag("route_flags")
    level.reviewerMinTrustLevel = whole(body, "reviewer_min_trust_level")
    level.staleAfterHours = whole(body, "stale_after_hours")
    if let source = body.text("trust_level_source") {
      level.trustLevelSource = TrustLevelSource(rawValue: source)
      if level.trustLevelSource == nil {
        body.refuse("trust_level_source", "Input should be 'adapter' or 'none'")
      }
    }
    level.serverManagedScanExempt = body.flag("server_managed_scan_exempt")
    level.scanExemptRewriteRatio = body.number("scan_exempt_rewrite_ratio", -1e9...1e9)
    level.scanExemptAddedTokens = whole(body, "scan_exempt_added_tokens")
    try body.finish()
    return level
  }

  private static func whole(_ body: AdapterBody, _ name: String) -> Int? {
    guard let value = body.tree(name) else { return nil }
    guard let number = value.int, let whole = Int(exactly: number) else {
      body.refuse(name, "Input should be a valid integer")
      return nil
    }
    return whole
  }

  private static func group(
    _ text: String?, _ name: String, _ body: AdapterBody
  ) -> ReviewGroup? {
    guard let text else { return nil }
    let group = ReviewGroup(rawValue: text)
    if group == nil { body.refuse(name, "Input should be 'community', 'trusted' or 'staff'") }
    return group
  }

  private static func labels(_ body: AdapterBody) throws -> [String: LabelRule]? {
    guard let members = body.object("labels")?.object else { return nil }
    return try members.reduce(into: [:]) { rules, entry in
      let rule = try AdapterBody(entry.value, at: "labels.\(entry.key)")
      let tier2 = rule.number("tier2", -1e9...1e9)
      let tier1 = rule.number("tier1", -1e9...1e9)
      let action = rule.text("action") ?? "hide"
      if ActionKind(rawValue: action) == nil {
        rule.refuse("action", "Input should be a known action")
      }
      try rule.finish()
      rules[entry.key] = LabelRule(
        tier2: tier2, tier1: tier1, action: ActionKind(rawValue: action) ?? .hide)
    }
  }

  private static func routing(_ body: AdapterBody) throws -> [ReviewGroup: [String]]? {
    guard let tree = body.object("label_routing"), let members = tree.object else { return nil }
    let inner = try AdapterBody(tree, at: "label_routing")
    var routing: [ReviewGroup: [String]] = [:]
    for name in members.keys.sorted() {
      guard let group = ReviewGroup(rawValue: name) else { continue }
      routing[group] = inner.texts(name) ?? []
    }
    try inner.finish()
    return routing
  }
}
