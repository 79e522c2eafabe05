import Testing

@testable import Moderation

@Suite("The table of pairs")
struct PairTableTests {
  private func evidence(_ number: Double) -> SimilarityRule.Evidence {
    SimilarityRule.Evidence(
      product: number, first: number + 1, second: number + 2, variance: number + 3)
  }

  @Test("holds what a dictionary holds, whichever of the two is named first")
  func dictionary() {
    var dice = Dice(state: 7)
    var table = PairTable()
    var plain: [[Int]: Double] = [:]
    for _ in 0..<20_000 {
      let one = Int.random(in: 0..<300, using: &dice)
      let other = Int.random(in: 0..<300, using: &dice)
      guard one != other else { continue }
      let number = Double(Int.random(in: 0..<10, using: &dice))
      table.add(evidence(number), of: one, other)
      plain[[min(one, other), max(one, other)], default: 0] += number
    }
    for one in 0..<300 {
      for other in 0..<300 where one != other {
        let expected = plain[[min(one, other), max(one, other)]]
        #expect(table[one, other]?.product == expected)
      }
    }
  }

  @Test("an empty one has no pair")
  func empty() {
    #expect(PairTable()[0, 1]?.product == nil)
  }
}

@Suite("A history of votes in two parts")
struct DividedHistoryTests {
  private func votes(_ dice: inout Dice, members: Int) -> [CastVote] {
    (0..<members).shuffled(using: &dice).prefix(6).map { number in
      CastVote(
        MemberID("member-\(number)"), VoteValue.allCases.randomElement(using: &dice) ?? .helpful)
    }
  }

  @Test("says of any two members what one history of all items says")
  func same() {
    var dice = Dice(state: 11)
    var whole = VotingHistory()
    var earlier = VotingHistory()
    let ballots = (0..<60).map { _ in votes(&dice, members: 12) }
    for (number, votes) in ballots.enumerated() {
      whole.add(votes, of: ReviewItemID("item-\(number)"))
    }
    for (number, votes) in ballots.prefix(40).enumerated() {
      earlier.add(votes, of: ReviewItemID("item-\(number)"), isKept: false)
    }
    var divided = VotingHistory(after: earlier)
    for (number, votes) in ballots.enumerated().dropFirst(40) {
      divided.add(votes, of: ReviewItemID("item-\(number)"))
    }
    #expect(divided.itemCount == whole.itemCount)
    for one in 0..<12 {
      for other in 0..<12 {
        let pair = (MemberID("member-\(one)"), MemberID("member-\(other)"))
        #expect(abs(divided.similarity(pair.0, pair.1) - whole.similarity(pair.0, pair.1)) < 1e-12)
        #expect(divided.voteCount(of: pair.0) == whole.voteCount(of: pair.0))
      }
    }
  }

  @Test("says what the rule says of the items that two members share, taken one by one")
  func plain() {
    var dice = Dice(state: 13)
    var history = VotingHistory()
    var items: [(entries: [MemberID: VotingHistory.Entry], sums: VotingHistory.Sums)] = []
    for number in 0..<50 {
      let votes = votes(&dice, members: 12)
      let weights = EffectiveVoters(of: votes.map(\.voter), in: history).weights
      var sums = VotingHistory.Sums()
      var entries: [MemberID: VotingHistory.Entry] = [:]
      for (vote, weight) in zip(votes, weights) {
        sums.weight += weight
        sums.favour += weight * vote.favour
        if vote.favour == 0.5 { sums.middle += weight }
        entries[vote.voter] = VotingHistory.Entry(voter: 0, favour: vote.favour, weight: weight)
      }
      items.append((entries, sums))
      history.add(votes, of: ReviewItemID("item-\(number)"))
    }
    let rule = SimilarityRule()
    for one in 0..<12 {
      for other in 0..<12 where one != other {
        let pair = (MemberID("member-\(one)"), MemberID("member-\(other)"))
        var evidence = SimilarityRule.Evidence()
        for item in items {
          guard let first = item.entries[pair.0], let second = item.entries[pair.1] else {
            continue
          }
          rule.take(first, second, of: item.sums, into: &evidence)
        }
        #expect(abs(history.similarity(pair.0, pair.1) - rule.similarity(evidence)) < 1e-12)
      }
    }
  }

  @Test("an item that is left out says as little as one that was never added")
  func leftOut() {
    var dice = Dice(state: 12)
    var with = VotingHistory()
    var without = VotingHistory()
    for number in 0..<30 {
      let votes = votes(&dice, members: 10)
      with.add(votes, of: ReviewItemID("item-\(number)"))
      without.add(votes, of: ReviewItemID("item-\(number)"))
    }
    // The last one: no later item has weights that it helped to make.
    with.add(votes(&dice, members: 10), of: "last")
    for one in 0..<10 {
      for other in 0..<10 where one != other {
        let pair = (MemberID("member-\(one)"), MemberID("member-\(other)"))
        let found = with.similarity(pair.0, pair.1, except: "last")
        #expect(abs(found - without.similarity(pair.0, pair.1)) < 1e-9)
      }
    }
  }
}
