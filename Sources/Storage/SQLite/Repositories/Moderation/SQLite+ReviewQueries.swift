import GRDB
import Moderation

/// Lists of reviews. Conditions that nobody set are left out of the text, so that what is left is
/// found by an index among any number of reviews.
extension SQLiteTransaction {
  func reviews(_ query: ReviewQuery) throws -> (items: [StoredReview], total: Int) {
    var filter = Filter()
    if let communities = query.communities, communities.count == 1 {
      // By equality, so that the index of its lists has the order.
      filter.add("review.community = ?", communities[0])
    } else if let communities = query.communities {
      filter.add("review.community IN (SELECT value FROM json_each(?))", try Self.list(communities))
    }
    try filter.add(query.states, query.tier, query.submission, query.message)
    if let from = query.createdFrom { filter.add("review.createdAt >= ?", from) }
    if let before = query.createdBefore { filter.add("review.createdAt < ?", before) }
    if let group = query.group { filter.add("review.reviewGroup = ?", group.rawValue) }
    if let channel = query.channel { filter.add("review.channel = ?", channel) }
    if let isEscalated = query.isEscalated { filter.add("review.isEscalated = ?", isEscalated) }
    if let label = query.label {
      filter.add(
        """
        EXISTS (SELECT 1 FROM json_each(review.body, '$.evidence.triggering') WHERE value = ?)
        """, label)
    }
    if let awaits = query.awaitsStaff {
      filter.add("json_extract(review.body, '$.item.action.awaitingStaff') = ?", awaits)
    }
    if let ids = query.ids {
      filter.add(
        "review.id IN (SELECT value FROM json_each(?))", try Self.list(ids.map(\.rawValue)))
    }
    if !query.includesDeleted { filter.addNotDeleted() }
    return try page(
      filter, leading: query.leading, limit: query.limit, offset: query.offset, mostCounted: nil)
  }

  func queue(_ query: MemberQueueQuery) throws -> (items: [StoredReview], total: Int) {
    var filter = Filter()
    filter.add("review.community = ?", query.community)
    try filter.add(query.states, query.tier, query.submission, query.message)
    filter.addNotDeleted()
    try filter.add(query.groups)

    var waiting = "review.takesVotes = 1 AND review.postAuthor <> ?"
    var arguments: [any DatabaseValueConvertible] = [query.member.rawValue]
    if query.excludesVoted {
      waiting += """
         AND (review.id, review.note) NOT IN (SELECT review, note FROM reviewVote WHERE voter = ?)
        """
      arguments.append(query.member.rawValue)
    }
    if !query.mayVote {
      waiting = "0"
      arguments = []
    }
    if query.states.map({ $0.allSatisfy(\.isOpen) }) ?? false {
      filter.add(waiting, arguments)
    } else {
      filter.add("(\(waiting) OR review.decidedAt IS NOT NULL)", arguments)
    }
    return try page(
      filter, limit: query.limit, offset: query.offset, mostCounted: MemberQueueQuery.mostCounted)
  }

  /// - Parameter leading: these come before all others, the oldest first.
  private func page(
    _ filter: Filter, leading: [ReviewItemID] = [], limit: Int, offset: Int, mostCounted: Int?
  ) throws -> (items: [StoredReview], total: Int) {
    // Without any, the order is one that an index has.
    let leads = "review.id IN (SELECT value FROM json_each(?))"
    let order =
      leading.isEmpty ? "" : "\(leads) DESC, CASE WHEN \(leads) THEN review.createdAt END,"
    let list = try Self.list(leading.map(\.rawValue))
    let leadingArguments: StatementArguments = leading.isEmpty ? [] : [list, list]
    let items = try all(
      """
      SELECT \(Self.reviewColumns) FROM review WHERE \(filter.condition)
      ORDER BY \(order) review.createdAt DESC, review.id DESC LIMIT ? OFFSET ?
      """, filter.arguments + leadingArguments + [limit, offset], Self.storedReview)
    // A first page that is not full says how many there are.
    if offset == 0, items.count < limit { return (items, items.count) }
    let total =
      if let mostCounted {
        try count(
          """
          SELECT COUNT(*) FROM (
            SELECT 1 FROM review WHERE \(filter.condition)
            ORDER BY review.createdAt DESC, review.id DESC LIMIT ?)
          """, filter.arguments + [mostCounted])
      } else {
        try count("SELECT COUNT(*) FROM review WHERE \(filter.condition)", filter.arguments)
      }
    return (items, total)
  }
}

/// Conditions that must all hold, with their arguments.
private struct Filter {
  private var conditions: [String] = []
  private(set) var arguments = StatementArguments()

  var condition: String { conditions.isEmpty ? "1" : conditions.joined(separator: " AND ") }

  mutating func add(_ condition: String, _ arguments: [any DatabaseValueConvertible] = []) {
    conditions.append(condition)
    self.arguments += StatementArguments(arguments)
  }

  mutating func add(_ condition: String, _ argument: any DatabaseValueConvertible) {
    add(condition, [argument])
  }

  mutating func addNotDeleted() {
    add("review.submission NOT IN (SELECT id FROM submission WHERE deletedAt IS NOT NULL)")
  }

  mutating func add(
    _ states: [ActionState]?, _ tier: ModerationTier?, _ submission: String?, _ message: String?
  ) throws {
    if let states {
      add(
        "review.state IN (SELECT value FROM json_each(?))",
        try SQLiteTransaction.list(states.map(\.rawValue)))
    }
    if let tier { add("review.tier = ?", tier.rawValue) }
    if let submission { add("review.submission = ?", submission) }
    if let message {
      add(
        "review.post IN (SELECT id FROM moderatedPost WHERE message = ?)", message)
    }
  }

  /// What a member may see, by category.
  mutating func add(_ groups: [String?: Set<ReviewGroup>]) throws {
    func names(_ groups: Set<ReviewGroup>?) throws -> String {
      try SQLiteTransaction.list((groups ?? []).map(\.rawValue).sorted())
    }
    let named = groups.compactMap { channel, groups in channel.map { ($0, groups) } }
      .sorted { $0.0 < $1.0 }
    guard !named.isEmpty else {
      return add(
        "review.reviewGroup IN (SELECT value FROM json_each(?))", try names(groups[nil]))
    }
    add(
      """
      CASE WHEN review.channel IN (SELECT value FROM json_each(?))
        THEN EXISTS (SELECT 1 FROM json_each(?) WHERE value = review.channel || ' ' || review.reviewGroup)
        ELSE review.reviewGroup IN (SELECT value FROM json_each(?)) END
      """,
      [
        try SQLiteTransaction.list(named.map(\.0)),
        try SQLiteTransaction.list(
          named.flatMap { channel, groups in groups.map { "\(channel) \($0.rawValue)" } }.sorted()),
        try names(groups[nil]),
      ])
  }
}
