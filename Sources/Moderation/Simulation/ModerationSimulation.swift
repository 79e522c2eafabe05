/// A synthetic community that reviews what a classifier hid, with people who try to decide alone.
///
/// The model, in one paragraph: a biased classifier acts on posts; some of its actions are right,
/// more of them on one camp's posts than on the other's. Members stand in two camps or in the middle.
/// How much a member likes an action is its clarity (positive where it is right), less where the post
/// is of their own camp and more where it is of the other, plus noise; thresholds turn that into a
/// vote. A brigade is a share of the members who on some items vote as one, for the wrong outcome, and
/// elsewhere like everybody else. Members differ in how often they vote.
///
/// Everything follows from the values here: the same values give the same votes.
///
/// ```swift
/// var simulation = ModerationSimulation()
/// simulation.brigadeShare = 0.2
/// print(simulation.report().table)
/// ```
public struct ModerationSimulation: Hashable, Codable, Sendable {
  public var members = 200
  /// Reviews, one after the other.
  public var items = 400
  /// Votes on each, about.
  public var votesPerItem = 15
  /// Share of members who stand in the middle; the others stand in two camps.
  public var moderateShare = 0.2
  /// Share of the first camp among those in camps.
  public var firstCampShare = 0.5
  /// How much a post's camp moves a member of either camp, in units of the noise.
  public var partisanship = 0.8
  /// The mean clarity of an item, in units of the noise.
  public var clarity = 1.1
  /// Share of the classifier's actions that are right.
  public var classifierPrecision = 0.65
  /// How much smaller that share is on the second camp's posts, and larger on the first's.
  public var classifierBias = 0.15
  /// Share of members who vote as one on the items that they attack.
  public var brigadeShare = 0.0
  /// Share of items that the brigade attacks.
  public var attackedShare = 0.5
  /// How much likelier than others a member of the brigade votes on an attacked item.
  public var turnout = 1.0
  /// Whether the brigade votes before everybody else.
  public var isRushed = false
  /// Which of the many communities with these values.
  public var seed: UInt64 = 1

  public init() {}

  /// One review with its votes in the order cast.
  struct Review: Sendable {
    var id: ReviewItemID
    /// Whether the classifier's action was right, which nobody in the community knows.
    var isRight: Bool
    var isAttacked: Bool
    var votes: [CastVote]
  }

  /// What every rule makes of the same votes.
  public func report(
    _ rule: ConsensusRule = ConsensusRule(), similarity: SimilarityRule = SimilarityRule()
  ) -> ModerationReport {
    var tally = ModerationReport.Tally()
    var history = VotingHistory(rule: similarity)
    var reference = ReferenceScorer()
    for review in reviews() {
      tally.take(MajorityRule.outcomes(of: review.votes), .majority, review)
      tally.take(reference.outcomes(of: review.votes), .bayesianAverage, review)
      tally.take(
        rule.outcomes(of: review.votes, on: review.id, history), .consensus, review)
      history.add(review.votes, of: review.id)
      reference.add(review.votes)
    }
    return ModerationReport(simulation: self, tally)
  }
}
