import Foundation
import NoteModel
import Snapshot
import Testing

@testable import Scoring

/// A small community, built row by row, whose notes already have their statuses; participants are
/// called by name.
///
///     var community = ContributorCommunity()
///     community.note(1, by: "ann", .helpful)
///     community.rate(1, by: "bob", .helpful)
///     let outcomes = try community.inputs().ratingOutcomes()[community.person("bob")]
struct ContributorCommunity {
  /// 28 May 2026: when notes are written unless a test says otherwise.
  static let start: Int64 = 1_780_000_000_000
  /// When the community is scored: a year later.
  static let now: Int64 = start + 365 * Millis.day

  private struct Note {
    var id: Int64
    var author: String
    var status: NoteStatus?
    var created: Int64
    var decided: Int64?
    var ratings: Int32
    var recent: Int32
    var intercept: Float
  }
  private struct Rating {
    var note: Int64
    var rater: String
    var level: Helpfulness
    var time: Int64
    var tags: RatingTags
  }

  private var notes: [Note] = []
  private var ratings: [Rating] = []
  private var enrolled:
    [(name: String, standing: ContributorStanding, out: Int64?, group: Int16?)] =
      []
  private var bystanders: [String] = []

  /// A note with what a run found of it: counts may differ from the ratings that `rate` adds, as
  /// they leave coordinated ones out.
  mutating func note(
    _ id: Int64, by author: String, _ status: NoteStatus? = .needsMoreRatings,
    at created: Int64 = start, decidedAt decided: Int64? = nil, ratings: Int32 = 0,
    recent: Int32 = 0, intercept: Float = .nan
  ) {
    notes.append(
      Note(
        id: id, author: author, status: status, created: created, decided: decided,
        ratings: ratings, recent: recent, intercept: intercept))
  }

  /// A rating some time after `start`.
  mutating func rate(
    _ note: Int64, by rater: String, _ level: Helpfulness, after delay: Int64 = 0,
    tags: [RatingTag] = []
  ) {
    ratings.append(
      Rating(
        note: note, rater: rater, level: level, time: Self.start + delay,
        tags: RatingTags(tags.map { RatingTags($0) })))
  }

  mutating func enroll(
    _ name: String, _ state: EnrollmentState = .newUser, needed: Int64 = 5, times: Int64 = 0,
    changedAt: Int64? = 7, lastEarnOutAt: Int64? = 1, group: Int16? = nil
  ) {
    enrolled.append(
      (
        name,
        ContributorStanding(
          state: state, impactNeededToEarnIn: needed, timesEarnedOut: times,
          stateChangedAt: OptionalMillis(changedAt)), lastEarnOutAt, group
      ))
  }

  /// Participants who do nothing.
  mutating func add(_ names: String...) { bystanders += names }

  var participants: ParticipantIDs {
    ParticipantIDs(
      notes.map(\.author) + ratings.map(\.rater) + enrolled.map(\.name) + bystanders)
  }

  func person(_ name: String) throws -> Int { try #require(participants.position(of: name)) }

  func inputs() throws -> ContributorInputs {
    let people = participants
    let byID = notes.sorted { $0.id < $1.id }
    var snapshot = Snapshot(participants: people, noteIDs: byID.map(\.id))
    for (position, note) in byID.enumerated() {
      snapshot.history.append(
        note: UInt32(position), author: UInt32(try person(note.author)),
        createdAtMillis: note.created)
    }
    for rating in ratings {
      let note = try #require(snapshot.noteIDs.firstIndex(of: rating.note))
      snapshot.ratings.note.append(UInt32(note))
      snapshot.ratings.rater.append(UInt32(try person(rating.rater)))
      snapshot.ratings.createdAtMillis.append(rating.time)
      snapshot.ratings.answer.append(RatingAnswer(level: rating.level))
      snapshot.ratings.tags.append(rating.tags)
      snapshot.ratings.ratedOnPostID.append(1)
    }
    var enrollment = EnrollmentTable()
    for row in enrolled {
      enrollment.participant.append(UInt32(try person(row.name)))
      enrollment.state.append(row.standing.state)
      enrollment.successfulRatingNeededToEarnIn.append(Int32(row.standing.impactNeededToEarnIn))
      enrollment.lastStateChangeAt.append(row.standing.stateChangedAt)
      enrollment.lastEarnOutAt.append(OptionalMillis(row.out))
      enrollment.modelingPopulation.append(nil)
      enrollment.modelingGroup.append(row.group)
      enrollment.numberOfTimesEarnedOut.append(Int32(row.standing.timesEarnedOut ?? 0))
    }
    let prepared = try PreparedNotes(snapshot)
    return ContributorInputs(
      ratings: RatingStore(snapshot.ratings, notes: prepared), notes: prepared,
      outcomes: NoteOutcomes(
        status: byID.map(\.status),
        latestNonNMRStatusAt: byID.map { OptionalMillis($0.decided) },
        ratingCounts: byID.map(\.ratings), recentRatingCounts: byID.map(\.recent),
        coreIntercept: byID.map(\.intercept)),
      enrollment: enrollment, participantCount: people.count, now: Self.now)
  }

  func scores(
    models: [ContributorModel] = [], clusters: RaterClusters = RaterClusters()
  ) throws -> ContributorScores {
    ContributorScores(
      try inputs(), models: models, participants: participants, clusters: clusters)
  }

  /// The contributor table as a reader finds it.
  func table(
    models: [ContributorModel] = [], clusters: RaterClusters = RaterClusters()
  ) throws -> TSVTable {
    try scores(models: models, clusters: clusters).written(participants: participants)
  }
}

extension ContributorScores {
  /// The contributor table after writing and reading it again.
  func written(participants: ParticipantIDs) throws -> TSVTable {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "commonground-contributors-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = try OutputFolder(path: folder.path)
    try table(participants: participants).write(to: output)
    try output.commit()
    return try TSVTable(path: folder.appending(path: "helpfulness_scores.tsv").path)
  }
}
