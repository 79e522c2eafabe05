/// When the community has decided (moderation 8). Pure: the same votes, history and map give the
/// same reading, in whatever order the votes are listed.
///
/// Two rules read the votes on one scale: the cold start, which knows nothing but who voted with
/// whom, and the map, once the engine has one. The reading blends them by how well the map knows
/// the item's voters (`MapEvidence`, weighted as the votes are):
///
///     reading = (1 − share) · cold start + share · map
///
/// A floor of effective voters holds under both, so that no crowd decides after the handover either.
/// It falls from the cold start's to `leastEffectiveOnMap` with the share: on the map, it is the
/// item's intercept that asks for both sides, and two close camps that agree may decide.
public struct ConsensusRule: Hashable, Codable, Sendable {
  /// Votes, each of another voter, without which nothing is decided (moderation 8.1).
  public var leastVotes = 5
  public var coldStart = ColdStartRule()
  public var bridging = BridgingRule()
  public var mapEvidence = MapEvidence()
  /// Independent voters without whom nothing is decided, once the map knows the voters.
  public var leastEffectiveOnMap = 2.0

  public init() {}

  /// What the engine's last fit says; without one, everything is the cold start.
  public struct Map: Sendable {
    public var item: FittedItem?
    /// Votes that the fit had of each voter.
    public var votesInFit: [MemberID: Int]

    public init(item: FittedItem? = nil, votesInFit: [MemberID: Int] = [:]) {
      self.item = item
      self.votesInFit = votesInFit
    }
  }

  /// - Parameters:
  ///   - item: left out of the history, where that has it.
  ///   - history: the votes of the community on other items.
  public func reading(
    of votes: [CastVote], on item: ReviewItemID, _ history: VotingHistory, _ map: Map = Map()
  ) -> ConsensusReading {
    let votes = votes.firstOfEach().sorted { $0.voter < $1.voter }
    let weights = EffectiveVoters(of: votes.map(\.voter), in: history, except: item).weights
    return reading(of: votes, weights: weights, map)
  }

  func reading(
    of votes: [CastVote], weights: [Double], _ map: Map
  ) -> ConsensusReading {
    let effective = weights.reduce(0, +)
    let favour = zip(votes, weights).reduce(0) { $0 + $1.0.favour * $1.1 }
    let share = mapShare(votes, weights, effective, map)
    var margin =
      (1 - share) * coldStart.margin(votesFor: favour, votesAgainst: effective - favour)
    if let fitted = map.item { margin += share * bridging.margin(fitted) }

    let cold = coldStart.floor(voters: votes.count)
    let least = cold + share * (min(cold, leastEffectiveOnMap) - cold)
    let reached = votes.isEmpty ? 0 : effective / least
    if reached < 1 { margin = min(max(margin, -reached), reached) }
    let enough = votes.count >= leastVotes
    let decides = enough && reached >= 1 && abs(margin) >= 1
    return ConsensusReading(
      outcome: decides ? (margin > 0 ? .helpful : .notHelpful) : nil, score: Margin.score(margin),
      votes: votes.count, effectiveVoters: effective, mapShare: share,
      missing: decides
        ? nil : !enough ? .votes : reached < 1 ? .independentVoters : .agreement)
  }

  private func mapShare(
    _ votes: [CastVote], _ weights: [Double], _ effective: Double, _ map: Map
  ) -> Double {
    guard map.item != nil, effective > 0 else { return 0 }
    let known = zip(votes, weights).reduce(0) {
      $0 + $1.1 * mapEvidence.share(votesInFit: map.votesInFit[$1.0.voter] ?? 0)
    }
    return min(1, known / effective)
  }
}
