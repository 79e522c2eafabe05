import Snapshot

/// Scores a snapshot: prescoring and final scoring in one go.
///
/// The result depends on the snapshot and the options alone, not on `workers`.
///
/// The table of ratings, the largest part of a snapshot, is given up once it has been laid out by
/// notes: a caller that gives its snapshot away (`consume`) saves that memory.
///
/// - Parameter onStage: called as each stage begins.
/// - Throws: `ScoringError`.
public func score(
  _ snapshot: consuming Snapshot, _ options: ScoringOptions,
  onStage: @escaping @Sendable (ScoringStage) -> Void = { _ in }
) throws(ScoringError) -> ScoredSnapshot {
  let prepared = try PreparedSnapshot(snapshot, options, onStage: onStage)
  let topics = prepared.learnedTopics()
  return try prepared.finalScores(prepared.learnedState(topics), topics)
}

/// Learns from a snapshot what final scoring needs.
///
/// The result depends on the snapshot and the options alone, not on `workers`.
///
/// - Parameter onStage: called as each stage begins.
/// - Throws: `ScoringError`.
public func prescore(
  _ snapshot: consuming Snapshot, _ options: ScoringOptions,
  onStage: @escaping @Sendable (ScoringStage) -> Void = { _ in }
) throws(ScoringError) -> ScoringState {
  let prepared = try PreparedSnapshot(snapshot, options, onStage: onStage)
  return try prepared.learnedState(prepared.learnedTopics())
}

/// Scores the notes of a snapshot with what was learned from it, or from an earlier one.
///
/// With the state of the same snapshot and the same options, the result is that of `score`.
///
/// - Parameter onStage: called as each stage begins.
/// - Throws: `ScoringError`.
public func scoreFinal(
  _ snapshot: consuming Snapshot, _ state: ScoringState, _ options: ScoringOptions,
  onStage: @escaping @Sendable (ScoringStage) -> Void = { _ in }
) throws(ScoringError) -> ScoredSnapshot {
  let state = try state.moved(to: snapshot)
  let prepared = try PreparedSnapshot(snapshot, options, onStage: onStage)
  return try prepared.finalScores(state, prepared.topics(from: state.topics))
}

/// A snapshot made ready for both phases.
struct PreparedSnapshot: Sendable {
  /// Without its ratings, which are in `ratings`.
  let snapshot: Snapshot
  /// Rows that the table of ratings had.
  let ratingRows: Int
  let options: ScoringOptions
  let now: Int64
  let notes: PreparedNotes
  let enrollment: Enrollment
  /// All ratings that take part, coordinated ones included.
  let ratings: RatingStore
  let onStage: @Sendable (ScoringStage) -> Void

  init(
    _ snapshot: consuming Snapshot, _ options: ScoringOptions,
    onStage: @escaping @Sendable (ScoringStage) -> Void
  ) throws(ScoringError) {
    onStage(.preparation)
    self.options = options
    self.onStage = onStage
    now = options.now ?? snapshot.newestMillis
    notes = try PreparedNotes(copy snapshot)
    enrollment = Enrollment(snapshot.enrollment, participants: snapshot.participants.count)
    ratings = RatingStore(snapshot.ratings, notes: notes)
    ratingRows = snapshot.ratings.count
    snapshot.ratings = RatingTable()
    self.snapshot = snapshot
  }

  private func data(_ topics: NoteTopics, _ notes: PreparedNotes) -> ScoringData {
    ScoringData(
      notes: notes, history: snapshot.history, enrollment: enrollment, topics: topics,
      workers: options.workers, seed: options.seed, onStage: onStage)
  }

  /// Prescoring.
  ///
  /// - Parameter topics: as learned here.
  func learnedState(_ topics: SnapshotTopics) throws(ScoringError) -> ScoringState {
    let clusters = options.clusters ?? foundClusters()
    let data = data(topics.topics, notes)
    let coordinatedLeftOut = ratings.droppingCoordinatedRatings(clusters, notes: notes)
    let prescored = try prescore(
      coordinatedLeftOut, data, options.models, budget: options.modelMemory)
    return ScoringState(
      origin: ScoringState.Origin(
        now: now, seed: options.seed, modelTable: options.models.name,
        models: options.models.prescoring.map(\.name), notes: snapshot.notes.count,
        ratings: ratingRows),
      clusters: clusters, topics: topics.source,
      prescored: prescored,
      predictors: options.models.hasPredictors
        ? learnedPredictors(coordinatedLeftOut, data, prescored) : Predictors(),
      ids: StateIDs(noteIDs: snapshot.noteIDs, participants: snapshot.participants))
  }

