/// What each voter of an item weighs, and how many independent voters they amount to.
///
/// A voter's weight is one over the similarity to all voters of the item, their own (1) included:
/// the inverse size of the crowd that they stand in. Strangers weigh 1 each, and nobody more. Of a
/// crowd whose members are at least s alike, all together weigh less than 1/s, **however many they
/// are**:
///
///     n / (1 + (n − 1) s) < 1 / s
///
/// (the design effect of cluster samples, Kish 1965). So a floor of 4 effective voters shuts out
/// every crowd that is more than a quarter alike.
public struct EffectiveVoters: Sendable {
  /// By number in the history, in the order added; nil: never voted.
  private var voters: [Int?] = []
  private var crowds: [Double] = []

  init() {}

  /// - Parameter except: the item itself, where the history has it.
  public init(of voters: [MemberID], in history: VotingHistory, except: ReviewItemID? = nil) {
    self.init(of: history.numbers(of: voters), in: history, except: history.leftOut(except))
  }

  init(of voters: [Int?], in history: VotingHistory, except: VotingHistory.LeftOut? = nil) {
    self.voters = voters
    crowds = Array(repeating: 1, count: voters.count)
    let known = voters.indices.filter { voters[$0] != nil }
    var similarities = history.similarities(ofAll: known.compactMap { voters[$0] }, except: except)
      .makeIterator()
    for (place, voter) in known.enumerated() {
      for other in known[..<place] {
        let similarity = similarities.next() ?? 0
        crowds[other] += similarity
        crowds[voter] += similarity
      }
    }
  }

  /// One more voter, whom the others have not met on this item.
  ///
  /// - Parameter voter: by number in the history; nil: never voted.
  mutating func add(
    _ voter: Int?, in history: VotingHistory, except: VotingHistory.LeftOut? = nil
  ) {
    var crowd = 1.0
    if let voter {
      for other in voters.indices {
        guard let met = voters[other] else { continue }
        let similarity = history.similarity(voter, met, except: except)
        crowds[other] += similarity
        crowd += similarity
      }
    }
    voters.append(voter)
    crowds.append(crowd)
  }

  /// In the order of the voters; each above 0 and at most 1.
  public var weights: [Double] { crowds.map { 1 / max(1, $0) } }

  public var count: Double { weights.reduce(0, +) }
}
