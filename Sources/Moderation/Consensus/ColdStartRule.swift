/// Decides while most voters have no position on the map: by how many *independent* voters are for
/// the action, and how sure that makes a majority of them.
///
/// 1. Every voter weighs the inverse of the crowd that they stand in (`EffectiveVoters`), as shown
///    by earlier items.
/// 2. The weights for and against the action give a Beta posterior of the share of independent voters
///    who are for it. The reading is the log odds that this share is above one half, in units of those
///    at `confidence`: +1 is "sure enough to act", −1 "sure enough to undo".
/// 3. With too few independent voters the reading is kept below 1: they must be three in five of the
///    voters, or four.
///
/// What follows:
/// - *A crowd never decides.* Its n members weigh n / (1 + (n − 1) s) at most, and less than 1/s. One
///   that is more than a quarter alike stays below the floor at every size.
/// - *Five strangers who agree decide.* They weigh 5, and are 98 % sure. Five people who have met weigh
///   a little less or more by chance, which is what the lower floor for few voters is for.
/// - *Two camps that agree decide, one of them hardly ever does.* A camp of like-minded people is a loose
///   crowd: two that are half alike within weigh nearly 2 each.
///
/// What no rule can see is accounts that act as one for the first time: they have no shared history
/// yet. Each item on which they do costs them weight on the next.
public struct ColdStartRule: Hashable, Codable, Sendable {
  /// How likely the share must be on one side of one half.
  public var confidence = 0.9
  /// Independent voters with whom an item is decided however many voted.
  public var leastEffective = 4.0
  /// Share of independent voters with whom it is decided by few.
  public var leastShare = 0.6

  public init() {}

  /// The floor of effective voters among so many voters.
  func floor(voters: Int) -> Double { min(leastEffective, leastShare * Double(voters)) }

  /// The log odds that most independent voters are for the action, where ±1 is sure enough.
  func margin(votesFor: Double, votesAgainst: Double) -> Double {
    let posterior = BetaPosterior(votesFor: votesFor, votesAgainst: votesAgainst)
    let odds = logOdds(posterior.probabilityAboveHalf)
    return Margin.bounded(odds / logOdds(confidence))
  }
}
