import Parallel
import Snapshot

@testable import Scoring

/// The stages of scoring Core over a parity set with the reference's clusters and topics, each run
/// once for all tests.
struct ParityScoring: Sendable {
  let snapshot: Snapshot
  let clusters: RaterClusters
  let ratings: RatingStore
  let data: ScoringData
  /// The reference's prescoring.
  let golden: PrescoredModel

  static let small = Result { try ParityScoring(ParitySet.small.get()) }

  /// Our prescoring, from a random start of its own.
  static let prescored = Result { try small.get().prescore() }

  /// Our final scoring from the reference's prescoring: nothing random is left.
  static let final = Result { try small.get().scoreFinal() }

  init(_ parity: ParitySet) throws {
    snapshot = parity.snapshot
    let side = try parity.sideTables()
    clusters = side.clusters
    let notes = try PreparedNotes(snapshot)
    ratings = RatingStore(snapshot.ratings, notes: notes)
    data = ScoringData(
      notes: notes, history: snapshot.history,
      enrollment: Enrollment(snapshot.enrollment, participants: snapshot.participants.count),
      topics: side.topics, workers: .all, seed: 1, onStage: { _ in })
    golden = try PrescoredModel(parity, model: "MFCoreScorer")
  }

  /// Ratings after the removal of coordinated ones, as prescoring takes them.
  var prescoringRatings: RatingStore {
    ratings.droppingCoordinatedRatings(clusters, notes: data.notes)
  }

  /// Ratings after the weaker removal of final scoring.
  var finalRatings: RatingStore {
    ratings.droppingCoordinatedRatings(clusters.restrictedToFinalScoring, notes: data.notes)
  }

  private func prescore() throws -> PrescoredModel? {
    try ScoringModel.core.prescore(prescoringRatings, data).value
  }

  private func scoreFinal() throws -> ScoredSnapshot {
    let restricted = clusters.restrictedToFinalScoring
    let store = finalRatings
    let participants = snapshot.participants.count
    var prescored = Prescored()
    prescored.models[ScoringModel.core.name] = golden
    let models = try Scoring.scoreFinal(
      store, data, .core, prescored,
      suspects: SuspectRaters(
        highVolume: ratings.highVolumeRaters(participants: participants),
        correlated: restricted.correlatedRaters(participants: participants)), budget: .max)
    let site = SiteScoring(
      store, data, models: models, flips: FlipPredictions(noteCount: data.notes.count),
      now: ParitySet.now)
    let history = updatedHistory(
      data, verdicts: site.verdicts, models: models, now: ParitySet.now)
    return ScoredSnapshot(
      now: ParitySet.now, notes: data.notes, topics: data.topics, topicShortfall: nil,
      prescored: prescored,
      models: models, flips: FlipPredictions(noteCount: data.notes.count),
      verdicts: site.verdicts, history: history,
      contributors: ContributorScores(
        ContributorInputs(
          ratings: ratings, notes: data.notes,
          outcomes: NoteOutcomes(history: history, site: site, core: models.core),
          enrollment: snapshot.enrollment, participantCount: participants, now: ParitySet.now),
        models: prescored.contributorModels(.core), participants: snapshot.participants,
        clusters: clusters),
      counts: ScoredSnapshot.NoteCounts(
        ratings: site.ratingCounts, populationSampled: site.populationSampledCounts,
        recent: site.recentRatingCounts, tags: site.tagCounts),
      rescoring: (0..<data.notes.count).map { note in
        RescoringReasons(
          overEverything: RescoringReasons.Record(
            note, data.notes, data.history, lockable: [], hasNewRatings: false),
          now: ParitySet.now)
      }, previous: nil, allNotes: data.notes,
      previousStatus: (0..<data.notes.count).map { data.previousStatus($0) },
      earlyHelpful: Array(repeating: nil, count: data.notes.count))
  }
}
