/// What a rule makes of an item's votes: as they come in, the first outcome being final, and of all
/// of them at the end.
struct SimulatedOutcomes: Sendable {
  /// Nil: never decided.
  var live: ReviewOutcome?
  /// Votes cast when it was decided.
  var votesAtDecision: Int?
  var atEnd: ReviewOutcome?

  /// - Parameter outcome: of the first votes, by their number.
  init(votes: Int, _ outcome: (Int) -> ReviewOutcome?) {
    for count in 0...votes {
      atEnd = outcome(count)
      if live == nil, let atEnd {
        live = atEnd
        votesAtDecision = count
      }
    }
  }
}

/// More than half of at least five votes.
enum MajorityRule {
  static func outcomes(of votes: [CastVote]) -> SimulatedOutcomes {
    SimulatedOutcomes(votes: votes.count) { count in
      let lead = votes.prefix(count).reduce(0) { $0 + $1.favour - 0.5 }
      return count < 5 || lead == 0 ? nil : lead > 0 ? .helpful : .notHelpful
    }
  }
}

/// The reference's scorer for communities of up to 200 items (moderation 8.2): a Bayesian average
/// towards ½, from 15 items on times 1 + 0.3 × how differently its supporters voted before.
struct ReferenceScorer: Sendable {
  private var earlier: [MemberID: [Int: Double]] = [:]
  private var items = 0

  mutating func add(_ votes: [CastVote]) {
    for vote in votes { earlier[vote.voter, default: [:]][items] = vote.favour }
    items += 1
  }

  func outcomes(of votes: [CastVote]) -> SimulatedOutcomes {
    // Distances that each supporter brings to those before.
    let supporters = votes.map { $0.favour >= 0.6 ? centred(earlier[$0.voter] ?? [:]) : nil }
    let distances = supporters.indices.map { newest in
      supporters[..<newest].reduce(0.0) { sum, other in
        guard let one = supporters[newest], let other else { return sum }
        return sum + 1 - cosine(one, other)
      }
    }
    return SimulatedOutcomes(votes: votes.count) { count in
      guard count >= 5 else { return nil }
      let average = (1 + votes.prefix(count).reduce(0) { $0 + $1.favour }) / Double(2 + count)
      let supporting = supporters.prefix(count).count { $0 != nil }
      let pairs = supporting * (supporting - 1) / 2
      // The mean cosine distance between the mean-centred votes of those who are for the action.
      let diversity = pairs == 0 ? 0 : distances.prefix(count).reduce(0, +) / Double(pairs)
      let score = items < 15 ? average : min(1, average * (1 + 0.3 * diversity))
      return score >= 0.5 ? .helpful : .notHelpful
    }
  }

  private func centred(_ votes: [Int: Double]) -> [Int: Double] {
    guard !votes.isEmpty else { return votes }
    let mean = votes.keys.sorted().reduce(0) { $0 + (votes[$1] ?? 0) } / Double(votes.count)
    return votes.mapValues { $0 - mean }
  }

  private func cosine(_ one: [Int: Double], _ other: [Int: Double]) -> Double {
    // In the order of the items, so that the sum is the same in every run.
    let shared = one.keys.filter { other[$0] != nil }.sorted()
    let product = shared.reduce(0) { $0 + (one[$1] ?? 0) * (other[$1] ?? 0) }
    let norms = [one, other].map { votes in
      votes.keys.sorted().reduce(0) { $0 + (votes[$1] ?? 0) * (votes[$1] ?? 0) }.squareRoot()
    }
    return norms[0] * norms[1] == 0 ? 0 : product / (norms[0] * norms[1])
  }
}

extension ConsensusRule {
  /// This rule on the first votes, one more at a time.
  ///
  /// - Parameters:
  ///   - map: what the map says of some votes; without one, nothing.
  ///   - each: told every reading.
  func outcomes(
    of votes: [CastVote], on item: ReviewItemID, _ history: VotingHistory,
    map: ([CastVote]) -> Map = { _ in Map() }, each: (ConsensusReading) -> Void = { _ in }
  ) -> SimulatedOutcomes {
    var voters = EffectiveVoters()
    let numbers = history.numbers(of: votes.map(\.voter))
    let leftOut = history.leftOut(item)
    return SimulatedOutcomes(votes: votes.count) { count in
      if count > 0 { voters.add(numbers[count - 1], in: history, except: leftOut) }
      let first = Array(votes.prefix(count))
      let reading = reading(of: first, weights: voters.weights, map(first))
      each(reading)
      return reading.outcome
    }
  }
}
