import NoteModel
import Testing

@testable import Snapshot

@Suite("A histogram")
struct HistogramTests {
  @Test("sorts counts into bins of about 1, 2, 5, 10 without gaps")
  func bins() {
    let histogram = Histogram([0, 0, 1, 3, 4, 9, 120])
    #expect(histogram.bins.map(\.from) == [0, 1, 2, 5, 10, 20, 50, 100])
    #expect(histogram.bins.map(\.through) == [0, 1, 4, 9, 19, 49, 99, 199])
    #expect(histogram.bins.map(\.count) == [2, 1, 2, 1, 0, 0, 0, 1])
  }

  @Test("starts at the first bin in use")
  func start() {
    #expect(Histogram([12, 25]).bins.map(\.from) == [10, 20])
  }

  @Test("knows total, sum, lower median, mean and maximum")
  func numbers() {
    let histogram = Histogram([7, 1, 2, 4])
    #expect(histogram.total == 4)
    #expect(histogram.sum == 14)
    #expect(histogram.median == 2)
    #expect(histogram.mean == 3.5)
    #expect(histogram.maximum == 7)
  }

  @Test("of nothing is empty")
  func empty() {
    let histogram = Histogram([])
    #expect(histogram.bins.isEmpty)
    #expect(histogram.mean == 0)
    #expect(histogram.median == 0)
  }
}

/// Two notes, three participants, three ratings, without contradictions.
private func consistentSnapshot() -> Snapshot {
  var snapshot = Snapshot(participants: ParticipantIDs(["A", "B", "C"]), noteIDs: [10, 20])
  for (note, author) in [(UInt32(0), UInt32(0)), (1, 1)] {
    snapshot.notes.append(note: note, author: author, created: 1_000, post: 5)
    snapshot.history.append(note: note, author: author, created: 1_000, status: .helpful)
  }
  snapshot.ratings.append(note: 0, rater: 1, created: 2_000, level: .helpful)
  snapshot.ratings.append(note: 0, rater: 2, created: 3_000, level: .notHelpful)
  snapshot.ratings.append(note: 1, rater: 2, created: 4_000, level: .helpful)
  for participant in 0..<UInt32(3) { snapshot.enrollment.append(participant) }
  return snapshot
}

