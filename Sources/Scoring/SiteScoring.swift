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
  ///   - models: what the models say.
  ///   - flips: what the flip predictor says; it counts as expecting a flip where it says nothing.
  init(
    _ store: RatingStore, _ data: ScoringData, models: ModelResults, flips: FlipPredictions,
    now: Int64
  ) {
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
      verdicts.append(
        Self.verdict(
          note, data, models, isExpectedToFlip: flips[note]?.isFlip ?? true, explanation, now: now))
    }
  }

  private static func verdict(
    _ note: Int, _ data: ScoringData, _ models: ModelResults, isExpectedToFlip: Bool,
    _ explanation: Explanation, now: Int64
  ) -> SiteVerdict {
    let row = data.notes.historyRow[note] < 0 ? nil : Int(data.notes.historyRow[note])
    var evidence = SiteEvidence(models, note: note)
    evidence.previousStatus = row.flatMap { data.history.currentStatus[$0] }
    evidence.lockedStatus = row.flatMap { data.history.lockedStatus[$0] }
    evidence.explanation = explanation
    return SiteVerdict(
      evidence,
      stabilization: Stabilization(
        now: now, previousStatus: evidence.previousStatus,
        heldBackAt: row.map { data.history.nmrDueToMinStableCrhTimeAt[$0] } ?? .missing,
        wasHelpfulFirst: row.map { data.history.firstNonNMRStatus[$0] == .helpful } ?? false,
        isExpectedToFlip: isExpectedToFlip,
        isTopicUncertain: models.topics.model[note] != 0 && !models.topics.isConfident[note]))
  }
}

extension SiteEvidence {
  /// What the models say of a note.
  init(_ models: ModelResults, note: Int) {
    func status(_ prefix: String) -> NoteStatus? { models.own[prefix].flatMap { $0.status(note) } }
    coreStatus = status("core")
    coreWithTopicsStatus = status("coreWithTopics")
    expansionStatus = status("expansion")
    expansionPlusStatus = status("expansionPlus")
    gaussianStatus = status("gaussian")
    gaussianCoreWithTopicsStatus = status("gaussianCoreWithTopics")
    if let core = models.core, core.isScored[note] {
      coreIntercept = core.parameters[note].intercept
      corePopulationSampledIntercept = core.interceptPopulationSampled[note]
      populationSampledNegative = core.details.signs[note].populationSampledNegative
      populationSampledPositive = core.details.signs[note].populationSampledPositive
    }
    if let expansion = models.own["expansion"], expansion.isScored[note] {
      expansionIntercept = expansion.parameters[note].intercept
    }
    group = models.groups.model[note]
    groupStatus = models.groups.status(note)
    multiGroup = models.multiGroups.model[note]
    multiGroupStatus = models.multiGroups.status(note)
    topic = models.topics.model[note]
    topicParameters = models.topics.parameters[note]
    isTopicConfident = models.topics.isConfident[note]
  }
}
