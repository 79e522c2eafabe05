import NoteModel
import Snapshot

/// A small snapshot that holds every value of every enumeration, missing values and awkward texts.
enum SampleSnapshot {
  static let ids = ["0A", "0B", "0C", "0D", "0E", "0F", "10", "11", "µ-participant"]

  static var snapshot: Snapshot {
    Snapshot(
      participants: ParticipantIDs(ids), noteIDs: [5, 6, 900_000_000_000_000_001],
      notes: notes, ratings: ratings, history: history, enrollment: enrollment,
      requests: requests)
  }

  private static var notes: NoteTable {
    var notes = NoteTable()
    notes.note = [0, 2, 1]
    notes.author = [8, 0, 1]
    notes.createdAtMillis = [1_700_000_000_000, 0, 1]
    notes.postID = [-1, 77, 78]
    notes.classification = [.misleading, .notMisleading, nil]
    notes.reasons = [
      [.misleadingOther, .trustworthySources, .isCollaborativeNote],
      [.notMisleadingPersonalOpinion, .isMediaNote], [],
    ]
    notes.withdrawnAnswers = [
      WithdrawnAnswers(believable: .byFew, harmful: .little, validationDifficulty: .easy),
      WithdrawnAnswers(
        believable: .byMany, harmful: .considerable, validationDifficulty: .challenging),
      WithdrawnAnswers(),
    ]
    notes.summary = TextColumn([
      "Tab\there,\nline\r\nbreaks; “quotes” and \"plain\" ones 🧭", "\"Quoted\" at the start", "",
    ])
    return notes
  }

  private static var ratings: RatingTable {
    var ratings = RatingTable()
    ratings.note = [0, 0, 2, 2]
    ratings.rater = [0, 1, 0, 8]
    ratings.createdAtMillis = [1, 2, 3, 4]
    ratings.answer = [
      RatingAnswer(level: .helpful, version: 2), RatingAnswer(level: .somewhatHelpful, version: 0),
      RatingAnswer(level: .notHelpful, version: 254, source: .populationSampled),
      RatingAnswer(
        level: nil, agree: true, disagree: true, legacyHelpful: true, legacyNotHelpful: true,
        source: nil),
    ]
    ratings.tags = [
      .anyHelpful, RatingTags(.helpfulClear), .anyNotHelpful, RatingTags(.notHelpfulNoteNotNeeded),
    ]
    ratings.ratedOnPostID = [77, -1, .min, 9_000_000_000_000_000_000]
    return ratings
  }

  private static var history: HistoryTable {
    var history = HistoryTable()
    let full = OptionalMillis(1_700_000_000_000)
    let never = OptionalMillis(-1)
    history.note = [0, 2]
    history.author = [8, 0]
    history.createdAtMillis = [1, 2]
    history.firstNonNMRStatusAt = [full, .missing]
    history.firstNonNMRStatus = [.helpful, nil]
    history.currentStatusAt = [full, .missing]
    history.currentStatus = [.needsMoreRatings, nil]
    history.latestNonNMRStatusAt = [full, .missing]
    history.mostRecentNonNMRStatus = [.notHelpful, nil]
    history.statusLockAt = [full, .missing]
    history.lockedStatus = [.helpful, nil]
    history.retroLockAt = [full, .missing]
    history.currentCoreStatus = [.needsYourHelp, nil]
    history.currentExpansionStatus = [.firmReject, nil]
    history.currentGroupStatus = [.helpful, nil]
    history.currentDecidedBy = [0, nil]
    history.currentModelingGroup = [13, nil]
    history.mostRecentStatusChangeAt = [never, .missing]
    history.nmrDueToMinStableCrhTimeAt = [never, .missing]
    history.currentMultiGroupStatus = [.notHelpful, nil]
    history.currentModelingMultiGroup = [0, nil]
    history.finalScoringOutputMinute = [OptionalMillis(29_735_910), .missing]
    history.firstNmrDueToMinStableCrhTimeAt = [full, .missing]
    history.abovePcrhThresholdTime = [never, .missing]
    history.decidedByNames = ["CoreModel (v1.1)"]
    return history
  }

  private static var enrollment: EnrollmentTable {
    var enrollment = EnrollmentTable()
    let states = EnrollmentState.allCases
    enrollment.participant = states.indices.map(UInt32.init)
    enrollment.state = states
    enrollment.successfulRatingNeededToEarnIn = states.map { Int32($0.rawValue) }
    enrollment.lastStateChangeAt = states.map { _ in OptionalMillis(1_776_297_600_000) }
    enrollment.lastEarnOutAt = states.indices.map { $0 == 0 ? .missing : OptionalMillis(1) }
    enrollment.modelingPopulation = states.indices.map {
      ([.core, .expansion, .expansionPlus, nil] as [ModelingPopulation?])[$0 % 4]
    }
    enrollment.modelingGroup = states.indices.map { $0 % 4 == 3 ? nil : Int16($0) }
    enrollment.numberOfTimesEarnedOut = states.map { _ in 0 }
    return enrollment
  }

  private static var requests: NoteRequestTable {
    var requests = NoteRequestTable()
    requests.postID = [77, 78]
    requests.sourceLinks = [#"["https://example.org/a"]"#, "[]"]
    requests.suggestions = ["[{\"suggestion_id\":1,\"suggestion\":\"two\twords\"}]", ""]
    requests.contributorFeedAt = [OptionalMillis(10), OptionalMillis(-1)]
    requests.smallFeedAt = [OptionalMillis(11), OptionalMillis(-1)]
    requests.largeFeedAt = [OptionalMillis(12), .missing]
    requests.extraLargeFeedAt = [OptionalMillis(-1), .missing]
    return requests
  }
}
