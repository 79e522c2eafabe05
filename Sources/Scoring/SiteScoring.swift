import Factorization
import NoteModel
import Snapshot

/// What the site decides from the models' results; indexed by position in `Snapshot.noteIDs`.
struct SiteScoring: Sendable {
  var verdicts: [SiteVerdict]
  /// 22 per note by `RatingTag.rawValue`.
  var tagCounts: [Int32]
  var ratingCounts: [Int32]
  var populationSampledCounts: [Int32]
  /// Ratings of the last 28 days.
  var recentRatingCounts: [Int32]

  /// - Parameters:
  ///   - store: ratings after the weaker removal of coordinated ones.
  ///   - core: nil where the core model had nothing to score.
  init(_ store: RatingStore, _ data: ScoringData, core: ModelResult?, now: Int64) {
    let zeros = [Int32](repeating: 0, count: store.noteCount)
    ratingCounts = zeros
    populationSampledCounts = zeros
    recentRatingCounts = zeros
    let tagKinds = RatingTag.allCases.count
    tagCounts = Array(repeating: 0, count: store.noteCount * tagKinds)
    verdicts = []
    for note in 0..<store.noteCount {
      for rating in store.range(ofNote: note) {
        ratingCounts[note] += 1
        if store.isPopulationSampled(rating) { populationSampledCounts[note] += 1 }
        if store.createdAtMillis[rating] > now - 28 * Millis.day { recentRatingCounts[note] += 1 }
        var tags = store.tags(rating).rawValue
        while tags != 0 {
          tagCounts[note * tagKinds + tags.trailingZeroBitCount] += 1
          tags &= tags - 1
        }
      }
    }
    verdicts.reserveCapacity(store.noteCount)
    for note in 0..<store.noteCount {
      let explanation = Explanation(
        counts: tagCounts[note * tagKinds..<(note + 1) * tagKinds])
      verdicts.append(Self.verdict(note, data, core: core, explanation, now: now))
    }
  }

  private static func verdict(
    _ note: Int, _ data: ScoringData, core: ModelResult?, _ explanation: Explanation, now: Int64
  ) -> SiteVerdict {
    let row = data.notes.historyRow[note] < 0 ? nil : Int(data.notes.historyRow[note])
    var evidence = SiteEvidence()
    evidence.previousStatus = row.flatMap { data.history.currentStatus[$0] }
    evidence.lockedStatus = row.flatMap { data.history.lockedStatus[$0] }
    evidence.explanation = explanation
    if let core, core.isScored[note] {
      evidence.coreStatus = core.verdict[note].status
      evidence.coreIntercept = core.parameters[note].intercept
      evidence.corePopulationSampledIntercept = core.interceptPopulationSampled[note]
      evidence.populationSampledNegative = core.details.signs[note].populationSampledNegative
      evidence.populationSampledPositive = core.details.signs[note].populationSampledPositive
    }
    return SiteVerdict(
      evidence,
      stabilization: Stabilization(
        now: now, previousStatus: evidence.previousStatus,
        heldBackAt: row.map { data.history.nmrDueToMinStableCrhTimeAt[$0] } ?? .missing,
        wasHelpfulFirst: row.map { data.history.firstNonNMRStatus[$0] == .helpful } ?? false,
        isExpectedToFlip: true, isTopicUncertain: false))
  }
}
