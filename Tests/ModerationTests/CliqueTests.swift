import Testing

@testable import Moderation

/// The guarantees of the cold start.
@Suite("A crowd that always votes together")
struct CliqueTests {
  private let rule = ConsensusRule()

  /// Items on which the crowd votes as one, by chance of each value; the others by themselves.
  private func history(
    crowd: [MemberID], others: [MemberID], items: Int, _ dice: inout Dice
  ) -> VotingHistory {
    var history = VotingHistory()
    for number in 0..<items {
      let word = VoteValue.allCases.randomElement(using: &dice) ?? .helpful
      let own = others.map {
        CastVote($0, Bool.random(using: &dice) ? VoteValue.helpful : .notHelpful)
      }
      history.add(votes(crowd, word) + own, of: ReviewItemID("earlier-\(number)"))
    }
    return history
  }

  @Test("decides nothing, however many they are", arguments: [5, 8, 20, 60, 200])
  func neverDecides(size: Int) {
    var dice = Dice(state: UInt64(size))
    for items in [6, 12, 40] {
      let crowd = members(size, "crowd")
      let history = history(crowd: crowd, others: members(6), items: items, &dice)
      for value in VoteValue.allCases {
        let reading = rule.reading(of: votes(crowd, value), on: "new", history)
        #expect(reading.outcome == nil && reading.effectiveVoters < 4, "\(size) \(items)")
        #expect(reading.missing == .independentVoters || value == .somewhatHelpful)
      }
    }
  }

  @Test(
    "decides nothing even where nobody else ever voted, once it has done so often enough",
    arguments: [5, 8, 20, 60, 200], VoteValue.allCases)
  func neverDecidesAlone(size: Int, habit: VoteValue) {
    let crowd = members(size, "crowd")
    var history = VotingHistory()
    for number in 0..<10 {
      history.add(votes(crowd, habit), of: ReviewItemID("earlier-\(number)"))
    }
    for value in [VoteValue.helpful, .notHelpful] {
      let reading = rule.reading(of: votes(crowd, value), on: "new", history)
      #expect(reading.outcome == nil, "\(reading)")
    }
  }

  @Test("decides nothing after the handover either", arguments: [5, 20, 200])
  func neverDecidesOnMap(size: Int) {
    var dice = Dice(state: 1)
    let crowd = members(size, "crowd")
    let history = history(crowd: crowd, others: members(6), items: 25, &dice)
    let map = ConsensusRule.Map(
      item: FittedItem(intercept: 1, factor: 0),
      votesInFit: Dictionary(uniqueKeysWithValues: crowd.map { ($0, 25) }))
    #expect(rule.reading(of: votes(crowd, .helpful), on: "new", history, map).outcome == nil)
  }

  @Test("weighs less than one over its likeness, together", arguments: [2, 5, 40])
  func bound(size: Int) {
    var dice = Dice(state: 9)
    let crowd = members(size, "crowd")
    let history = history(crowd: crowd, others: members(5), items: 15, &dice)
    let similarity = history.similarity(crowd[0], crowd[1])
    #expect(similarity > 0.5 && similarity <= 1)
    #expect(EffectiveVoters(of: crowd, in: history).count < 1 / similarity)
  }

  @Test("does not make those who vote by themselves look like one")
  func othersKeepTheirWeight() {
    var dice = Dice(state: 10)
    let others = members(10)
    let history = history(crowd: members(8, "crowd"), others: others, items: 40, &dice)
    #expect(EffectiveVoters(of: others, in: history).count > 6)
  }

  @Test("does not gain by staging quarrels between two halves")
  func stagedQuarrels() {
    let (left, right) = (members(30, "left"), members(30, "right"))
    var history = VotingHistory()
    for number in 0..<30 {
      let id = ReviewItemID("earlier-\(number)")
      history.add(
        votes(left, number.isMultiple(of: 2) ? .helpful : .notHelpful)
          + votes(right, number.isMultiple(of: 2) ? .notHelpful : .helpful), of: id)
    }
    let reading = rule.reading(of: votes(left + right, .helpful), on: "new", history)
    #expect(reading.outcome == nil, "\(reading)")
  }

