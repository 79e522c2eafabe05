import Glibc

extension NoteEvaluator {
  /// What the evaluator says of a rated note, beside what raters said.
  struct Judgement: Sendable {
    var claimOpinion: ReliabilityReport.Case?
    var harassment: ReliabilityReport.Case?
    /// By head, how likely its tag is: the head's logit; without a model the score that is nearest.
    var tagScores: [Double]
  }

  /// Whether the model has learned nothing from a note; true without a model.
  func heldOut(_ note: RatedNote) -> Bool {
    model.map { DataSplit(seed: $0.origin.splitSeed).part(of: note) == .heldOut } ?? true
  }

  /// - Parameter byHelpfulness: what `ClaimOpinion` is measured by (`RatedNote.claimOpinionLabel`).
  func judgement(of note: RatedNote, byHelpfulness: Bool) -> Judgement {
    let texts = ScoredTexts(post: note.post, note: note.note, abuseRules: abuseRules)
    let scored = textScores(texts)
    return Judgement(
      claimOpinion: note.claimOpinionLabel(byHelpfulness: byHelpfulness).map {
        ReliabilityReport.Case(
          score: scored.claimOpinion,
          probability: Self.probability(scored.claimOpinion, model?.claimOpinion),
          bucket: scored.claimOpinionBucket, label: $0)
      },
      harassment: note.evidence.label(.harassmentOrAbuse).map {
        ReliabilityReport.Case(
          score: scored.harassment,
          probability: Self.probability(scored.harassment, model?.harassment),
          bucket: scored.harassmentBucket, label: $0)
      },
      tagScores: model.map { model in
        EvaluationHead.allCases.map { model.logit($0, texts.row) }
      } ?? [scored.claimOpinion, -scored.claimOpinion, scored.harassment])
  }

  /// A score as a probability: by the learned curve as far as labels allow, otherwise as if hand-set
  /// scores were logits, which nothing vouches for.
  private static func probability(_ score: Double, _ signal: LearnedSignal?) -> Double {
    let cold = 1 / (1 + exp(-score))
    guard let signal, let calibration = signal.calibration else { return cold }
    return (1 - signal.share) * cold + signal.share * calibration.curve.share(at: score)
  }
}
