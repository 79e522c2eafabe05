import Foundation

extension ModerationSimulation {
  private struct Member {
    var id: MemberID
    /// −1, 0 or 1.
    var camp: Double
    var activity: Double
    var isInBrigade: Bool
  }

  /// The reviews in the order in which they happen.
  func reviews() -> [Review] {
    var random = SplitMix64(seed: seed)
    let people = makeMembers(&random)
    return (0..<items).map { makeReview($0, people, &random) }
  }

  private func makeMembers(_ random: inout SplitMix64) -> [Member] {
    (0..<members).map { number in
      let isModerate = random.chance(moderateShare)
      let isFirst = random.chance(firstCampShare)
      let activity = exp(0.7 * random.normal())
      // The first numbers, so that the share is exact; camps are drawn independently of it.
      let isInBrigade = Double(number) < (brigadeShare * Double(members)).rounded()
      return Member(
        id: MemberID("member-\(number)"), camp: isModerate ? 0 : isFirst ? 1 : -1,
        activity: activity, isInBrigade: isInBrigade)
    }
  }

  private func makeReview(
    _ number: Int, _ people: [Member], _ random: inout SplitMix64
  ) -> Review {
    let camp: Double = random.chance(0.5) ? 1 : -1
    let isRight = random.chance(classifierPrecision + camp * classifierBias)
    let clear = clarity * (0.5 + 0.5 * abs(random.normal()) / 0.8)
    let isAttacked = random.chance(attackedShare)
    let count = max(1, votesPerItem * 2 / 3 + Int(random.unit() * Double(votesPerItem) * 2 / 3))
    var voters = draw(count, of: people, isAttacked, &random)
    if isRushed, isAttacked {
      voters = voters.filter(\.isInBrigade) + voters.filter { !$0.isInBrigade }
    }
    let votes = voters.map { voter in
      let liking =
        (isRight ? clear : -clear) - partisanship * voter.camp * camp + random.normal()
      let own: VoteValue =
        liking > 0.25 ? .helpful : liking < -0.25 ? .notHelpful : .somewhatHelpful
      let attack: VoteValue = isRight ? .notHelpful : .helpful
      return CastVote(voter.id, voter.isInBrigade && isAttacked ? attack : own)
    }
    return Review(
      id: ReviewItemID("item-\(number)"), isRight: isRight, isAttacked: isAttacked, votes: votes)
  }

  /// Different members, the more active the likelier (Efraimidis & Spirakis 2006), in random order.
  private func draw(
    _ count: Int, of people: [Member], _ isAttacked: Bool, _ random: inout SplitMix64
  ) -> [Member] {
    let keyed = people.map { member in
      let pull = member.activity * (member.isInBrigade && isAttacked ? turnout : 1)
      return (key: -log(1 - random.unit()) / pull, member: member)
    }
    var drawn = keyed.sorted { $0.key < $1.key }.prefix(count).map(\.member)
    drawn.shuffle(using: &random)
    return drawn
  }
}
