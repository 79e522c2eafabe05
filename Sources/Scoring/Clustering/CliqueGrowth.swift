/// Grows a set of raters who keep giving the same notes the same rating.
///
/// An *event* is a note and an answer to it, with the raters who gave it: an encounter of the table.
/// An event belongs to the clique if enough members gave it. The rater with the most posts among the
/// clique's events is tried next, and stays if the clique then still has 25 posts and no member
/// shares fewer than a quarter of them.
///
/// Counts are kept up to date event by event: a step costs the raters of the events that enter or
/// leave, not those of all.
struct CliqueGrowth {
  static let minimumPosts = 25
  static let leastShareOfPosts = 0.25
  /// An event needs this share of the members,
  static let leastShareOfMembers = 0.25
  /// and this many of them, or all of a smaller clique.
  static let minimumMembers = 4
  static let maximumSteps = 2000

  private let table: EncounterTable
  /// Ranks.
  private var members: [Int] = []
  private var isMember: [Bool]
  /// Members that gave an event, by the event's start.
  private var givenBy: [Int32]
  /// Events that any member gave.
  private var given: [Encounter] = []
  /// Events of the clique by post.
  private var events: [[Encounter]]
  /// Posts with events of the clique.
  private var postCount = 0
  /// Posts on which a rank gave an event of the clique.
  private var matchedPosts: [Int32]
  /// The last change of a post's events at which a rank was looked at.
  private var lastChange: [UInt32]
  private var changeNumber: UInt32 = 0

  /// - Parameter table: raters met by giving a note the same answer.
  init(_ table: EncounterTable) {
    self.table = table
    isMember = Array(repeating: false, count: table.raterCount)
    givenBy = Array(repeating: 0, count: table.members.count)
    events = Array(repeating: [], count: table.postCount)
    matchedPosts = Array(repeating: 0, count: table.raterCount)
    lastChange = Array(repeating: 0, count: table.raterCount)
  }

  /// The clique around two raters.
  ///
  /// - Parameter mayJoin: whether a rater can be tried at all.
  /// - Returns: ranks, in the order in which they joined, and whether growth ended because a rater
  ///   did not fit, rather than because nobody was left to try.
  mutating func grow(
    from first: Int, _ second: Int, mayJoin: (Int) -> Bool
  ) -> (members: [Int], isBounded: Bool) {
    defer { reset() }
    add(first)
    add(second)
    for _ in 0..<Self.maximumSteps {
      guard let candidate = bestCandidate(mayJoin) else { return (members, false) }
      let before = members
      add(candidate)
      guard fits else { return (before, true) }
    }
    return (members, true)
  }

  /// How many of a clique's members must have given an event that belongs to it.
  static func needed(members: Int) -> Int {
    max(
      Int((leastShareOfMembers * Double(members)).rounded(.up)), min(members, minimumMembers))
  }

  private var fits: Bool {
    let least = Self.leastShareOfPosts * Double(postCount)
    return postCount >= Self.minimumPosts
      && members.allSatisfy { matchedPosts[$0] == 0 || Double(matchedPosts[$0]) >= least }
  }

  /// The rater outside with the most posts among the clique's events; of several the first
  /// participant.
  private func bestCandidate(_ mayJoin: (Int) -> Bool) -> Int? {
    var best: Int?
    for rank in matchedPosts.indices where matchedPosts[rank] > 0 && !isMember[rank] {
      if let best,
        (matchedPosts[rank], table.participant[best])
          <= (matchedPosts[best], table.participant[rank])
      {
        continue
      }
      if mayJoin(rank) { best = rank }
    }
    return best
  }

  private mutating func add(_ rank: Int) {
    let neededBefore = Self.needed(members: members.count)
    members.append(rank)
    isMember[rank] = true
    let needed = Self.needed(members: members.count)
    let givenByRank = table.encounters[table.encounters(of: rank)]
    for event in givenByRank {
      if givenBy[Int(event.start)] == 0 { given.append(event) }
      givenBy[Int(event.start)] += 1
    }
    if needed == neededBefore {
      for event in givenByRank { update(event, needed: needed) }
    } else {
      for event in given { update(event, needed: needed) }
    }
  }

  /// Lets an event enter or leave the clique's.
  private mutating func update(_ event: Encounter, needed: Int) {
    let post = Int(event.post)
    let position = events[post].firstIndex { $0.start == event.start }
    let belongs = givenBy[Int(event.start)] >= needed
    guard belongs != (position != nil) else { return }
    if let position { events[post].remove(at: position) }
    // Raters who gave another of the post's events match the post with or without this one.
    changeNumber += 1
    for other in events[post] {
      for member in table.members(of: other) {
        lastChange[Int(table.members[member])] = changeNumber
      }
    }
    for member in table.members(of: event) {
      let rank = Int(table.members[member])
      if lastChange[rank] != changeNumber { matchedPosts[rank] += belongs ? 1 : -1 }
    }
    if events[post].isEmpty { postCount += belongs ? 1 : -1 }
    if belongs { events[post].append(event) }
  }

  private mutating func reset() {
    for event in given {
      givenBy[Int(event.start)] = 0
      events[Int(event.post)].removeAll()
    }
    given.removeAll(keepingCapacity: true)
    for rank in members { isMember[rank] = false }
    members.removeAll()
    for rank in matchedPosts.indices { matchedPosts[rank] = 0 }
    postCount = 0
  }
}
