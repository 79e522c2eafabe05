/// Where voters stand on the map of a fit, and where an item stands among them.
public struct ViewpointMap: Sendable {
  /// What the fit says of a voter.
  public struct Position: Hashable, Sendable {
    public var intercept: Double
    public var factor: Double
    /// Votes that the fit had of them.
    public var votesInFit: Int

    public init(intercept: Double, factor: Double, votesInFit: Int) {
      self.intercept = intercept
      self.factor = factor
      self.votesInFit = votesInFit
    }
  }

  public var positions: [MemberID: Position] = [:]
  /// The global intercept of the fit.
  public var mean: Double

  /// Regularisation of the scorer's note fits.
  private static let interceptPenalty = 0.15
  private static let factorPenalty = 0.03

  public init(mean: Double = 0) { self.mean = mean }

  /// Fits the item's intercept and factor to the votes of those on the map, their own parameters
  /// held: the ridge regression of the scorer's note fits.
  public func reading(of votes: [CastVote]) -> ConsensusRule.Map {
    let known = votes.compactMap { vote in
      positions[vote.voter].map { (voter: vote.voter, position: $0, favour: vote.favour) }
    }
    guard known.count >= 2 else { return ConsensusRule.Map() }
    // Normal equations of two unknowns. Penalties are per vote, as the scorer's mean loss has them.
    let count = Double(known.count)
    var (sumF, sumFF, sumR, sumFR) = (0.0, 0.0, 0.0, 0.0)
    for (_, position, favour) in known {
      let rest = favour - mean - position.intercept
      sumF += position.factor
      sumFF += position.factor * position.factor
      sumR += rest
      sumFR += rest * position.factor
    }
    let a = count + Self.interceptPenalty * count
    let b = sumFF + Self.factorPenalty * count
    let determinant = a * b - sumF * sumF
    guard abs(determinant) > 1e-12 else { return ConsensusRule.Map() }
    return ConsensusRule.Map(
      item: FittedItem(
        intercept: (sumR * b - sumFR * sumF) / determinant,
        factor: (a * sumFR - sumF * sumR) / determinant),
      votesInFit: Dictionary(
        known.map { ($0.voter, $0.position.votesInFit) }, uniquingKeysWith: { first, _ in first }))
  }
}
