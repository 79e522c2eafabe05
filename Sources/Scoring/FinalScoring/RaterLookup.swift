import Factorization

/// A model's prescored raters, spread over all participants.
struct RaterLookup: Sendable {
  /// Missing where the rater was not in the final prescoring fit.
  var parameters: [BiasFactor]
  /// Whether prescoring knows the participant at all, as rater or author.
  var isKnown: [Bool]
  var isHelpful: [Bool]
  /// Diligence parameters with the round 2 bias; 0 where missing.
  var diligence: [ReputationFactorization.User]
  var diligenceFinalBias: [Float]
  var tagCounts: [TagCounts]

  init(_ raters: PrescoredModel.Raters, participants: Int) {
    parameters = Array(repeating: .missing, count: participants)
    isKnown = Array(repeating: false, count: participants)
    isHelpful = isKnown
    diligence = Array(repeating: .zero, count: participants)
    diligenceFinalBias = Array(repeating: 0, count: participants)
    tagCounts = Array(repeating: TagCounts(), count: participants)
    for (row, rater) in raters.rater.enumerated() {
      let rater = Int(rater)
      parameters[rater] = raters.parameters[row]
      isKnown[rater] = true
      isHelpful[rater] = raters.aboveHelpfulnessThreshold[row] ?? false
      if !raters.lowDiligenceFactor[row].isNaN {
        diligence[rater] = SIMD4(
          raters.lowDiligenceFactor[row], raters.lowDiligenceReputation[row],
          raters.lowDiligenceInterceptRound2[row], 0)
        diligenceFinalBias[rater] = raters.lowDiligenceIntercept[row]
      }
      tagCounts[rater] = TagCounts(
        incorrect: raters.incorrectTagRatings[row], tagged: raters.taggedRatings[row])
    }
  }
}
