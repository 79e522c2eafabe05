import Foundation
import NoteModel

/// Which notes need ratings most, for the list, the alerts and the previews alike (TIM-10 to
/// TIM-21). The source publishes what counts, not how much; the weights are this project's.
public struct NeedsHelp: Hashable, Codable, Sendable {
  /// Posts in the list.
  public var most = 15
  /// Age of a post from which on its notes are no longer offered.
  public var recencyHours = 24
  /// The hours ahead for which a post's reach is projected.
  public var reachHours = 6.0
  /// Hours in which a post's attention is taken to halve.
  public var attentionHalfLifeHours = 6.0
  /// Intercept below which a note is not offered.
  public var lowestIntercept = 0.0
  /// Intercept at which a note becomes helpful.
  public var helpfulIntercept = 0.40
  /// Ratings from which on more change little.
  public var manyRatings = 40
  /// Ratings below which a side is missing.
  public var fewFromOneSide = 5
  /// Share of the other side's ratings below which a side is missing.
  public var lowSideShare = 0.2
  /// Writing Impact over all notes from which on a writer has a good record.
  public var goodHitRate = 0.04
  public var noisyTerms = NoisyTerms()
  public var weights = Weights()

  /// What each criterion adds to the 1 that every note has.
  public struct Weights: Hashable, Codable, Sendable {
    public var goodWriter = 0.5
    public var topWriter = 0.5
    /// In full at the threshold, in part below it.
    public var closeToHelpful = 1.0
    /// In full without ratings, in part with some.
    public var fewRatings = 1.0
    /// Waiting for the status while one side is missing.
    public var waitingForOneSide = 2.0
    public var underReview = 1.0
    /// The viewer belongs to the side that is missing (TIM-19); 0: not looked at.
    public var viewersSideMissing = 0.5

    public init() {}
  }

  public init() {}

  /// The notes to offer, most pressing first, one a post (TIM-10).
  public func chosen(
    from candidates: some Sequence<NeedsHelpCandidate>, for viewer: NeedsHelpViewer,
    at now: Int64
  ) -> [NeedsHelpCandidate] {
    let ranked =
      candidates.filter { viewer.mayBeAsked(about: $0) && qualifies($0, at: now) }
      .map { (note: $0, score: score($0, side: viewer.side)) }
      .sorted { left, right in
        // Newer first among equals, and numbers are unique: the order is complete.
        (left.score, left.note.noteCreatedAt, left.note.noteID)
          > (right.score, right.note.noteCreatedAt, right.note.noteID)
      }
    var posts: Set<PostID> = []
    return Array(
      ranked.map(\.note).filter { posts.insert($0.postID).inserted }.prefix(max(0, most)))
  }

  /// Whether a note is one that ratings could help, whoever gives them: by the criteria, or because
  /// it is under review; never one that is gone or final (TIM-20, TIM-21).
  public func qualifies(_ note: NeedsHelpCandidate, at now: Int64) -> Bool {
    guard !note.isGone, !note.isLocked else { return false }
    if note.isUnderReview { return true }
    return note.status == .needsMoreRatings
      && now - note.postedAt < Int64(recencyHours) * Millis.hour
      && note.intercept.map { $0 >= lowestIntercept } ?? true
  }

  /// How much ratings are needed; larger is more.
  ///
  /// - Parameter side: of a viewer who might add what is missing; nil where nobody's viewpoint may
  ///   decide, as for alerts (TIM-28).
  public func score(_ note: NeedsHelpCandidate, side: ViewpointSide? = nil) -> Double {
    var merit = 1 + weights.fewRatings * portion(1 - Double(note.ratingCount) / Double(manyRatings))
    if hasGoodRecord(note.writer) { merit += weights.goodWriter }
    if note.writer.isTopWriter { merit += weights.topWriter }
    if let intercept = note.intercept {
      merit +=
        weights.closeToHelpful
        * portion((intercept - lowestIntercept) / (helpfulIntercept - lowestIntercept))
    }
    let missing = missingSides(note.sides)
    if note.isWaiting, !missing.isEmpty { merit += weights.waitingForOneSide }
    if note.isUnderReview { merit += weights.underReview }
    if let side, missing.contains(side) { merit += weights.viewersSideMissing }
    // By the logarithm, for a post that everybody sees must not drown all others.
    let reach = log2(2 + projectedAttention(perHour: note.attentionPerHour))
    return merit * reach * (note.isNoisy ? noisyTerms.weight : 1)
  }

  /// Likes, shares and comments to come in the next hours, with attention that halves steadily
  /// (TIM-14).
  public func projectedAttention(perHour: Double) -> Double {
    guard perHour > 0, attentionHalfLifeHours > 0 else { return 0 }
    let stillToCome = 1 - exp2(-reachHours / attentionHalfLifeHours)
    return perHour * attentionHalfLifeHours / log(2) * stillToCome
  }

  /// The sides from which a note has too few ratings, absolutely or beside the other (TIM-16).
  public func missingSides(_ counts: SideCounts) -> Set<ViewpointSide> {
    Set(
      ViewpointSide.allCases.filter { side in
        counts[side] < fewFromOneSide
          || Double(counts[side]) < lowSideShare * Double(counts[side.opposite])
      })
  }

  /// A positive Writing Impact at a high rate, or notes that are liked well (TIM-16, REP-65).
  private func hasGoodRecord(_ writer: Impact) -> Bool {
    writer.isEmergingWriter || writer.writingImpact > 0 && writer.hitRate >= goodHitRate
  }

  /// Between 0 and 1; what is not a number is 0.
  private func portion(_ value: Double) -> Double { value > 0 ? min(value, 1) : 0 }
}
