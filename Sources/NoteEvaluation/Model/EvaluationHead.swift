import NoteModel

/// What the text model predicts of a note: whether raters give it a tag. Of the published model's
/// heads (AIW-28) those that the evaluators use (section 10.1).
public enum EvaluationHead: UInt8, Sendable, CaseIterable, Codable {
  case addressesClaim
  case opinionSpeculation
  case harassmentOrAbuse

  /// The tags that count; the old form had one tag for opinion, speculation and bias.
  public var tags: RatingTags {
    switch self {
    case .addressesClaim: RatingTags(.helpfulAddressesClaim)
    case .opinionSpeculation:
      [
        RatingTags(.notHelpfulOpinionSpeculation), RatingTags(.notHelpfulOpinionSpeculationOrBias),
      ]
    case .harassmentOrAbuse: RatingTags(.notHelpfulSpamHarassmentOrAbuse)
    }
  }

  /// The tag's name in the published model.
  public var name: String {
    switch self {
    case .addressesClaim: RatingTag.helpfulAddressesClaim.name
    case .opinionSpeculation: RatingTag.notHelpfulOpinionSpeculation.name
    case .harassmentOrAbuse: RatingTag.notHelpfulSpamHarassmentOrAbuse.name
    }
  }
}
