import NoteModel

extension OutputSchema {
  /// `aux_note_info.tsv`: one row per note, the counts and predictions behind its status. 72 columns.
  ///
  /// The tags are counted (`notHelpfulOther`), counted with weights (`notHelpfulOtherAdjusted`) and
  /// related to the weight of all ratings (`notHelpfulOtherAdjustedRatio`).
  public static let auxiliaryNoteInfo = OutputSchema(
    "aux_note_info.tsv",
    auxiliaryStart + RatingTag.allCases.map { Column(name: $0.name, kind: .integer) }
      + RatingTag.notHelpful.map { Column(name: $0.name + "Adjusted", kind: .float) }
      + RatingTag.notHelpful.map { Column(name: $0.name + "AdjustedRatio", kind: .float) }
      + auxiliaryEnd)

  private static let auxiliaryStart = [
    Column(name: "noteId", kind: .integer),
    Column(name: "ratingWeight", kind: .float),
    Column(name: "createdAtMillis", kind: .integer),
    Column(name: "noteAuthorParticipantId", kind: .text),
    Column(name: "awaitingBool", kind: .boolean),
    Column(name: "numRatingsLast28", kind: .integer),
    Column(name: "numPopulationSampledRatings", kind: .integer),
    Column(name: "currentStatus", kind: .text),
    Column(name: "crhBool", kind: .boolean),
    Column(name: "crnhBool", kind: .boolean),
    Column(name: "unlockedRatingStatus", kind: .text),
    Column(name: "preStabilizationRatingStatus", kind: .text),
  ]

  private static let auxiliaryEnd = [
    Column(name: "notHelpfulIncorrect_interval", kind: .integer),
    Column(name: "p_incorrect_user_interval", kind: .double),
    Column(name: "num_voters_interval", kind: .integer),
    Column(name: "tf_idf_incorrect_interval", kind: .double),
    Column(name: "lowDiligenceIntercept", kind: .float),
    Column(name: "coreNegFactor_populationSampledRatingCount", kind: .integer),
    Column(name: "corePosFactor_populationSampledRatingCount", kind: .integer),
    Column(name: "pcrhExitN", kind: .whole),
    Column(name: "pcrhExitProba", kind: .double),
    Column(name: "pcrhRevoked", kind: .boolean),
    Column(name: "pcrhRevokeN", kind: .whole),
    Column(name: "pcrhFinalPred", kind: .boolean),
  ]
}
