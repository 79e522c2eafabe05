/// How the voters of a community have voted on items so far, and how alike any two of them vote.
///
/// Items are added one after the other, in the order in which they were decided or, if open, opened
/// (the caller's order is part of the result). Each keeps the weights that its voters had then, so
/// that what "the others" thought of it is not what one crowd of accounts thought.
public struct VotingHistory: Sendable {
  let rule: SimilarityRule
  private var numbers: [MemberID: Int] = [:]
  /// By voter, in the order of the items.
  private var entries: [[Entry]] = []
  private var items: [Item] = []
  private var itemNumbers: [ReviewItemID: Int] = [:]

  struct Entry: Sendable {
    var item: Int
    var favour: Double
    var weight: Double
  }

  /// Weighted sums over an item's votes.
  struct Item: Sendable {
    var weight = 0.0
    var favour = 0.0
    /// Weight of the votes that took the middle.
    var middle = 0.0
  }

  public init(rule: SimilarityRule = SimilarityRule()) { self.rule = rule }

  /// Items added so far.
  public var itemCount: Int { items.count }

  /// Items on which a member has voted.
  public func voteCount(of member: MemberID) -> Int {
    numbers[member].map { entries[$0].count } ?? 0
  }

  /// Adds the votes of one item. Of several votes of one member the first counts; an item that is
  /// there already stays as it is.
  public mutating func add(_ votes: [CastVote], of id: ReviewItemID) {
    guard itemNumbers[id] == nil else { return }
    let votes = votes.firstOfEach()
    let weights = EffectiveVoters(of: votes.map(\.voter), in: self).weights
    let item = items.count
    itemNumbers[id] = item
    var sums = Item()
    for (vote, weight) in zip(votes, weights) {
      entries[number(vote.voter)].append(
        Entry(item: item, favour: vote.favour, weight: weight))
      sums.weight += weight
      sums.favour += weight * vote.favour
      if vote.favour == 0.5 { sums.middle += weight }
    }
    items.append(sums)
  }

  private mutating func number(_ member: MemberID) -> Int {
    if let known = numbers[member] { return known }
    let new = entries.count
    numbers[member] = new
    entries.append([])
    return new
  }

  /// How alike two members vote (`SimilarityRule`): 0 for two who never met on an item, 1 for oneself.
  ///
  /// - Parameter except: an item whose votes must not speak about themselves.
  public func similarity(
    _ one: MemberID, _ other: MemberID, except: ReviewItemID? = nil
  ) -> Double {
    guard one != other else { return 1 }
    guard let first = numbers[one], let second = numbers[other] else { return 0 }
    let left = entries[first]
    let right = entries[second]
    let skipped = except.flatMap { itemNumbers[$0] }
    var evidence = SimilarityRule.Evidence()
    var (at, against) = (0, 0)
    while at < left.count, against < right.count {
      if left[at].item == right[against].item {
        if left[at].item != skipped {
          rule.take(left[at], right[against], of: items[left[at].item], into: &evidence)
        }
        at += 1
        against += 1
      } else if left[at].item < right[against].item {
        at += 1
      } else {
        against += 1
      }
    }
    return rule.similarity(evidence)
  }
}

extension [CastVote] {
  /// The first vote of each voter, in order.
  func firstOfEach() -> [CastVote] {
    var seen: Set<MemberID> = []
    return filter { seen.insert($0.voter).inserted }
  }
}
