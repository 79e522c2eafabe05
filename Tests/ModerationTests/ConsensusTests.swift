import Testing

@testable import Moderation

@Suite("The Beta posterior")
struct BetaPosteriorTests {
  @Test(
    "has the closed form where only one side voted: 1 − ½^(n + 1)",
    arguments: [0.0, 0.5, 1, 2.7, 5, 40])
  func oneSided(votes: Double) {
    var power = 1.0
    // ½^(n + 1) for any real n, by halves.
    for _ in 0..<Int(2 * votes) + 2 { power *= 0.5.squareRoot() }
    let exact = 2 * votes == (2 * votes).rounded()
    let posterior = BetaPosterior(votesFor: votes, votesAgainst: 0)
    if exact { #expect(abs(posterior.probabilityAboveHalf - (1 - power)) < 1e-12) }
    let mirrored = BetaPosterior(votesFor: 0, votesAgainst: votes)
    #expect(abs(posterior.probabilityAboveHalf + mirrored.probabilityAboveHalf - 1) < 1e-12)
  }

  @Test("agrees with the sum of binomial terms for whole numbers")
  func binomial() {
    // P(Beta(a, b) > ½) = P(Binomial(a + b − 1, ½) ≤ a − 1).
    func choose(_ n: Int, _ k: Int) -> Double {
      (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
    }
    for votesFor in 0...12 {
      for votesAgainst in 0...12 {
        let n = votesFor + votesAgainst + 1
        let below = (0...votesFor).reduce(0.0) { $0 + choose(n, $1) }
        let expected = (0..<n).reduce(below) { half, _ in half / 2 }
        let posterior = BetaPosterior(
          votesFor: Double(votesFor), votesAgainst: Double(votesAgainst))
        #expect(abs(posterior.probabilityAboveHalf - expected) < 1e-12)
      }
    }
  }

  @Test("stays a probability for any weights")
  func bounded() {
    var dice = Dice(state: 2)
    for _ in 0..<2_000 {
      let posterior = BetaPosterior(
        votesFor: .random(in: -1...2_000, using: &dice),
        votesAgainst: .random(in: -1...2_000, using: &dice))
      #expect((-1e-9...1 + 1e-9).contains(posterior.probabilityAboveHalf))
    }
  }
}

@Suite("Consensus")
struct ConsensusTests {
  private let rule = ConsensusRule()

  @Test("is told afterwards by the rule with the greater part in it, and not before")
  func decidingRule() {
    func reading(_ outcome: ReviewOutcome?, mapShare: Double) -> ConsensusReading {
      ConsensusReading(
        outcome: outcome, score: 0.9, votes: 6, effectiveVoters: 4, mapShare: mapShare,
        missing: outcome == nil ? .agreement : nil)
    }
    for outcome in ReviewOutcome.allCases {
      #expect(reading(outcome, mapShare: 0.5).rule == .acrossViews)
      #expect(reading(outcome, mapShare: 0.49).rule == .strangers)
    }
    #expect(reading(nil, mapShare: 1).rule == nil)
  }

  @Test("takes five votes of five voters, and five strangers who agree", arguments: 0...8)
  func leastVotes(count: Int) {
    for value in [VoteValue.helpful, .notHelpful] {
      let reading = rule.reading(of: votes(members(count), value), on: "new", VotingHistory())
      #expect((reading.outcome != nil) == (count >= 5))
      #expect((reading.missing == .votes) == (count < 5))
      if count >= 5 { #expect(reading.outcome == (value == .helpful ? .helpful : .notHelpful)) }
    }
  }

  @Test("counts each voter once")
  func repeats() {
    let same = votes(Array(repeating: "m", count: 9), .helpful)
    #expect(rule.reading(of: same, on: "new", VotingHistory()).votes == 1)
  }

  @Test("is open where people disagree, and where all take the middle")
  func undecided() {
    let split = votes(members(6), .helpful) + votes(members(5, "other"), .notHelpful)
    let middle = votes(members(40), .somewhatHelpful)
    for votes in [split, middle] {
      let reading = rule.reading(of: votes, on: "new", VotingHistory())
      #expect(reading.outcome == nil && reading.missing == .agreement)
    }
  }

  @Test("does not depend on the order of the votes, and mirrors with them")
  func symmetry() {
    var dice = Dice(state: 4)
    for _ in 0..<200 {
      let cast = members(Int.random(in: 0...20, using: &dice)).map {
        CastVote($0, VoteValue.allCases.randomElement(using: &dice) ?? .helpful)
      }
      let opposite = zip(cast, cast.map { 1 - $0.favour }).map { vote, favour in
        CastVote(vote.voter, favour == 1 ? .helpful : favour == 0 ? .notHelpful : .somewhatHelpful)
      }
      let reading = rule.reading(of: cast, on: "new", VotingHistory())
      #expect(
        rule.reading(of: cast.shuffled(using: &dice), on: "new", VotingHistory()) == reading)
      let mirrored = rule.reading(of: opposite, on: "new", VotingHistory())
      #expect(mirrored.outcome == reading.outcome?.opposite)
      #expect(abs(mirrored.score + reading.score - 1) < 1e-9)
    }
  }

  @Test("leaves an item's own votes out of what it says of its voters")
  func ownVotes() {
    let cast = votes(members(8), .helpful)
    var history = VotingHistory()
    history.add(cast, of: "item")
    #expect(rule.reading(of: cast, on: "item", history).effectiveVoters == 8)
    #expect(rule.reading(of: cast, on: "other", history).effectiveVoters < 8)
  }

  @Test("keeps the thresholds of a map that knows every voter, with an undecided zone between")
  func onMap() throws {
    let voters = members(12)
    let cast = votes(voters, .helpful)
    func reading(_ intercept: Double, _ factor: Double) throws -> ConsensusReading {
      let map = ConsensusRule.Map(
        item: FittedItem(intercept: intercept, factor: factor),
        votesInFit: Dictionary(uniqueKeysWithValues: voters.map { ($0, 100) }))
      return rule.reading(of: cast, on: "new", VotingHistory(), map)
    }
    #expect(try reading(0.401, 0).outcome == .helpful && reading(0.399, 0).outcome == nil)
    #expect(try reading(-0.051, 0).outcome == .notHelpful && reading(-0.049, 0).outcome == nil)
    // A divisive item takes more to be called not helpful.
    #expect(try reading(-0.25, 0.5).outcome == nil && reading(-0.46, -0.5).outcome == .notHelpful)
    #expect(try reading(0.401, 0).mapShare == 1)
  }

  @Test("takes nothing from a fit that failed")
  func failedFit() {
    #expect(FittedItem(intercept: .nan, factor: 0) == nil)
    #expect(FittedItem(intercept: 0, factor: .infinity) == nil)
  }

  @Test("hands over to the map without a jump, vote by vote")
  func handover() throws {
    var dice = Dice(state: 8)
    for _ in 0..<200 {
      let voters = members(Int.random(in: 5...15, using: &dice))
      let cast = voters.map {
        CastVote($0, VoteValue.allCases.randomElement(using: &dice) ?? .helpful)
      }
      let fitted = try #require(
        FittedItem(
          intercept: .random(in: -1...1, using: &dice), factor: .random(in: -1...1, using: &dice)))
      var known = Dictionary(uniqueKeysWithValues: voters.map { ($0, 0) })
      func score() -> Double {
        rule.reading(
          of: cast, on: "new", VotingHistory(), .init(item: fitted, votesInFit: known)
        ).score
      }
      let cold = rule.reading(of: cast, on: "new", VotingHistory()).score
      var last = score()
      #expect(abs(last - cold) < 1e-12)
      for _ in 0..<30 {
        for voter in voters.shuffled(using: &dice) {
          known[voter, default: 0] += 1
          let next = score()
          // One vote of one voter moves the share by a twentieth of that voter's weight, and the
          // score, which spans both rules at most, by as much.
          #expect(abs(next - last) <= 1 / 20.0 / Double(voters.count) + 1e-9)
          last = next
        }
      }
      #expect(abs(last - Margin.score(rule.bridging.margin(fitted))) < 1e-9)
    }
  }
}
