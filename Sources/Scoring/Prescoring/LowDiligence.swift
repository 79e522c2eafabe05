import Factorization
import NoteModel

extension ScoringModel {
  /// The prescoring fit of the low-diligence model on the ratings of helpful raters.
  func lowDiligence(
    _ store: RatingStore, _ helpful: Scope, userFactors: [Float], _ data: ScoringData,
    random: inout RandomStream
  ) throws(ScoringError) -> ReputationFactorization.Prescored {
    let fitData = FitData(store, helpful) { store.lowDiligenceLabel($0) }
    return try fitting(name) { () throws(FactorizationError) in
      try ReputationFactorization.lowDiligence.prescore(
        fitData.matrix, itemFactors: nil, userFactors: userFactors, random: &random,
        workers: data.workers)
    }
  }
}

extension RatingStore {
  private static let carelessTags = RatingTags([
    RatingTags(.notHelpfulIncorrect), RatingTags(.notHelpfulIrrelevantSources),
    RatingTags(.notHelpfulSourcesMissingOrUnreliable),
  ])

  /// 2 (yes) where the rating finds the note's facts or sources wanting, else 0.
  func lowDiligenceLabel(_ rating: Int) -> UInt8 {
    tags(rating).isDisjoint(with: Self.carelessTags) ? 0 : 2
  }
}
