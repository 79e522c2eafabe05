/// Headers copied from files that the reference reads and writes.
enum PublishedHeaders {
  static let notes = columns(
    """
    noteId noteAuthorParticipantId createdAtMillis tweetId classification believable harmful
    validationDifficulty misleadingOther misleadingFactualError misleadingManipulatedMedia
    misleadingOutdatedInformation misleadingMissingImportantContext
    misleadingUnverifiedClaimAsFact misleadingSatire notMisleadingOther
    notMisleadingFactuallyCorrect notMisleadingOutdatedButNotWhenWritten
    notMisleadingClearlySatire notMisleadingPersonalOpinion trustworthySources summary
    isMediaNote isCollaborativeNote
    """)

  static let ratings = columns(
    """
    noteId raterParticipantId createdAtMillis version agree disagree helpful notHelpful
    helpfulnessLevel helpfulOther helpfulInformative helpfulClear helpfulEmpathetic
    helpfulGoodSources helpfulUniqueContext helpfulAddressesClaim helpfulImportantContext
    helpfulUnbiasedLanguage notHelpfulOther notHelpfulIncorrect
    notHelpfulSourcesMissingOrUnreliable notHelpfulOpinionSpeculationOrBias
    notHelpfulMissingKeyPoints notHelpfulOutdated notHelpfulHardToUnderstand
    notHelpfulArgumentativeOrBiased notHelpfulOffTopic notHelpfulSpamHarassmentOrAbuse
    notHelpfulIrrelevantSources notHelpfulOpinionSpeculation notHelpfulNoteNotNeeded
    ratedOnTweetId ratingSourceBucketed suggestion suggestionId
    """)

  static let history = columns(
    """
    noteId noteAuthorParticipantId createdAtMillis timestampMillisOfFirstNonNMRStatus
    firstNonNMRStatus timestampMillisOfCurrentStatus currentStatus
    timestampMillisOfLatestNonNMRStatus mostRecentNonNMRStatus timestampMillisOfStatusLock
    lockedStatus timestampMillisOfRetroLock currentCoreStatus currentExpansionStatus
    currentGroupStatus currentDecidedBy currentModelingGroup
    timestampMillisOfMostRecentStatusChange timestampMillisOfNmrDueToMinStableCrhTime
    currentMultiGroupStatus currentModelingMultiGroup timestampMinuteOfFinalScoringOutput
    timestampMillisOfFirstNmrDueToMinStableCrhTime abovePcrhThresholdTime
    """)

  static let enrollment = columns(
    """
    participantId enrollmentState successfulRatingNeededToEarnIn timestampOfLastStateChange
    timestampOfLastEarnOut modelingPopulation modelingGroup numberOfTimesEarnedOut
    """)

  static let scoredNotes = columns(
    """
    noteId coreNoteIntercept coreNoteFactor1 finalRatingStatus firstTag secondTag
    coreActiveRules activeFilterTags classification createdAtMillis coreRatingStatus
    metaScorerActiveRules decidedBy expansionNoteIntercept expansionNoteFactor1
    expansionRatingStatus coverageNoteIntercept coverageNoteFactor1 coverageRatingStatus
    coreNoteInterceptMin coreNoteInterceptMax expansionNoteInterceptMin
    expansionNoteInterceptMax coverageNoteInterceptMin coverageNoteInterceptMax
    groupNoteIntercept groupNoteFactor1 groupRatingStatus groupNoteInterceptMax
    groupNoteInterceptMin modelingGroup numRatings timestampMillisOfCurrentStatus
    expansionPlusNoteIntercept expansionPlusNoteFactor1 expansionPlusRatingStatus
    topicNoteIntercept topicNoteFactor1 topicRatingStatus noteTopic topicNoteConfident
    expansionActiveRules expansionPlusActiveRules groupActiveRules topicActiveRules
    coreNumFinalRoundRatings expansionNumFinalRoundRatings expansionPlusNumFinalRoundRatings
    groupNumFinalRoundRatings topicNumFinalRoundRatings rescoringActiveRules
    multiGroupNoteIntercept multiGroupNoteFactor1 multiGroupRatingStatus modelingMultiGroup
    multiGroupActiveRules multiGroupNumFinalRoundRatings coreWithTopicsNoteFactor1
    coreWithTopicsNoteIntercept coreWithTopicsRatingStatus coreWithTopicsActiveRules
    coreWithTopicsNumFinalRoundRatings coreWithTopicsNoteInterceptMin
    coreWithTopicsNoteInterceptMax timestampMillisOfNmrDueToMinStableCrhTime
    coreNoteInterceptNoHighVol coreWithTopicsNoteInterceptNoHighVol
    expansionNoteInterceptNoHighVol expansionPlusNoteInterceptNoHighVol
    groupNoteInterceptNoHighVol multiGroupNoteInterceptNoHighVol topicNoteInterceptNoHighVol
    coreNoteInterceptNoCorrelated coreNoteInterceptPopulationSampled
    coreWithTopicsNoteInterceptNoCorrelated expansionNoteInterceptNoCorrelated
    expansionPlusNoteInterceptNoCorrelated groupNoteInterceptNoCorrelated
    multiGroupNoteInterceptNoCorrelated topicNoteInterceptNoCorrelated gaussianNoteIntercept
    gaussianNoteFactor1 gaussianRatingStatus gaussianActiveRules
    gaussianNoteInterceptNoCorrelated gaussianNoteInterceptNoHighVol
    gaussianNoteInterceptPopulationSampled gaussianNumFinalRoundRatings
    timestampMinuteOfFinalScoringOutput gaussianCoreWithTopicsNoteIntercept
    gaussianCoreWithTopicsNoteFactor1 gaussianCoreWithTopicsRatingStatus
    gaussianCoreWithTopicsActiveRules gaussianCoreWithTopicsNoteInterceptNoHighVol
    gaussianCoreWithTopicsNoteInterceptNoCorrelated
    gaussianCoreWithTopicsNoteInterceptPopulationSampled
    gaussianCoreWithTopicsNumFinalRoundRatings abovePcrhThresholdTime pflipProba
    """)