  @Test("cannot be shed by a member who deviates now and then")
  func deviations() {
    var dice = Dice(state: 12)
    let crowd = members(40, "crowd")
    var history = VotingHistory()
    for number in 0..<40 {
      let word: VoteValue = Bool.random(using: &dice) ? .helpful : .notHelpful
      let cast = crowd.map { member in
        let deviates = Int.random(in: 0..<20, using: &dice) == 0
        return CastVote(member, deviates ? (word == .helpful ? .notHelpful : .helpful) : word)
      }
      let own = members(6).map {
        CastVote($0, Bool.random(using: &dice) ? VoteValue.helpful : .notHelpful)
      }
      history.add(cast + own, of: ReviewItemID("earlier-\(number)"))
    }
    #expect(rule.reading(of: votes(crowd, .helpful), on: "new", history).outcome == nil)
  }
}

@Suite("People who vote by themselves")
struct IndependentVoterTests {
  @Test("decide when five or more of them agree, whatever they voted before")
  func decide() {
    var dice = Dice(state: 21)
    var decided = 0
    for _ in 0..<100 {
      let community = members(30)
      var history = VotingHistory()
      for number in 0..<40 {
        // Some items are clear and some are not; everybody judges alone.
        let clear = Double.random(in: 0.1...0.9, using: &dice)
        let cast = community.shuffled(using: &dice).prefix(10).map {
          CastVote($0, Double.random(in: 0..<1, using: &dice) < clear ? .helpful : .notHelpful)
        }
        history.add(cast, of: ReviewItemID("earlier-\(number)"))
      }
      let voters = Array(community.shuffled(using: &dice).prefix(5))
      let reading = ConsensusRule().reading(of: votes(voters, .helpful), on: "new", history)
      if reading.outcome == .helpful { decided += 1 }
    }
    #expect(decided >= 90, "\(decided) of 100")
  }

  @Test("are as alike as strangers, on the whole")
  func unbiased() {
    var dice = Dice(state: 22)
    var sum = 0.0
    let community = members(20)
    for _ in 0..<40 {
      var history = VotingHistory()
      for number in 0..<20 {
        let clear = Double.random(in: 0.05...0.95, using: &dice)
        let cast = community.map {
          CastVote($0, Double.random(in: 0..<1, using: &dice) < clear ? .helpful : .notHelpful)
        }
        history.add(cast, of: ReviewItemID("earlier-\(number)"))
      }
      sum += history.similarity(community[0], community[1])
    }
    #expect(abs(sum / 40) < 0.1)
  }

  @Test("of two camps decide together, and neither camp alone")
  func camps() {
    var dice = Dice(state: 23)
    var (together, alone) = (0, 0)
    for _ in 0..<50 {
      let (left, right) = (members(12, "left"), members(12, "right"))
      var history = VotingHistory()
      for number in 0..<30 {
        let lean = Bool.random(using: &dice)
        func cast(_ camp: [MemberID], _ agrees: Bool) -> [CastVote] {
          camp.map { member in
            let isFor = Double.random(in: 0..<1, using: &dice) < (agrees ? 0.85 : 0.15)
            return CastVote(member, isFor ? .helpful : .notHelpful)
          }
        }
        history.add(
          cast(left, lean) + cast(right, !lean), of: ReviewItemID("earlier-\(number)"))
      }
      let rule = ConsensusRule()
      if rule.reading(of: votes(left + right, .helpful), on: "new", history).outcome == .helpful {
        together += 1
      }
      if rule.reading(of: votes(left, .helpful), on: "new", history).outcome != nil { alone += 1 }
    }
    #expect(together >= 45 && alone <= 2, "together \(together), alone \(alone) of 50")
  }
}
