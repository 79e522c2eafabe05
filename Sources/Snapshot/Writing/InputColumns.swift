import NoteModel

/// The columns of the five public input tables, in the order of the public files.
enum InputColumns {
  /// 24 columns.
  static let notes =
    [
      "noteId", "noteAuthorParticipantId", "createdAtMillis", "tweetId", "classification",
      "believable", "harmful", "validationDifficulty",
    ] + NoteReasons.columns[..<13] + ["summary"] + NoteReasons.columns[13...]

  /// 35 columns.
  static let ratings =
    [
      "noteId", "raterParticipantId", "createdAtMillis", "version", "agree", "disagree", "helpful",
      "notHelpful", "helpfulnessLevel",
    ] + RatingTag.allCases.map(\.name) + [
      "ratedOnTweetId", "ratingSourceBucketed", "suggestion", "suggestionId",
    ]

  /// 24 columns, in the input and the output table alike.
  static let history = [
    "noteId", "noteAuthorParticipantId", "createdAtMillis", "timestampMillisOfFirstNonNMRStatus",
    "firstNonNMRStatus", "timestampMillisOfCurrentStatus", "currentStatus",
    "timestampMillisOfLatestNonNMRStatus", "mostRecentNonNMRStatus", "timestampMillisOfStatusLock",
    "lockedStatus", "timestampMillisOfRetroLock", "currentCoreStatus", "currentExpansionStatus",
    "currentGroupStatus", "currentDecidedBy", "currentModelingGroup",
    "timestampMillisOfMostRecentStatusChange", "timestampMillisOfNmrDueToMinStableCrhTime",
    "currentMultiGroupStatus", "currentModelingMultiGroup", "timestampMinuteOfFinalScoringOutput",
    "timestampMillisOfFirstNmrDueToMinStableCrhTime", "abovePcrhThresholdTime",
  ]

  /// 8 columns.
  static let enrollment = [
    "participantId", "enrollmentState", "successfulRatingNeededToEarnIn",
    "timestampOfLastStateChange", "timestampOfLastEarnOut", "modelingPopulation", "modelingGroup",
    "numberOfTimesEarnedOut",
  ]

  /// 7 columns.
  static let requests = [
    "tweetId", "sourceLinks", "suggestions", "noteRequestFeedEligibleTimestamp",
    "apiSmallFeedEligibleTimestamp", "apiLargeFeedEligibleTimestamp",
    "apiXlFeedEligibleTimestamp",
  ]
}