  private func foundClusters() -> RaterClusters {
    onStage(.raterClustering)
    return RaterClusters.compute(
      ratings, notes: notes, table: snapshot.notes, participants: snapshot.participants.count,
      workers: options.workers)
  }

  /// Final scoring.
  ///
  /// - Parameters:
  ///   - state: by the positions of this snapshot.
  ///   - topics: of this snapshot, as the state says.
  func finalScores(
    _ state: ScoringState, _ topics: SnapshotTopics
  ) throws(ScoringError) -> ScoredSnapshot {
    let reasons = rescoringReasons()
    let scored = scoredPart(reasons)
    let data = data(topics.topics, scored.notes)
    let participants = snapshot.participants.count
    let clusters = options.clusters ?? state.clusters
    let restricted = clusters.restrictedToFinalScoring
    let finalRatings = scored.ratings.droppingCoordinatedRatings(restricted, notes: scored.notes)
    let predictors = options.models.hasPredictors ? state.predictors : Predictors()
    let predictions = predictions(
      predictors, scored, data, state.prescored, restricted: restricted)
    let models = try scoreFinal(
      finalRatings, data, options.models, state.prescored,
      suspects: SuspectRaters(
        highVolume: scored.ratings.highVolumeRaters(participants: participants),
        correlated: restricted.correlatedRaters(participants: participants)),
      budget: options.modelMemory)

    onStage(.decision)
    let site = SiteScoring(
      finalRatings, data, models: models, flips: predictions.flips, now: now)
    if options.checksFlips { try checkFlips(site.verdicts, reasons: reasons) }
    let history = history(data, site, models, predictions)

    onStage(.contributors)
    var outcomes = NoteOutcomes(history: history, site: site, core: models.core)
    do {
      try options.previous?.complete(&outcomes, noteIDs: notes.noteIDs) { reasons[$0] != nil }
    } catch {
      throw ScoringError.previousScores(error)
    }
    let contributors = ContributorScores(
      ContributorInputs(
        ratings: ratings, notes: notes, outcomes: outcomes,
        enrollment: snapshot.enrollment, participantCount: participants, now: now),
      models: state.prescored.contributorModels(options.models),
      participants: snapshot.participants, clusters: clusters)
    return ScoredSnapshot(
      now: now, notes: scored.notes, topics: topics.topics, topicShortfall: topics.shortfall,
      prescored: state.prescored, models: models, flips: predictions.flips,
      verdicts: site.verdicts, history: history,
      contributors: contributors,
      counts: ScoredSnapshot.NoteCounts(
        ratings: site.ratingCounts, populationSampled: site.populationSampledCounts,
        recent: site.recentRatingCounts, tags: site.tagCounts),
      rescoring: reasons, previous: options.previous, allNotes: notes,
      previousStatus: (0..<notes.count).map { data.previousStatus($0) },
      earlyHelpful: predictions.earlyHelpful)
  }

  /// The notes that are scored now, and their ratings.
  struct ScoredPart {
    var notes: PreparedNotes
    var ratings: RatingStore
  }

  private func scoredPart(_ reasons: [RescoringReasons?]) -> ScoredPart {
    guard options.previous != nil else { return ScoredPart(notes: notes, ratings: ratings) }
    return ScoredPart(
      notes: notes.knowing { reasons[$0] != nil },
      ratings: ratings.keepingNotes { reasons[$0] != nil })
  }

  /// The history after the run: rows of notes that were not scored stay as they were.
  private func history(
    _ data: ScoringData, _ site: SiteScoring, _ models: ModelResults, _ predictions: Predictions
  ) -> HistoryTable {
    var scored = updatedHistory(data, verdicts: site.verdicts, models: models, now: now)
    let aboveThresholdTimes = data.aboveThresholdTimes(
      predictions.earlyHelpful,
      isEligible: { note in
        data.mayBeEarlyHelpful(
          note, decidedBy: site.verdicts[note].decidedBy, coreStatus: models.core?.status(note))
      }, now: now)
    scored.abovePcrhThresholdTime = scored.note.map { aboveThresholdTimes[Int($0)] }
    guard options.previous != nil else { return scored }

    var all = HistoryTable()
    all.decidedByNames = scored.decidedByNames
    var next = 0
    for note in 0..<notes.count where notes.isKnown[note] {
      if data.notes.isKnown[note] {
        all.append(row: next, of: scored)
        next += 1
      } else if notes.historyRow[note] >= 0 {
        all.append(row: Int(notes.historyRow[note]), of: snapshot.history)
      } else {
        all.append(
          note: UInt32(note), author: notes.author[note],
          createdAtMillis: notes.createdAtMillis[note])
      }
    }
    return all
  }
}
