/// How several classifiers become one.
public enum ChainRule: Hashable, Sendable {
  /// The first, in order, that gives a judgement.
  case firstAvailable
  /// All are asked at once; of each label the highest score counts.
  case highestScore
  /// The first available; where its highest score lies in the band, the next available one is asked
  /// too, and its scores replace those in the band.
  case secondOpinion(band: ClosedRange<Double>)
}

extension ChainRule {
  /// Of each label the highest score; flagged where somebody flagged it. Unavailable only if all are.
  static func highest(
    _ classifications: [PostClassification], otherwise identity: ClassifierIdentity
  ) -> PostClassification {
    let judged = classifications.filter { $0.judgement != nil }
    guard !judged.isEmpty else {
      return classifications.first
        ?? .unavailable(.unexpected, "no classifier is set up", by: identity)
    }
    guard judged.count > 1 else { return judged[0] }
    var best: [ContentLabel: Judgement.LabelScore] = [:]
    for score in judged.compactMap(\.judgement).flatMap(\.scores) {
      let known = best[score.label]
      best[score.label] = Judgement.LabelScore(
        score.label, score: max(score.score, known?.score ?? 0),
        isFlagged: score.isFlagged || known?.isFlagged == true)
    }
    let judgements = judged.compactMap(\.judgement)
    let flagging = judgements.filter { !$0.flagged.isEmpty }
    let ranked = Judgement(ranking: Array(best.values), explanation: "")
    return .judged(
      Judgement(
        scores: ranked.scores,
        confidence: (flagging.isEmpty ? judgements : flagging).map(\.confidence).max() ?? 0,
        explanation: (flagging.isEmpty ? judgements : flagging).map(\.explanation)
          .joined(separator: " ")),
      by: .joined(judged.map(\.classifier)))
  }

  /// Whether a judgement calls for a second opinion.
  static func isDoubtful(_ judgement: Judgement, in band: ClosedRange<Double>) -> Bool {
    band.contains(judgement.highestScore)
  }

  /// The first judgement, with what the second says of labels in the band, and labels that only the
  /// second knows.
  static func revised(
    _ first: PostClassification, by second: PostClassification, in band: ClosedRange<Double>
  ) -> PostClassification {
    guard let doubtful = first.judgement, let opinion = second.judgement else { return first }
    var scores: [Judgement.LabelScore] = []
    for score in doubtful.scores {
      scores.append(
        band.contains(score.score) ? opinion.score(of: score.label) ?? score : score)
    }
    scores += opinion.scores.filter { doubtful.score(of: $0.label) == nil }
    return .judged(
      Judgement(
        ranking: scores,
        explanation: "Second opinion: \(opinion.explanation) First: \(doubtful.explanation)"),
      by: .joined([first.classifier, second.classifier]))
  }
}

extension ClassifierIdentity {
  static func joined(_ identities: [ClassifierIdentity]) -> ClassifierIdentity {
    ClassifierIdentity(
      name: identities.map(\.name).joined(separator: "+"),
      version: identities.map(\.version).joined(separator: "+"))
  }
}
