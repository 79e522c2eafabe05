/// The second stage of `ClaimOpinion`: a weighted sum of two heads' logits, not normalised
/// (section 10.1).
struct ClaimOpinionStage: Sendable, Equatable {
  var intercept: Double
  /// Not negative: addressing the claim never lowers the score.
  var claim: Double
  /// Not positive.
  var opinion: Double

  func score(claim claimLogit: Double, opinion opinionLogit: Double) -> Double {
    intercept + claim * claimLogit + opinion * opinionLogit
  }
}
