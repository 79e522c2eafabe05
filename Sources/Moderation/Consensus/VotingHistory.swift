/// How the voters of a community have voted on items so far, and how alike any two of them vote.
///
/// Items are added one after the other, in the order in which they were decided or, if open, opened
/// (the caller's order is part of the result). Each keeps the weights that its voters had then, so
/// that what "the others" thought of it is not what one crowd of accounts thought.
///
/// What is kept is the evidence of each two voters who ever met: adding an item takes time by the
/// pairs of its voters, whatever each of them has voted on before.
public struct VotingHistory: Sendable {
  let rule: SimilarityRule
  private var numbers: [MemberID: Int] = [:]
  /// By voter.
  private var counts: [Int] = []
  private var pairs = PairTable()
  private var items: [ReviewItemID: Item] = [:]
  /// What decided items say, where these are in a history of their own.
  private var earlier: Earlier?

  /// A history that is added to no more.
  private final class Earlier: Sendable {
    let history: VotingHistory
    init(_ history: VotingHistory) { self.history = history }
  }

  /// An item as it was when it was added.
  private struct Item: Sendable {
    var entries: [Entry] = []
    var sums = Sums()
  }

  /// A vote with the weight that its voter had.
  struct Entry: Sendable {
    var voter: Int
    var favour: Double
    var weight: Double
  }

  /// Weighted sums over an item's votes.
  struct Sums: Sendable {
    var weight = 0.0
    var favour = 0.0
    /// Weight of the votes that took the middle.
    var middle = 0.0
  }

  public init(rule: SimilarityRule = SimilarityRule()) { self.rule = rule }

  /// Begins where another ends, without copying it.
  public init(after history: VotingHistory) {
    rule = history.rule
    numbers = history.numbers
    counts = history.counts
    earlier = Earlier(history)
  }

  /// Items added so far.
  public var itemCount: Int { items.count + (earlier?.history.itemCount ?? 0) }

  /// Items on which a member has voted.
  public func voteCount(of member: MemberID) -> Int { numbers[member].map { counts[$0] } ?? 0 }

  /// Adds the votes of one item. Of several votes of one member the first counts; an item that is
  /// there already stays as it is.
  ///
  /// - Parameter isKept: whether the item can be left out again (`similarity`), which takes memory.
  public mutating func add(_ votes: [CastVote], of id: ReviewItemID, isKept: Bool = true) {
    guard items[id] == nil, earlier?.history.items[id] == nil else { return }
    let votes = votes.firstOfEach()
    let voters = votes.map { number($0.voter) }
    let weights = EffectiveVoters(of: voters, in: self).weights
    var item = Item()
    for place in votes.indices {
      let (favour, weight) = (votes[place].favour, weights[place])
      item.entries.append(Entry(voter: voters[place], favour: favour, weight: weight))
      item.sums.weight += weight
      item.sums.favour += weight * favour
      if favour == 0.5 { item.sums.middle += weight }
      counts[voters[place]] += 1
    }
    for place in item.entries.indices {
      for other in item.entries[..<place] {
        let evidence = evidence(of: other, item.entries[place], item.sums)
        pairs.add(evidence, of: other.voter, item.entries[place].voter)
      }
    }
    if !isKept { item.entries = [] }
    items[id] = item
  }

  /// Makes room for items that are all added next: growing step by step writes everything twice.
  public mutating func expect(_ items: some Sequence<[CastVote]>) {
    var meetings = 0
    for votes in items {
      for vote in votes { _ = number(vote.voter) }
      meetings += votes.count * (votes.count - 1) / 2
    }
    // Most pairs of a large community's voters meet once; a small one has no more than all.
    pairs.reserve(min(meetings, counts.count * (counts.count - 1) / 2))
  }

  private mutating func number(_ member: MemberID) -> Int {
    if let known = numbers[member] { return known }
    let new = counts.count
    numbers[member] = new
    counts.append(0)
    return new
  }

  /// Of members in the order asked; nil: never voted.
  func numbers(of members: [MemberID]) -> [Int?] { members.map { numbers[$0] } }

  /// The votes on an item by voter, with their sums; for leaving the item out.
  func leftOut(_ id: ReviewItemID?) -> LeftOut? {
    guard let id, let item = items[id] ?? earlier?.history.items[id] else { return nil }
    return LeftOut(
      entries: Dictionary(
        item.entries.map { ($0.voter, $0) }, uniquingKeysWith: { first, _ in first }),
      sums: item.sums)
  }

  struct LeftOut {
    var entries: [Int: Entry]
    var sums: Sums
  }

  /// How alike two members vote (`SimilarityRule`): 0 for two who never met on an item, 1 for oneself.
  ///
  /// - Parameter except: an item whose votes must not speak about themselves.
  public func similarity(
    _ one: MemberID, _ other: MemberID, except: ReviewItemID? = nil
  ) -> Double {
    guard one != other else { return 1 }
    guard let first = numbers[one], let second = numbers[other] else { return 0 }
    return similarity(first, second, except: leftOut(except))
  }

  /// The same for two different voters by number.
  func similarity(_ one: Int, _ other: Int, except item: LeftOut?) -> Double {
    var evidence = earlier?.history.pairs[one, other] ?? SimilarityRule.Evidence()
    if let later = pairs[one, other] { evidence += later }
    if let item, let first = item.entries[one], let second = item.entries[other] {
      evidence -= self.evidence(of: first, second, item.sums)
    }
    return rule.similarity(evidence)
  }

  /// The same for every two of some voters, in the order (0, 1), (0, 2), (1, 2), (0, 3) …
  func similarities(ofAll voters: [Int], except item: LeftOut?) -> [Double] {
    var all = pairs.evidence(ofAll: voters)
    if let earlier = earlier?.history.pairs.evidence(ofAll: voters) {
      for place in all.indices {
        var evidence = earlier[place]
        evidence += all[place]
        all[place] = evidence
      }
    }
    if let item {
      let entries = voters.map { item.entries[$0] }
      var place = 0
      for second in entries.indices {
        for first in entries[..<second] {
          if let first, let second = entries[second] {
            all[place] -= evidence(of: first, second, item.sums)
          }
          place += 1
        }
      }
    }
    return all.map(rule.similarity)
  }

  /// What one item says of two voters. Whose residuals are `first` must not change from item to item:
  /// it is the voter of the lower number.
  private func evidence(of one: Entry, _ other: Entry, _ sums: Sums) -> SimilarityRule.Evidence {
    var evidence = SimilarityRule.Evidence()
    let isInOrder = one.voter < other.voter
    rule.take(isInOrder ? one : other, isInOrder ? other : one, of: sums, into: &evidence)
    return evidence
  }
}

extension [CastVote] {
  /// The first vote of each voter, in order.
  func firstOfEach() -> [CastVote] {
    // In the order of their voters, as stores give them, there is none twice.
    if zip(self, dropFirst()).allSatisfy({ $0.voter < $1.voter }) { return self }
    var seen: Set<MemberID> = []
    return filter { seen.insert($0.voter).inserted }
  }
}
