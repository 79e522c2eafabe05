/// How outcomes change while the map comes to know the voters, on the same votes.
///
/// Members of a simulated community rate notes and vote on reviews. With no rated notes there is no map,
/// and reviews are decided by the cold start. With more and more of them the engine's fit knows the
/// voters, and the reading goes over to the map. A rule without a jump changes a few outcomes at every
/// step, and hardly ever into the opposite.
public struct HandoverReport: Sendable {
  public let communities: Int
  public let reviews: Int
  public let rows: [Row]

  /// Numbers of rated notes.
  public static let steps = [0, 25, 50, 100, 150, 200, 300, 400]

  public struct Row: Hashable, Sendable {
    /// Notes whose ratings the map is fitted to.
    public let notes: Int
    /// The map's part in a reading, summed over the reviews.
    public var share = 0.0
    /// Against the cold start.
    public var fromColdStart = Differences()
    /// Against the row before: the jump of one step.
    public var fromBefore = Differences()
    public var right = ModerationReport.Row.Count()
    public var wrong = ModerationReport.Row.Count()
  }

  /// Reviews whose outcome is another one.
  public struct Differences: Hashable, Sendable {
    /// Open before, decided now.
    public var decided = 0
    /// Decided before, open now.
    public var opened = 0
    /// Decided the other way.
    public var opposite = 0

    public var total: Int { decided + opened + opposite }

    mutating func take(_ before: ReviewOutcome?, _ after: ReviewOutcome?) {
      guard before != after else { return }
      switch (before, after) {
      case (nil, _): decided += 1
      case (_, nil): opened += 1
      default: opposite += 1
      }
    }
  }

  /// - Parameters:
  ///   - communities: how many, with seeds from 1 on.
  ///   - reviews: in each, after the notes.
  ///   - fit: the engine's fit of the ratings of notes.
  /// - Throws: what the fit throws.
  public init(
    communities: Int, reviews: Int = 200, brigadeShare: Double = 0,
    rule: ConsensusRule = ConsensusRule(), fit: ([[CastVote]]) throws -> ViewpointMap
  ) throws {
    var rows = Self.steps.map { Row(notes: $0) }
    for seed in 1...communities {
      var simulation = ModerationSimulation()
      let most = Self.steps.max() ?? 0
      simulation.items = most + reviews
      simulation.brigadeShare = brigadeShare
      simulation.seed = UInt64(seed)
      let items = simulation.reviews()
      let outcomes = try Self.steps.map { notes in
        Self.outcomes(
          of: items[most...], rule,
          notes == 0 ? ViewpointMap() : try fit(items[..<notes].map(\.votes)))
      }
      for (step, found) in outcomes.enumerated() {
        for (place, review) in items[most...].enumerated() {
          let outcome = found[place].outcome
          rows[step].share += found[place].share
          rows[step].fromColdStart.take(outcomes[0][place].outcome, outcome)
          rows[step].fromBefore.take(outcomes[max(0, step - 1)][place].outcome, outcome)
          if review.isRight {
            rows[step].right.take(outcome)
          } else {
            rows[step].wrong.take(outcome)
          }
        }
      }
    }
    self.communities = communities
    self.reviews = reviews
    self.rows = rows
  }

  /// The first outcome of each review, which stands, and the map's part in the last reading.
  private static func outcomes(
    of reviews: ArraySlice<ModerationSimulation.Review>, _ rule: ConsensusRule, _ map: ViewpointMap
  ) -> [(outcome: ReviewOutcome?, share: Double)] {
    var history = VotingHistory()
    return reviews.map { review in
      var share = 0.0
      let outcomes = rule.outcomes(of: review.votes, on: review.id, history) { votes in
        map.reading(of: votes)
      } each: {
        share = $0.mapShare
      }
      history.add(review.votes, of: review.id)
      return (outcomes.live, share)
    }
  }
}