  static let auxiliaryNoteInfo = columns(
    """
    noteId ratingWeight createdAtMillis noteAuthorParticipantId awaitingBool numRatingsLast28
    numPopulationSampledRatings currentStatus crhBool crnhBool unlockedRatingStatus
    preStabilizationRatingStatus helpfulOther helpfulInformative helpfulClear helpfulEmpathetic
    helpfulGoodSources helpfulUniqueContext helpfulAddressesClaim helpfulImportantContext
    helpfulUnbiasedLanguage notHelpfulOther notHelpfulIncorrect
    notHelpfulSourcesMissingOrUnreliable notHelpfulOpinionSpeculationOrBias
    notHelpfulMissingKeyPoints notHelpfulOutdated notHelpfulHardToUnderstand
    notHelpfulArgumentativeOrBiased notHelpfulOffTopic notHelpfulSpamHarassmentOrAbuse
    notHelpfulIrrelevantSources notHelpfulOpinionSpeculation notHelpfulNoteNotNeeded
    notHelpfulOtherAdjusted notHelpfulIncorrectAdjusted
    notHelpfulSourcesMissingOrUnreliableAdjusted notHelpfulOpinionSpeculationOrBiasAdjusted
    notHelpfulMissingKeyPointsAdjusted notHelpfulOutdatedAdjusted
    notHelpfulHardToUnderstandAdjusted notHelpfulArgumentativeOrBiasedAdjusted
    notHelpfulOffTopicAdjusted notHelpfulSpamHarassmentOrAbuseAdjusted
    notHelpfulIrrelevantSourcesAdjusted notHelpfulOpinionSpeculationAdjusted
    notHelpfulNoteNotNeededAdjusted notHelpfulOtherAdjustedRatio
    notHelpfulIncorrectAdjustedRatio notHelpfulSourcesMissingOrUnreliableAdjustedRatio
    notHelpfulOpinionSpeculationOrBiasAdjustedRatio notHelpfulMissingKeyPointsAdjustedRatio
    notHelpfulOutdatedAdjustedRatio notHelpfulHardToUnderstandAdjustedRatio
    notHelpfulArgumentativeOrBiasedAdjustedRatio notHelpfulOffTopicAdjustedRatio
    notHelpfulSpamHarassmentOrAbuseAdjustedRatio notHelpfulIrrelevantSourcesAdjustedRatio
    notHelpfulOpinionSpeculationAdjustedRatio notHelpfulNoteNotNeededAdjustedRatio
    notHelpfulIncorrect_interval p_incorrect_user_interval num_voters_interval
    tf_idf_incorrect_interval lowDiligenceIntercept coreNegFactor_populationSampledRatingCount
    corePosFactor_populationSampledRatingCount pcrhExitN pcrhExitProba pcrhRevoked pcrhRevokeN
    pcrhFinalPred
    """)

  static let helpfulnessScores = columns(
    """
    raterParticipantId coreRaterIntercept coreRaterFactor1 crhCrnhRatioDifference meanNoteScore
    raterAgreeRatio successfulRatingHelpfulCount successfulRatingNotHelpfulCount
    successfulRatingTotal unsuccessfulRatingHelpfulCount unsuccessfulRatingNotHelpfulCount
    unsuccessfulRatingTotal ratingsAwaitingMoreRatings ratedAfterDecision
    notesCurrentlyRatedHelpful notesCurrentlyRatedNotHelpful notesAwaitingMoreRatings
    enrollmentState successfulRatingNeededToEarnIn authorTopNotHelpfulTagValues
    timestampOfLastStateChange aboveHelpfulnessThreshold isEmergingWriter
    aggregateRatingReceivedTotal timestampOfLastEarnOut groupRaterIntercept groupRaterFactor1
    modelingGroup raterHelpfulnessReputation numberOfTimesEarnedOut expansionRaterIntercept
    expansionRaterFactor1 expansionPlusRaterIntercept expansionPlusRaterFactor1
    multiGroupRaterIntercept multiGroupRaterFactor1 modelingMultiGroup
    coreWithTopicsRaterIntercept coreWithTopicsRaterFactor1 coreFirstRoundRaterIntercept
    coreFirstRoundRaterFactor1 crhTotal14d crnhTotal14d nmrTotal14d crhTotal90d crnhTotal90d
    nmrTotal90d
    """)

  private static func columns(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
