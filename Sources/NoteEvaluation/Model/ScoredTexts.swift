import Factorization

/// A post and a note as models read them: the scores that need no learning, and the features for
/// what does.
struct ScoredTexts: Sendable {
  let coldClaimOpinion: Double
  let coldHarassment: Double
  let row: [SparseEntry]

  init(post: String, note: String, abuseRules: AbuseRules) {
    let post = PreparedText.post(post)
    let note = PreparedText.note(note)
    let signals = ClaimSignals(post: post, note: note)
    coldClaimOpinion = ClaimColdStart.score(signals)
    coldHarassment = abuseRules.score(note)
    row = NoteFeatures.row(post: post, note: note, signals: signals, abuse: coldHarassment)
  }
}

extension EvaluationModel {
  /// The scores that are given out: hand-set and learned ones in the shares that the labels allow.
  ///
  /// - Parameter trusting: takes signals that are not calibrated yet for calibrated.
  func scores(
    _ texts: ScoredTexts, trusting: Bool = false
  ) -> (claimOpinion: Double, harassment: Double) {
    func share(_ signal: LearnedSignal) -> Double {
      trusting ? LabelTrust.share(labels: signal.labels) : signal.share
    }
    func blend(_ cold: Double, _ learned: Double, _ share: Double) -> Double {
      (1 - share) * cold + share * learned
    }
    return (
      blend(texts.coldClaimOpinion, learnedClaimOpinion(texts.row), share(claimOpinion)),
      blend(texts.coldHarassment, logit(.harassmentOrAbuse, texts.row), share(harassment))
    )
  }

  func logit(_ head: EvaluationHead, _ row: [SparseEntry]) -> Double {
    heads[Int(head.rawValue)].logit(row)
  }

  private func learnedClaimOpinion(_ row: [SparseEntry]) -> Double {
    stage.score(
      claim: logit(.addressesClaim, row), opinion: logit(.opinionSpeculation, row))
  }
}
