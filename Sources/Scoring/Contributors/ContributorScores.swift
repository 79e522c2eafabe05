import NoteModel
import Snapshot

/// What a run says of the people: how their ratings and notes stood up, and what they may do.
///
/// Arrays are indexed by position in `Snapshot.participants`; about 150 bytes a participant.
public struct ContributorScores: Sendable {
  /// Participants that the contributor table lists, in the order of its rows: whoever a model or a
  /// cluster names, gave a rating that qualifies, or wrote a note.
  public let listed: [UInt32]
  /// The models whose columns the table has.
  public let models: [ContributorModel]
  /// The groups by which raters belong to models; nil for who is in none or not enrolled.
  public let modelingGroup: [Int16?]

  /// How everyone's ratings stood up.
  public let ratings: [RatingOutcomes]
  /// All notes ever.
  public let written: [AuthorCounts]
  /// Notes of the last 14 days that are rated, and decided or rated by ten.
  public let last14Days: [NoteTotals]
  /// Notes of the last 90 days.
  public let last90Days: [NoteTotals]

  /// The state before this run; nil for who is not enrolled.
  public let previousState: [EnrollmentState?]
  /// When the participant last lost the ability to write, in milliseconds since the epoch; 1 where
  /// it never happened. The run's own moment for who has acknowledged it, so that no earlier note
  /// counts once they earn in again.
  public let lastEarnOutAt: [Int64]
  /// The standing after this run; nil for who neither gave a rating that qualifies nor wrote a note
  /// since last earning out.
  public let standing: [ContributorStanding?]
  /// Why raters find the author's notes not helpful; nil without a standing, and where no note has
  /// two reasons.
  public let topTags: [TopTags?]
  /// Whether the participant's notes now find agreement; nil without a standing.
  public let isEmergingWriter: [Bool?]
}

extension ContributorScores {
  /// Scores everyone. One pass over all ratings, the rest over notes and participants.
  ///
  /// - Parameters:
  ///   - participants: the snapshot's.
  ///   - clusters: coordinated raters, who have a row even where no rating of theirs counts.
  init(
    _ inputs: ContributorInputs, models: [ContributorModel], participants: ParticipantIDs,
    clusters: RaterClusters
  ) {
    let count = inputs.participantCount
    let enrolled = EnrolledStanding(inputs.enrollment, participants: count, now: inputs.now)
    let ratings = inputs.ratingOutcomes()
    let written = inputs.authorCounts()
    let deciding = inputs.authorCounts(
      limit: ContributorInputs.notesThatDecide, since: enrolled.lastEarnOutAt)
    let standing: [ContributorStanding?] = (0..<count).map { participant in
      guard ratings[participant].isCounted || deciding[participant].notes.all > 0 else {
        return nil
      }
      return (enrolled.standing[participant] ?? ContributorStanding())
        .updated(
          ContributorEvidence(
            impact: ratings[participant].impact,
            recentNotHelpful: deciding[participant].notes.notHelpful,
            notes: written[participant].notes),
          now: inputs.now)
    }
    let topTags = inputs.authorTopTags()
    let isEmerging = inputs.emergingWriters()

    var isListed = (0..<count).map { ratings[$0].isCounted || written[$0].notes.all > 0 }
    for model in models {
      for rater in model.raters { isListed[Int(rater)] = true }
    }
    for row in clusters.rows { isListed[Int(row.rater)] = true }

    self.init(
      listed: participants.inContributorOrder(
        (0..<UInt32(count)).filter { isListed[Int($0)] }),
      models: models, modelingGroup: enrolled.modelingGroup, ratings: ratings, written: written,
      last14Days: inputs.noteTotals14Days(), last90Days: inputs.noteTotals90Days(),
      previousState: enrolled.standing.map { $0?.state },
      lastEarnOutAt: enrolled.lastEarnOutAt, standing: standing,
      topTags: zip(standing, topTags).map { $0 == nil ? nil : $1 },
      isEmergingWriter: zip(standing, isEmerging).map { $0 == nil ? nil : $1 })
  }
}
