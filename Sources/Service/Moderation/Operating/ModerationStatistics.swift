import CommunityRules
import Moderation
import NoteModel
import Storage

/// The figures of a community's dashboard (moderation 12.1), of the last thirty days.
public struct ModerationStatistics: Sendable {
  public var activity: [String: JSONTree] = [:]
  public var classification: [String: JSONTree] = [:]
  public var consensus: [String: JSONTree] = [:]
  public var topReviewers: [JSONTree] = []

  public static let window: Int64 = 30 * 86_400_000
}

extension Site {
  public func statistics(
    _ caller: AdapterCaller, community: String
  ) async throws -> ModerationStatistics {
    try caller.require("community-servers:read")
    let acting = try await acting(caller)
    if let acting, !acting.isStaff {
      throw SiteError.forbidden(reason: "Staff of the community see this.")
    }
    let now = self.now
    return try await store.read { store in
      try store.statistics(of: try store.owned(community, by: caller).id, at: now)
    }
  }

  /// The same for operators.
  public func statistics(_ asker: Asker, community: String) async throws -> ModerationStatistics {
    try asker.require(.takeMeasures)
    let now = self.now
    return try await store.read { store in
      guard try store.moderatedCommunity(community) != nil else { throw Self.noCommunity }
      return try store.statistics(of: community, at: now)
    }
  }
}

extension StoreTransaction {
  fileprivate func statistics(of community: String, at now: Int64) throws -> ModerationStatistics {
    let since = now - ModerationStatistics.window
    var query = ReviewQuery()
    query.communities = [community]
    query.createdFrom = since
    query.includesDeleted = true
    query.limit = 100_000
    let opened = try reviews(query).items
    let decided = try decidedReviews(of: community, after: (since - 1, ""), limit: 100_000)
    let open = try openReviews(of: community)
    let votes = try votes(community: community, since: since)

    var statistics = ModerationStatistics()
    func number(_ count: Int) -> JSONTree { .int(Int64(count)) }
    statistics.activity = [
      "posts_scanned": number(try classifiedPostCount(community: community, since: since)),
      "auto_hidden": number(opened.count { $0.item.action.tier == .immediate }),
      "sent_to_review": number(
        opened.count { $0.item.action.tier == .consensus && $0.item.action.supersededBy == nil }),
      "flags_routed": number(try flagCount(community: community, since: since)),
      "votes_cast": number(votes.count),
      "active_reviewers": number(Set(votes.map(\.vote.voter)).count),
      "open_items": number(open.count),
      "staff_overrides": number(decided.count { $0.item.action.decidedBy == .staff }),
    ]
    var labels: [String: Int] = [:]
    for review in opened where review.item.action.supersededBy == nil {
      for label in Set(review.evidence.triggering) { labels[label, default: 0] += 1 }
    }
    statistics.classification = labels.mapValues(number)
    statistics.consensus = try Self.consensus(
      decided,
      stale: open.count {
        ReviewQueue.isStale(
          $0.item, try policy(of: community, channel: $0.channel), at: now)
      })
    statistics.topReviewers = try topReviewers(votes, decided)
    return statistics
  }

  private static func consensus(
    _ decided: [StoredReview], stale: Int
  ) throws -> [String: JSONTree] {
    func count(_ isCounted: (StoredReview) -> Bool) -> JSONTree {
      .int(Int64(decided.count { isCounted($0) }))
    }
    let immediate = decided.filter { $0.item.action.tier == .immediate }
    let overturned = immediate.count { $0.item.note.outcome == .notHelpful }
    let hours = decided.filter { $0.item.action.decidedBy == .consensus }.compactMap { review in
      review.item.note.decidedAt.map {
        Double($0 - review.item.action.createdAt) / Double(Millis.hour)
      }
    }.sorted()
    let middle = hours.count / 2
    let median =
      hours.isEmpty
      ? nil : hours.count % 2 == 1 ? hours[middle] : (hours[middle - 1] + hours[middle]) / 2
    return [
      "decided": .int(Int64(decided.count)),
      "helpful": count { $0.item.note.outcome == .helpful },
      "not_helpful": count { $0.item.note.outcome == .notHelpful },
      "confirmed": .int(Int64(immediate.count - overturned)), "overturned": .int(Int64(overturned)),
      "overturn_rate": JSONTree(
        immediate.isEmpty ? nil : Double(overturned) / Double(immediate.count)),
      "median_hours_to_consensus": JSONTree(median.map { ($0 * 10).rounded() / 10 }),
      "open_over_72h": .int(Int64(stale)),
    ]
  }

  private func topReviewers(
    _ votes: [StoredVote], _ decided: [StoredReview]
  ) throws -> [JSONTree] {
    let outcomes = Dictionary(
      decided.compactMap { review in review.item.note.outcome.map { (review.note, $0) } },
      uniquingKeysWith: { $1 })
    var counts: [MemberID: (all: Int, decided: Int, right: Double)] = [:]
    for vote in votes {
      var count = counts[vote.vote.voter] ?? (0, 0, 0)
      count.all += 1
      if let outcome = outcomes[vote.note] {
        count.decided += 1
        let favour = vote.vote.value.favour
        count.right += outcome == .helpful ? favour : 1 - favour
      }
      counts[vote.vote.voter] = count
    }
    let top = counts.sorted { ($1.value.all, $0.key) < ($0.value.all, $1.key) }.prefix(10)
    let members = try externalMembers(top.map(\.key))
    return top.map { voter, count in
      .object([
        "username": .text(members[voter]?.name ?? ""), "review_count": .int(Int64(count.all)),
        "accuracy": JSONTree(
          count.decided < 5 ? nil : (count.right / Double(count.decided) * 100).rounded() / 100),
      ])
    }
  }
}
