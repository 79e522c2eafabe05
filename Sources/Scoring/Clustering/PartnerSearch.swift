import Parallel

/// Counts on how many posts one rater met each other rater, for as many of them as matter.
///
/// A rater's posts are taken from the least to the most crowded. A partner that needs *m* shared
/// posts must appear on one of all but the last *m* − 1; those few crowded posts, where most
/// encounters are, are only searched for partners already seen that can still reach their need.
/// When none is left the search ends. (The prefix filter of set-similarity joins: Chaudhuri, Ganti
/// and Kaushik, "A primitive operator for similarity joins in data cleaning", 2006.)
///
/// Takes 8 bytes for each rater of the table.
struct PartnerSearch {
  private let table: EncounterTable
  /// Posts shared with the rater in hand, by rank; 0 again after each search.
  private var shared: [UInt32]
  /// Where `shared` is not 0.
  private var candidates: [UInt32] = []
  /// The last post on which a rank was counted, as a number that differs for every search.
  private var lastVisit: [UInt32]
  private var visitNumber: UInt32 = 0
  private var visits: [Visit] = []

  /// The rater's encounters on one post.
  private struct Visit {
    /// Positions in the table's `encounters`.
    var encounters: Range<Int>
    /// Raters met, counted with repeats.
    var size: Int
  }

  init(_ table: EncounterTable) {
    self.table = table
    shared = Array(repeating: 0, count: table.raterCount)
    lastVisit = Array(repeating: 0, count: table.raterCount)
  }

  /// Calls `found` with each partner of higher rank that shares enough posts, and how many.
  ///
  /// - Parameters:
  ///   - minimum: posts that the least demanding partner needs, 1 or more.
  ///   - needed: posts that a partner needs; may be less than exact, but not below `minimum`.
  mutating func forEachPartner(
    of rank: Int, minimum: Int, needed: (Int) -> Double, _ found: (Int, Int) -> Void
  ) {
    collectVisits(of: rank)
    guard visits.count >= minimum else { return }
    visits.sort { $0.size < $1.size }
    var sizeSincePruning = 0
    for index in visits.indices {
      let remaining = visits.count - index
      if remaining >= minimum {
        count(visits[index], above: UInt32(rank), addsCandidates: true)
        continue
      }
      // Pruning costs as much as it saves where the posts are less crowded than the list is long.
      sizeSincePruning += visits[index].size
      if sizeSincePruning >= candidates.count {
        sizeSincePruning = 0
        prune(remaining: remaining, needed: needed)
        if candidates.isEmpty { return }
      }
      count(visits[index], above: UInt32(rank), addsCandidates: false)
    }
    for candidate in candidates {
      let count = Int(shared[Int(candidate)])
      if Double(count) >= needed(Int(candidate)) { found(Int(candidate), count) }
    }
    forgetCandidates()
  }

  /// Whether the rater shares at least `minimum` posts with anybody. Ends at the first that does.
  mutating func hasPartner(_ rank: Int, minimum: Int) -> Bool {
    collectVisits(of: rank)
    defer { forgetCandidates() }
    for visit in visits {
      visitNumber += 1
      for encounter in visit.encounters {
        for position in table.members(of: table.encounters[encounter]) {
          let member = Int(table.members[position])
          guard member != rank, lastVisit[member] != visitNumber else { continue }
          lastVisit[member] = visitNumber
          if shared[member] == 0 { candidates.append(UInt32(member)) }
          shared[member] += 1
          if shared[member] >= minimum { return true }
        }
      }
    }
    return false
  }

  /// Fills `visits`.
  private mutating func collectVisits(of rank: Int) {
    visits.removeAll(keepingCapacity: true)
    let encounters = table.encounters(of: rank)
    var first = encounters.lowerBound
    var size = 0
    for index in encounters {
      size += table.members(of: table.encounters[index]).count
      let next = index + 1
      if next == encounters.upperBound
        || table.encounters[next].post != table.encounters[index].post
      {
        visits.append(Visit(encounters: first..<next, size: size))
        first = next
        size = 0
      }
    }
  }

  /// Counts the raters met on a visit, each once.
  private mutating func count(_ visit: Visit, above rank: UInt32, addsCandidates: Bool) {
    // A rater appears once among the raters of a note, so that repeats need two notes.
    let mayRepeat = visit.encounters.count > 1
    visitNumber += 1
    for encounter in visit.encounters {
      for position in table.members(of: table.encounters[encounter]) {
        let rater = table.members[position]
        guard rater > rank else { continue }
        let member = Int(rater)
        if shared[member] == 0 {
          guard addsCandidates else { continue }
          candidates.append(rater)
        }
        if mayRepeat {
          guard lastVisit[member] != visitNumber else { continue }
          lastVisit[member] = visitNumber
        }
        shared[member] += 1
      }
    }
  }

  /// Forgets candidates that cannot reach their need on the remaining visits.
  private mutating func prune(remaining: Int, needed: (Int) -> Double) {
    var kept = 0
    for candidate in candidates {
      if Double(Int(shared[Int(candidate)]) + remaining) < needed(Int(candidate)) {
        shared[Int(candidate)] = 0
      } else {
        candidates[kept] = candidate
        kept += 1
      }
    }
    candidates.removeLast(candidates.count - kept)
  }

  private mutating func forgetCandidates() {
    for candidate in candidates { shared[Int(candidate)] = 0 }
    candidates.removeAll(keepingCapacity: true)
  }
}

extension EncounterTable {
  /// Calls `body` for every rank, with a search and a list to add results to, and returns all
  /// results in an order that does not depend on the number of threads.
  func forEachRater<Result: Sendable>(
    _ workers: Workers, _ body: @Sendable (inout PartnerSearch, Int, inout [Result]) -> Void
  ) -> [Result] {
    // Every piece takes raters with few and with many posts.
    let pieces = min(64, raterCount)
    return workers.map(pieces) { piece in
      var search = PartnerSearch(self)
      var results: [Result] = []
      for rank in stride(from: piece, to: raterCount, by: pieces) {
        body(&search, rank, &results)
      }
      return results
    }.flatMap { $0 }
  }
}
