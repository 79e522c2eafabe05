import CommunityRules
import ContentClassification
import Moderation
import NoteModel
import Storage

/// What the decisions of a community add up to. Pure, and of decided reviews alone.
public struct ModerationTrends: Hashable, Sendable {
  /// One day of UTC.
  public struct Day: Hashable, Sendable {
    public let start: Int64
    /// The post was hidden, or stayed so.
    public var hidden = 0
    /// The post stayed visible, or is so again.
    public var visible = 0
  }

  /// Posts that a label hid at once, and what became of that.
  public struct LabelShare: Hashable, Sendable {
    public let label: String
    public var decided = 0
    public var overturned = 0
  }

  /// How many decisions took so long.
  public struct Wait: Hashable, Sendable {
    /// Nil: however long.
    public let belowHours: Int?
    public var count = 0
  }

  /// The last thirty, the last one being today.
  public let days: [Day]
  /// The most often decided first.
  public let labels: [LabelShare]
  public let waits: [Wait]
  /// What the classifier said of posts before their decisions, which it had not learned from then.
  public let reliability: ReliabilityReport

  public static let dayCount = 30
  /// Decisions of so long count for the classifier.
  public static let reliabilityWindow: Int64 = 365 * 86_400_000
  /// With fewer, a share of them says little.
  public static let leastForReliability = 30

  /// - Parameter decided: decided reviews, back to `reliabilityWindow`.
  public init(_ decided: [StoredReview], at now: Int64) {
    let today = now / Millis.day
    var days = (0..<Int64(Self.dayCount)).map { index in
      Day(start: (today - Int64(Self.dayCount) + 1 + index) * Millis.day)
    }
    var labels: [String: LabelShare] = [:]
    var waits = ([1, 4, 12, 24, 72] + [nil]).map { Wait(belowHours: $0) }
    var samples: [ReliabilityReport.Sample] = []
    for review in decided {
      guard let outcome = review.item.note.outcome, let at = review.item.note.decidedAt else {
        continue
      }
      let isHidden = outcome == .helpful
      for label in review.evidence.triggering where label != PolicyDecision.flagLabel {
        guard let score = review.evidence.scores[label] else { continue }
        samples.append(ReliabilityReport.Sample(score: score, isTrue: isHidden))
      }
      guard let first = days.first?.start, at >= first, at / Millis.day <= today else { continue }
      let day = Int(at / Millis.day - first / Millis.day)
      if isHidden { days[day].hidden += 1 } else { days[day].visible += 1 }
      let hours = (at - review.item.action.createdAt) / Millis.hour
      if let bin = waits.firstIndex(where: { $0.belowHours.map { hours < Int64($0) } ?? true }) {
        waits[bin].count += 1
      }
      guard review.item.action.tier == .immediate else { continue }
      for label in Set(review.evidence.triggering) {
        labels[label, default: LabelShare(label: label)].decided += 1
        if !isHidden { labels[label]?.overturned += 1 }
      }
    }
    self.days = days
    self.labels = labels.values.sorted { ($1.decided, $0.label) < ($0.decided, $1.label) }
    self.waits = waits
    reliability = ReliabilityReport(samples)
  }
}

extension Site {
  /// What a community's decisions add up to, for operators.
  public func trends(_ asker: Asker, community: String) async throws -> ModerationTrends {
    try asker.require(.takeMeasures)
    let now = self.now
    return try await store.read { store in
      guard try store.moderatedCommunity(community) != nil else { throw Self.noCommunity }
      return ModerationTrends(
        try store.decidedReviews(
          of: community, after: (now - ModerationTrends.reliabilityWindow, ""), limit: 100_000),
        at: now)
    }
  }
}
