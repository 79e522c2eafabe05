import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Helpful raters")
struct HelpfulnessTests {
  /// Scores of a community whose notes 1, 2, … have the given statuses.
  private func scores(
    _ community: SnapshotBuilder, status: [Int64: NoteStatus] = [:],
    intercept: [Int64: Float] = [:], penalties: [String: Double]? = nil,
    model: ScoringModel = .plain
  ) throws -> (given: PreparedSnapshot, scores: HelpfulnessScores) {
    let given = try community.prepared()
    let inputs = HelpfulnessInputs(
      store: given.store, notes: given.notes,
      qualifying: QualifyingRatings(notes: given.notes, history: given.snapshot.history),
      scope: given.everything, status: try given.perNote(status, rest: .needsMoreRatings),
      intercept: try given.perNote(intercept, rest: .nan))
    return (
      given,
      model.helpfulnessScores(
        inputs, penalties: try penalties.map { try given.perPerson($0, rest: 0) })
    )
  }

  /// "rater" gives a right answer on `right` helpful notes and a wrong one on `wrong` others.
  private func community(right: Int, wrong: Int) -> (SnapshotBuilder, [Int64: NoteStatus]) {
    var community = SnapshotBuilder()
    var status: [Int64: NoteStatus] = [:]
    for id in 1...Int64(right + wrong) {
      community.note(id)
      community.rate(id, by: "rater", id <= right ? .helpful : .notHelpful)
      status[id] = .helpful
    }
    return (community, status)
  }

  @Test("scores an author by the share of helpful notes less five times the not-helpful share")
  func authorFormula() throws {
    var community = SnapshotBuilder()
    for id in 1...4 as ClosedRange<Int64> { community.note(id, by: "ann") }
    let (given, scores) = try scores(
      community, status: [1: .helpful, 2: .helpful, 3: .notHelpful],
      intercept: [1: 0.5, 2: 0.25, 3: -0.25, 4: 0.0])
    let ann = try given.person("ann")
    #expect(scores.crhCrnhRatioDifference[ann] == 0.5 - 5 * 0.25)
    #expect(scores.meanNoteScore[ann] == 0.125)
    #expect(scores.isListed[ann])
  }

  @Test("counts only notes that were fitted for an author")
  func unfittedNotes() throws {
    var community = SnapshotBuilder()
    community.note(1, by: "ann")
    community.note(2, by: "ann")
    community.note(3, by: "bob")
    let (given, scores) = try scores(community, status: [2: .notHelpful], intercept: [1: 0.5])
    #expect(try scores.meanNoteScore[given.person("ann")] == 0.5)
    #expect(try scores.crhCrnhRatioDifference[given.person("ann")] == 0)
    #expect(try scores.meanNoteScore[given.person("bob")].isNaN)
    #expect(try scores.isListed[given.person("bob")] == false)
  }

  @Test("counts ratings by the note's status and by agreement")
  func counts() throws {
    var community = SnapshotBuilder()
    for id in 1...2 as ClosedRange<Int64> {
      community.note(id)
      community.rate(id, by: "yes", .helpful)
      community.rate(id, by: "no", .notHelpful)
    }
    let (given, scores) = try scores(community, status: [1: .helpful, 2: .notHelpful])
    let yes = try given.person("yes")
    let no = try given.person("no")
    #expect(scores.successfulHelpful[yes] == 1)
    #expect(scores.unsuccessfulNotHelpful[yes] == 1)
    #expect(scores.successfulNotHelpful[no] == 1)
    // The name says which status the note has, not which answer the rater gave.
    #expect(scores.unsuccessfulHelpful[no] == 1)
    #expect(scores.raterAgreeRatio[yes] == 0.5)
  }

  @Test("ignores “somewhat helpful”, and notes without a verdict")
  func invalidRatings() throws {
    var community = SnapshotBuilder()
    community.note(1)
    community.note(2)
    community.note(3)
    community.rate(1, by: "mild", .somewhatHelpful)
    community.rate(2, by: "mild", .helpful)
    community.rate(3, by: "mild", .helpful)
    let (given, scores) = try scores(community, status: [1: .helpful, 3: .firmReject])
    let mild = try given.person("mild")
    #expect(scores.raterAgreeRatio[mild].isNaN)
    #expect(scores.isHelpful[mild] == false)
    #expect(scores.isListed[mild] == false)
  }

  @Test(
    "asks for agreement in 66 of 100 ratings",
    arguments: [(66, 34, true), (65, 35, false), (2, 1, true), (33, 17, true), (13, 7, false)])
  func agreement(right: Int, wrong: Int, isHelpful: Bool) throws {
    let (community, status) = community(right: right, wrong: wrong)
    let (given, scores) = try scores(community, status: status)
    #expect(try scores.isHelpful[given.person("rater")] == isHelpful)
  }

  @Test(
    "takes harassment penalties off the agreeing ratings",
    arguments: [(34.0, true), (35.0, false)])
  func penalties(penalty: Double, isHelpful: Bool) throws {
    let (community, status) = community(right: 100, wrong: 0)
    let (given, scores) = try scores(community, status: status, penalties: ["rater": penalty])
    #expect(try scores.isHelpful[given.person("rater")] == isHelpful)
    #expect(try scores.raterAgreeRatio[given.person("rater")] == 1)
  }

  @Test(
    "asks a rater who also writes for good notes",
    arguments: [
      // Intercept and status of the rater's only note.
      (0.06, NoteStatus.needsMoreRatings, true), (0.04, .needsMoreRatings, false),
      (0.5, .notHelpful, false), (0.5, .helpful, true),
    ])
  func authors(intercept: Float, status noteStatus: NoteStatus, isHelpful: Bool) throws {
    var (community, status) = community(right: 3, wrong: 0)
    community.note(50, by: "rater")
    status[50] = noteStatus
    let (given, scores) = try scores(community, status: status, intercept: [50: intercept])
    #expect(try scores.isHelpful[given.person("rater")] == isHelpful)
  }

  @Test("asks nothing of authors where the least mean score is 0 or less, as the reference")
  func authorCriterionOff() throws {
    var (community, status) = community(right: 3, wrong: 0)
    community.note(50, by: "rater")
    status[50] = .notHelpful
    var model = ScoringModel.plain
    model.minMeanNoteScore = -0.01
    let (given, scores) = try scores(
      community, status: status, intercept: [50: -0.8], model: model)
    #expect(try scores.isHelpful[given.person("rater")])
  }
}
