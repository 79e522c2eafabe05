import Parallel

/// A rating, seen from its rater: with whom it was made.
struct Encounter: Sendable {
  /// `start ..< end` of `EncounterTable.members` are the raters that it was made with, the rater
  /// itself among them.
  var start: UInt32
  var end: UInt32
  /// Position in the `PostIndex`.
  var post: UInt32
}

/// Who met whom on which post, laid out so that the partners of one rater can be counted without a
/// table of all pairs.
///
/// Two raters of a note meet if a key of their ratings, such as the time, differs by at most a
/// tolerance. Raters with few posts are left out; the others are renumbered by *rank*, from those
/// with the fewest posts to those with the most.
///
/// Takes 16 bytes a rating, 24 while it is made.
struct EncounterTable: Sendable {
  /// Position in `Snapshot.participants` by rank. Ascends by posts, then by position.
  let participant: [UInt32]
  /// Distinct posts rated, by rank.
  let postCounts: [Int32]
  /// Distinct combinations of post and rater, over all raters.
  let combinations: Int
  /// Posts in the index that the table was made with.
  let postCount: Int
  /// Ranks of the raters of each note, in the order of their keys.
  private(set) var members: [UInt32] = []
  /// Encounters with at least one other rater, grouped by rank; ascending by post within a rank.
  private(set) var encounters: [Encounter] = []
  private var encounterStarts: [Int] = []

  var raterCount: Int { participant.count }

  /// Positions in `encounters` of a rater's.
  func encounters(of rank: Int) -> Range<Int> {
    encounterStarts[rank]..<encounterStarts[rank + 1]
  }

  /// Positions in `members` of the raters met, the rater itself among them.
  func members(of encounter: Encounter) -> Range<Int> {
    Int(encounter.start)..<Int(encounter.end)
  }

  /// - Parameters:
  ///   - ratings: at most one per note and rater, fewer than 2³² in all.
  ///   - minimumPosts: raters with fewer posts are left out.
  ///   - tolerance: how far the keys of two ratings that meet may be apart.
  ///   - key: the key of the rating at a position of `ratings`.
  init(
    _ ratings: RatingStore, posts: PostIndex, participants: Int, minimumPosts: Int,
    tolerance: UInt64, workers: Workers, key: @Sendable (Int) -> Int64
  ) {
    precondition(ratings.count < UInt32.max)
    postCount = posts.count
    let counts = Self.postCounts(ratings, posts: posts, participants: participants)
    combinations = counts.reduce(0) { $0 + Int($1) }
    participant = (0..<participants)
      .filter { counts[$0] >= minimumPosts }
      .sorted { (counts[$0], $0) < (counts[$1], $1) }
      .map { UInt32($0) }
    postCounts = participant.map { counts[Int($0)] }
    var rank = [UInt32](repeating: .max, count: participants)
    for (position, participant) in participant.enumerated() {
      rank[Int(participant)] = UInt32(position)
    }
    let starts = Self.memberStarts(ratings, posts: posts, rank: rank)
    let windows = fillMembers(
      ratings, posts: posts, rank: rank, starts: starts, tolerance: tolerance, workers: workers,
      key: key)
    groupByRater(windows, posts: posts, starts: starts)
  }

  /// Distinct posts that each participant rated.
  private static func postCounts(
    _ ratings: RatingStore, posts: PostIndex, participants: Int
  ) -> [Int32] {
    var counts = [Int32](repeating: 0, count: participants)
    var lastPost = [Int32](repeating: -1, count: participants)
    for post in 0..<posts.count {
      for note in posts.notes[posts.starts[post]..<posts.starts[post + 1]] {
        for rater in ratings.rater[ratings.range(ofNote: Int(note))]
        where lastPost[Int(rater)] != post {
          lastPost[Int(rater)] = Int32(post)
          counts[Int(rater)] += 1
        }
      }
    }
    return counts
  }

  /// Where the members of each note of the index begin.
  private static func memberStarts(
    _ ratings: RatingStore, posts: PostIndex, rank: [UInt32]
  ) -> [Int] {
    var starts = [0]
    starts.reserveCapacity(posts.notes.count + 1)
    for note in posts.notes {
      let kept = ratings.rater[ratings.range(ofNote: Int(note))].count { rank[Int($0)] != .max }
      starts.append(starts[starts.count - 1] + kept)
    }
    return starts
  }

  /// Fills `members` and returns for each the range of members that it meets.
  private mutating func fillMembers(
    _ ratings: RatingStore, posts: PostIndex, rank: [UInt32], starts: [Int], tolerance: UInt64,
    workers: Workers, key: @Sendable (Int) -> Int64
  ) -> [Range<UInt32>] {
    let count = starts[posts.notes.count]
    members = Array(repeating: 0, count: count)
    var windows = [Range<UInt32>](repeating: 0..<0, count: count)
    members.withDisjointWrites { members in
      windows.withDisjointWrites { windows in
        workers.ranges(posts.notes.count, grain: 1024) { notes in
          for note in notes {
            let raters = ratings.range(ofNote: Int(posts.notes[note]))
              .compactMap { rating in
                let rank = rank[Int(ratings.rater[rating])]
                return rank == .max ? nil : (key: key(rating), rank: rank)
              }
              .sorted { ($0.key, $0.rank) < ($1.key, $1.rank) }
            let base = starts[note]
            var start = 0
            var end = 0
            for (position, rater) in raters.enumerated() {
              // Differences as unsigned numbers cannot overflow, however odd the times are.
              let distance = { UInt64(bitPattern: $1 &- $0) }
              while distance(raters[start].key, rater.key) > tolerance { start += 1 }
              while end < raters.count, distance(rater.key, raters[end].key) <= tolerance {
                end += 1
              }
              members[base + position] = rater.rank
              windows[base + position] = UInt32(base + start)..<UInt32(base + end)
            }
          }
        }
      }
    }
    return windows
  }

  /// Fills `encounters`.
  private mutating func groupByRater(
    _ windows: [Range<UInt32>], posts: PostIndex, starts: [Int]
  ) {
    var encounterStarts = [Int](repeating: 0, count: raterCount + 1)
    for (member, window) in zip(members, windows) where window.count > 1 {
      encounterStarts[Int(member) + 1] += 1
    }
    for rank in 0..<raterCount { encounterStarts[rank + 1] += encounterStarts[rank] }
    var next = encounterStarts
    encounters = Array(
      repeating: Encounter(start: 0, end: 0, post: 0), count: encounterStarts[raterCount])
    for post in 0..<posts.count {
      for position in starts[posts.starts[post]]..<starts[posts.starts[post + 1]]
      where windows[position].count > 1 {
        let rank = Int(members[position])
        encounters[next[rank]] = Encounter(
          start: windows[position].lowerBound, end: windows[position].upperBound,
          post: UInt32(post))
        next[rank] += 1
      }
    }
    self.encounterStarts = encounterStarts
  }
}
