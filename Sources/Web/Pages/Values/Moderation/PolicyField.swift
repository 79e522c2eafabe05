import Moderation
import Service
import Storage

/// One rule as the operators' form shows and reads it. An empty one inherits.
struct PolicyField: Sendable {
  /// As problems name it.
  var name: String
  var label: String
  var hint: String
  var kind: Kind
  /// Holds for whole communities and is not asked for categories.
  var isCommunityWide = false

  typealias Own<Value> = WritableKeyPath<PolicyLevel, Value?> & Sendable
  typealias Effective<Value> = KeyPath<ModerationPolicy, Value> & Sendable

  enum Kind: Sendable {
    case flag(any Own<Bool>, any Effective<Bool>)
    case whole(any Own<Int>, any Effective<Int>)
    case share(any Own<Double>, any Effective<Double>)
    case group(any Own<ReviewGroup>, any Effective<ReviewGroup>)
    case trust(any Own<TrustLevelSource>, any Effective<TrustLevelSource>)
  }

  static let all: [PolicyField] = [
    PolicyField(
      name: "enabled", label: "Posts are judged", hint: "No: they are kept and never classified.",
      kind: .flag(\.enabled, \.enabled)),
    PolicyField(
      name: "auto_hide", label: "Posts may be hidden at once",
      hint: "No: what would be hidden is reviewed first.", kind: .flag(\.autoHide, \.autoHide)),
    PolicyField(
      name: "auto_hide_on_consensus", label: "The community’s decision hides a post",
      hint: "No: it waits for staff.", kind: .flag(\.autoHideOnConsensus, \.autoHideOnConsensus)),
    PolicyField(
      name: "staff_approval_required", label: "Staff approve before a post is hidden by decision",
      hint: "Yes: it waits for staff.",
      kind: .flag(\.staffApprovalRequired, \.staffApprovalRequired)),
    PolicyField(
      name: "route_flags", label: "Flags by members open reviews",
      hint: "No: flags stay with the forum’s own queue.", kind: .flag(\.routeFlags, \.routeFlags)),
    PolicyField(
      name: "default_review_group", label: "Who reviews", hint: "Unless a label says otherwise.",
      kind: .group(\.defaultReviewGroup, \.defaultReviewGroup)),
    PolicyField(
      name: "reviewer_min_trust_level", label: "Least trust level of reviewers",
      hint: "0 to 4. It raises what a group asks for and never lowers it.",
      kind: .whole(\.reviewerMinTrustLevel, \.reviewerMinTrustLevel)),
    PolicyField(
      name: "stale_after_hours", label: "Hours until a review has been open for too long",
      hint: "It is shown first then; nothing else happens.",
      kind: .whole(\.staleAfterHours, \.staleAfterHours)),
    PolicyField(
      name: "trust_level_source", label: "Where trust levels come from",
      hint: "A forum without them: every active member counts as level 2.",
      kind: .trust(\.trustLevelSource, \.trustLevelSource), isCommunityWide: true),
    PolicyField(
      name: "server_managed_scan_exempt", label: "This site keeps exemptions",
      hint: "Yes: a post that was brought back is judged again once it is substantially rewritten.",
      kind: .flag(\.serverManagedScanExempt, \.serverManagedScanExempt), isCommunityWide: true),
    PolicyField(
      name: "scan_exempt_rewrite_ratio", label: "Share of a text that makes a rewrite",
      hint: "0 to 1.", kind: .share(\.scanExemptRewriteRatio, \.scanExemptRewriteRatio),
      isCommunityWide: true),
    PolicyField(
      name: "scan_exempt_added_tokens", label: "Added words that make a rewrite", hint: "",
      kind: .whole(\.scanExemptAddedTokens, \.scanExemptAddedTokens), isCommunityWide: true),
  ]

  /// The choices of the field, where it has some.
  var choices: [(value: String, label: String)]? {
    switch kind {
    case .flag: [("yes", "Yes"), ("no", "No")]
    case .group: ReviewGroup.allCases.map { ($0.rawValue, ConsoleWords.group($0)) }
    case .trust: [("adapter", "The forum tells"), ("none", "There are none")]
    case .whole, .share: nil
    }
  }

  /// What a level says, as the form has it; empty: it inherits.
  func text(_ level: PolicyLevel) -> String {
    switch kind {
    case .flag(let own, _): level[keyPath: own].map { $0 ? "yes" : "no" } ?? ""
    case .whole(let own, _): level[keyPath: own].map { String($0) } ?? ""
    case .share(let own, _): level[keyPath: own].map { ConsoleWords.number($0) } ?? ""
    case .group(let own, _): level[keyPath: own]?.rawValue ?? ""
    case .trust(let own, _): level[keyPath: own]?.rawValue ?? ""
    }
  }

  /// What holds in the end, in words.
  func words(_ policy: ModerationPolicy) -> String {
    let text =
      switch kind {
      case .flag(_, let path): policy[keyPath: path] ? "yes" : "no"
      case .whole(_, let path): String(policy[keyPath: path])
      case .share(_, let path): ConsoleWords.number(policy[keyPath: path])
      case .group(_, let path): policy[keyPath: path].rawValue
      case .trust(_, let path): policy[keyPath: path].rawValue
      }
    return choiceLabel(text) ?? text
  }

  func choiceLabel(_ text: String) -> String? {
    choices?.first { $0.value == text }?.label.lowercased()
  }

  /// Takes what was entered; nil: it is taken.
  func take(_ text: String, into level: inout PolicyLevel) -> FieldProblem? {
    let isEmpty = text.isEmpty
    switch kind {
    case .flag(let own, _):
      level[keyPath: own] = isEmpty ? nil : text == "yes"
    case .whole(let own, _):
      level[keyPath: own] = Int(text)
      if !isEmpty, Int(text) == nil { return problem("Enter a whole number, or nothing.") }
    case .share(let own, _):
      level[keyPath: own] = Double(text)
      if !isEmpty, Double(text) == nil { return problem("Enter a number, or nothing.") }
    case .group(let own, _):
      level[keyPath: own] = ReviewGroup(rawValue: text)
      if !isEmpty, level[keyPath: own] == nil { return problem("Choose one of the groups.") }
    case .trust(let own, _):
      level[keyPath: own] = TrustLevelSource(rawValue: text)
      if !isEmpty, level[keyPath: own] == nil { return problem("Choose one of the two.") }
    }
    return nil
  }

  private func problem(_ message: String) -> FieldProblem {
    FieldProblem(field: name, message: message)
  }
}
