/// What the text evaluators say of a note on a post.
public struct TextScores: Hashable, Sendable {
  /// The number of `claim_opinion_score` (section 5.4): not a probability; any finite number, the
  /// higher the better.
  public var claimOpinion: Double
  public var claimOpinionBucket: EvaluationBucket
  /// How much harassment or abuse contributors would see: any finite number, the higher the worse,
  /// like the head `notHelpfulSpamHarassmentOrAbuse` that it follows (section 10.1).
  public var harassment: Double
  /// `high` where they would see none.
  public var harassmentBucket: EvaluationBucket
}