@Suite("A snapshot's summary")
struct SnapshotSummaryTests {
  @Test("counts rows, posts, people and answers")
  func counts() {
    let summary = SnapshotSummary(consistentSnapshot())
    #expect(summary.notes == 2)
    #expect(summary.posts == 1)
    #expect(summary.authors == 2)
    #expect(summary.ratings == 3)
    #expect(summary.raters == 2)
    #expect(summary.ratingPeriod == SnapshotSummary.Period(first: 2_000, last: 4_000))
    #expect(
      summary.levels == [
        SnapshotSummary.Tally(name: "HELPFUL", count: 2),
        SnapshotSummary.Tally(name: "NOT_HELPFUL", count: 1),
      ])
    #expect(summary.ratingsPerNote.sum == 3)
    #expect(summary.ratingsPerRater.total == 2)
    #expect(summary.statuses.map(\.count) == [2])
    #expect(summary.notesWithFiveRatings == 0)
  }

  @Test("of a consistent snapshot finds nothing")
  func nothing() {
    #expect(SnapshotSummary(consistentSnapshot()).findings.isEmpty)
  }

  @Test("of an empty snapshot is all zeros")
  func empty() {
    let summary = SnapshotSummary(Snapshot())
    #expect(summary.notes == 0)
    #expect(summary.notePeriod == nil)
    #expect(summary.findings.isEmpty)
  }

  @Test("counts notes without a rating")
  func unratedNotes() {
    var snapshot = consistentSnapshot()
    snapshot.ratings = RatingTable()
    #expect(SnapshotSummary(snapshot).ratingsPerNote.bins.map(\.count) == [2])
  }

  @Test(
    "finds each kind of contradiction and names the note or participant",
    arguments: SnapshotFinding.Kind.allCases)
  func contradictions(kind: SnapshotFinding.Kind) throws {
    var snapshot = consistentSnapshot()
    let example = contradict(&snapshot, kind)
    let findings = SnapshotSummary(snapshot).findings
    #expect(findings.map(\.kind) == [kind])
    let finding = try #require(findings.first)
    #expect(finding.count == 1)
    #expect(finding.examples == [example])
  }

  /// Brings one contradiction into a consistent snapshot; returns what the finding should name.
  private func contradict(_ snapshot: inout Snapshot, _ kind: SnapshotFinding.Kind) -> String {
    switch kind {
    case .repeatedNotes: snapshot.notes.append(note: 1, author: 1, created: 1_000, post: 5)
    case .repeatedRatings:
      snapshot.ratings.append(note: 1, rater: 2, created: 9_000, level: .notHelpful)
    case .repeatedHistoryRows:
      snapshot.history.append(note: 1, author: 1, created: 1_000, status: .helpful)
    case .repeatedEnrollments:
      snapshot.enrollment.append(2)
      return "C"
    case .authorsDiffer: snapshot.history.author[1] = 0
    case .creationTimesDiffer: snapshot.history.createdAtMillis[1] = 999
    case .ratingsOnUnknownNotes:
      snapshot.noteIDs.append(30)
      snapshot.ratings.append(note: 2, rater: 2, created: 9_000, level: .helpful)
      return "30"
    case .ratingsBeforeTheirNote: snapshot.ratings.createdAtMillis[2] = 999
    case .ratingsByTheAuthor:
      snapshot.ratings.append(note: 1, rater: 1, created: 9_000, level: .helpful)
    case .ratingsWithoutAnswer:
      snapshot.ratings.append(note: 1, rater: 0, created: 9_000, level: nil)
    case .ratingsOnDeletedNotes:
      snapshot.noteIDs.append(30)
      snapshot.history.append(note: 2, author: 0, created: 1_000, status: nil)
      snapshot.ratings.append(note: 2, rater: 2, created: 9_000, level: .helpful)
      return "30"
    case .notesWithoutHistory:
      snapshot.noteIDs.append(30)
      snapshot.notes.append(note: 2, author: 0, created: 1_000, post: 5)
      return "30"
    case .participantsNotEnrolled:
      snapshot.enrollment = EnrollmentTable()
      snapshot.enrollment.append(0)
      snapshot.enrollment.append(1)
      return "C"
    }
    return "20"
  }
}

extension NoteTable {
  fileprivate mutating func append(note: UInt32, author: UInt32, created: Int64, post: Int64) {
    self.note.append(note)
    self.author.append(author)
    createdAtMillis.append(created)
    postID.append(post)
    classification.append(.misleading)
    reasons.append([])
    withdrawnAnswers.append(WithdrawnAnswers())
  }
}

extension RatingTable {
  fileprivate mutating func append(
    note: UInt32, rater: UInt32, created: Int64, level: Helpfulness?
  ) {
    self.note.append(note)
    self.rater.append(rater)
    createdAtMillis.append(created)
    answer.append(RatingAnswer(level: level))
    tags.append([])
    ratedOnPostID.append(5)
  }
}

extension HistoryTable {
  /// Only the columns that a summary looks at.
  fileprivate mutating func append(
    note: UInt32, author: UInt32, created: Int64, status: NoteStatus?
  ) {
    self.note.append(note)
    self.author.append(author)
    createdAtMillis.append(created)
    currentStatus.append(status)
    lockedStatus.append(nil)
  }
}

extension EnrollmentTable {
  /// Only the columns that a summary looks at.
  fileprivate mutating func append(_ participant: UInt32) {
    self.participant.append(participant)
    state.append(.newUser)
    modelingPopulation.append(.core)
    modelingGroup.append(13)
  }
}
