import Foundation
import Moderation
import Service
import Storage

/// The filters of the operators' list, as addresses have them.
struct QueueFilter: Sendable {
  /// `open`, `decided`, `waiting`, a state, or empty: all.
  var state = ""
  var tier = ""
  var group = ""
  var category = ""
  var label = ""
  var age = ""
  var isEscalated = false
  var isStale = false
  var page = 1

  static let pageSize = 20
  /// Hours that a review is open or was opened ago.
  static let ages = [("24", "a day"), ("72", "three days"), ("168", "a week"), ("720", "30 days")]

  init(_ query: [String: String]) {
    // Without any filter the open ones are what matters.
    state = query["state"] ?? (query["stale"] == nil && query["escalated"] == nil ? "open" : "")
    tier = query["tier"] ?? ""
    group = query["group"] ?? ""
    category = query["category"] ?? ""
    label = query["label"] ?? ""
    age = query["age"] ?? ""
    isEscalated = query["escalated"] == "yes"
    isStale = query["stale"] == "yes"
    page = min(max(query["page"].flatMap { Int($0) } ?? 1, 1), 10_000)
  }

  /// What is asked of the site. Words that name nothing filter nothing.
  func filter(community: String?) -> ReviewConsoleFilter {
    var filter = ReviewConsoleFilter()
    filter.community = community
    switch state {
    case "open": filter.states = ActionState.allCases.filter(\.isOpen)
    case "decided": filter.states = ActionState.allCases.filter { !$0.isOpen && $0 != .proposed }
    case "waiting": filter.awaitsStaff = true
    default: filter.states = ActionState(rawValue: state).map { [$0] }
    }
    filter.tier = ModerationTier(rawValue: tier)
    filter.group = ReviewGroup(rawValue: group)
    filter.channel = category.isEmpty ? nil : category
    filter.label = label.isEmpty ? nil : label
    filter.olderThanHours = Int(age).flatMap { (1...100_000).contains($0) ? $0 : nil }
    filter.isEscalated = isEscalated
    filter.isStale = isStale
    filter.limit = Self.pageSize
    filter.offset = (page - 1) * Self.pageSize
    return filter
  }

  /// Whether a filter is set beside the short cuts over the list.
  var isDetailed: Bool { !(tier + group + category + label + age).isEmpty }

  /// The address of a page of the same list.
  func path(page: Int, community: String?, ending: String = "") -> String {
    let fields = [
      ("community", community ?? ""), ("state", state), ("tier", tier), ("group", group),
      ("category", category), ("label", label), ("age", age),
      ("escalated", isEscalated ? "yes" : ""), ("stale", isStale ? "yes" : ""),
      ("page", page == 1 ? "" : String(page)),
    ]
    // An empty state says "all", which is not what a missing one says.
    let set = fields.filter { !$1.isEmpty || $0 == "state" }
    return "/operator/moderation/reviews\(ending)?"
      + set.map { "\($0)=\(SafePath.encoded($1))" }.joined(separator: "&")
  }
}
