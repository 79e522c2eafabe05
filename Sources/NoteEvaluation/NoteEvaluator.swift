/// Judges proposed notes: what a site tells the writers of test notes, and what it admits writers by
/// (section 10).
public struct NoteEvaluator: Sendable {
  let model: EvaluationModel?
  let abuseRules: AbuseRules
  private let limits: EvaluationLimits

  /// - Parameters:
  ///   - model: learned from the community's own notes; nil: hand-set signals and rules alone.
  ///   - abuseRules: what counts as abuse as far as the model has not learned it.
  ///   - limits: the operator's choice of bucket limits; where it has none, the model's.
  public init(
    model: EvaluationModel? = nil, abuseRules: AbuseRules = .builtIn,
    limits: EvaluationLimits = EvaluationLimits()
  ) {
    self.model = model
    self.abuseRules = abuseRules
    self.limits = limits
  }

  /// Scores a note on a post by their texts alone; always the same for the same texts.
  ///
  /// - Parameters:
  ///   - post: as written, short links replaced by what they lead to where that is known; empty where
  ///     the text is not known.
  ///   - note: as written.
  public func textScores(post: String, note: String) -> TextScores {
    textScores(ScoredTexts(post: post, note: note, abuseRules: abuseRules))
  }

  func textScores(_ texts: ScoredTexts) -> TextScores {
    let scored = scores(texts)
    return TextScores(
      claimOpinion: scored.claimOpinion,
      claimOpinionBucket: claimOpinionLimits.bucket(of: scored.claimOpinion),
      harassment: scored.harassment,
      harassmentBucket: harassmentLimits.bucket(of: -scored.harassment))
  }

  /// All three outcomes, in the order of section 9.2's table.
  public func outcomes(
    post: String, note: String, links: some LinkChecking
  ) async -> [EvaluationOutcome] {
    let texts = textScores(post: post, note: note)
    return [
      EvaluationOutcome(.urlValidity, await NoteLinks.bucket(of: note, by: links)),
      EvaluationOutcome(.claimOpinion, texts.claimOpinionBucket),
      EvaluationOutcome(.harassmentAbuse, texts.harassmentBucket),
    ]
  }

  private var claimOpinionLimits: BucketLimits {
    limits.claimOpinion ?? ClaimColdStart.limits.blended(with: model?.claimOpinion)
  }

  private var harassmentLimits: BucketLimits {
    limits.harassment ?? AbuseRules.limits.blended(with: model?.harassment)
  }

  private func scores(_ texts: ScoredTexts) -> (claimOpinion: Double, harassment: Double) {
    guard let model else { return (texts.coldClaimOpinion, texts.coldHarassment) }
    return model.scores(texts)
  }
}

extension BucketLimits {
  fileprivate func blended(with signal: LearnedSignal?) -> BucketLimits {
    guard let signal, let calibration = signal.calibration else { return self }
    return blended(with: calibration.limits, share: signal.share)
  }
}
