/// Bucket limits that an operator sets instead of those that come with the model or the rules
/// (section 10.1, AIW-29b).
public struct EvaluationLimits: Hashable, Sendable {
  /// On `TextScores.claimOpinion`.
  public var claimOpinion: BucketLimits?
  /// On the negative of `TextScores.harassment`, so that here too more is better.
  public var harassment: BucketLimits?

  public init(claimOpinion: BucketLimits? = nil, harassment: BucketLimits? = nil) {
    self.claimOpinion = claimOpinion
    self.harassment = harassment
  }
}
