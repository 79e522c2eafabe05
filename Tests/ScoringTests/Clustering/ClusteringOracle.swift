import Foundation
import NoteModel
import Snapshot

@testable import Scoring

/// Components and quasi-cliques word by word from their definitions: every pair in a table, every
/// set made anew at every step. For small communities only.
struct ClusteringOracle {
  struct Rating {
    var note: Int
    var rater: UInt32
    var at: Int64
    var level: Helpfulness
    var hasLevel: Bool
  }

  struct Pair: Hashable {
    var low: UInt32
    var high: UInt32
    init(_ a: UInt32, _ b: UInt32) { (low, high) = (min(a, b), max(a, b)) }
  }

  let notes: NoteTable
  let ratings: [Rating]

  /// - Precondition: notes are numbered by row and all accept ratings.
  init(_ snapshot: Snapshot) {
    notes = snapshot.notes
    let table = snapshot.ratings
    ratings = (0..<table.count).compactMap { row in
      guard let level = table.answer[row].helpfulness else { return nil }
      return Rating(
        note: Int(table.note[row]), rater: table.rater[row], at: table.createdAtMillis[row],
        level: level, hasLevel: table.answer[row].level != nil)
    }
  }

  // MARK: Post-selection similarity

  func components() -> Set<Set<UInt32>> {
    var components: [Set<UInt32>] = []
    for pair in authorPairs().union(coRatingPairs()) where pair.low != pair.high {
      var joined: Set = [pair.low, pair.high]
      components.removeAll { component in
        guard !component.isDisjoint(with: joined) else { return false }
        joined.formUnion(component)
        return true
      }
      components.append(joined)
    }
    return Set(components)
  }

  func authorPairs() -> Set<Pair> {
    var pairs: Set<Pair> = []
    for (minutes, coverage, affinity) in [(1, 0.2, 0.2), (5, 0.3, 0.45), (20, 0.4, 0.7)] {
      let early = ratings.filter {
        $0.hasLevel && $0.level == .helpful
          && $0.at - notes.createdAtMillis[$0.note] <= minutes * 60_000
      }
      for rating in early {
        let author = notes.author[rating.note]
        let both = early.count { $0.rater == rating.rater && notes.author[$0.note] == author }
        let ofRater = early.count { $0.rater == rating.rater }
        let written = notes.author.count { $0 == author }
        if written >= 10 && Double(both) / Double(written) >= coverage
          || ofRater >= 10 && Double(both) / Double(ofRater) >= affinity
        {
          pairs.insert(Pair(author, rating.rater))
        }
      }
    }
    return pairs
  }

  func coRatingPairs() -> Set<Pair> {
    let joined = ratings.filter { notes.postID[$0.note] != -1 }
    var posts: [UInt32: Set<Int64>] = [:]
    for rating in joined { posts[rating.rater, default: []].insert(notes.postID[rating.note]) }
    let n = Double(posts.values.reduce(0) { $0 + $1.count })
    let shared = sharedPosts(joined) { abs($0.at - $1.at) <= 1_200_000 }
    return Set(
      shared.filter { pair, shared in
        let co = Double(shared.count)
        let (a, b) = (Double(posts[pair.low]!.count), Double(posts[pair.high]!.count))
        guard a >= 10, b >= 10 else { return false }
        let pmi = log(co * n / ((a + 500) * (b + 500)))
        return pmi / -log(co / n) >= 0.55 || co / (min(a, b) + 10) >= 0.4
      }.keys)
  }

  /// The posts on which two raters have ratings of one note that go together.
  private func sharedPosts(
    _ ratings: [Rating], _ goTogether: (Rating, Rating) -> Bool
  ) -> [Pair: Set<Int64>] {
    var shared: [Pair: Set<Int64>] = [:]
    for (_, ofNote) in Dictionary(grouping: ratings, by: \.note) {
      for a in ofNote {
        for b in ofNote where a.rater < b.rater && goTogether(a, b) {
          shared[Pair(a.rater, b.rater), default: []].insert(notes.postID[a.note])
        }
      }
    }
    return shared
  }

  // MARK: Quasi-cliques

  struct Event: Hashable {
    var note: Int
    var level: Helpfulness
  }

  func quasiCliques() -> Set<Set<UInt32>> {
    guard let newest = ratings.map({ notes.createdAtMillis[$0.note] }).max() else { return [] }
    let eligible = ratings.filter {
      notes.createdAtMillis[$0.note] > newest - 91 * 86_400_000 && notes.postID[$0.note] != -1
        && notes.classification[$0.note] == .misleading
    }
    let kept = sharedPosts(eligible) { $0.level == $1.level }.mapValues(\.count)
      .filter { $0.value >= 5 }
    let raters = Set(kept.keys.flatMap { [$0.low, $0.high] })
    let ratings = eligible.filter { raters.contains($0.rater) }
    var seeds = kept.filter { $0.value > 50 }
    var cliques: Set<Set<UInt32>> = []
    while let seed = seeds.min(by: {
      (-$0.value, $0.key.low, $0.key.high) < (-$1.value, $1.key.low, $1.key.high)
    })?.key {
      let (clique, isBounded) = grow([seed.low, seed.high], ratings)
      seeds = seeds.filter { !clique.contains($0.key.low) && !clique.contains($0.key.high) }
      if isBounded && clique.count >= 5 { cliques.insert(clique) }
    }
    return cliques
  }

  private func grow(_ seed: Set<UInt32>, _ ratings: [Rating]) -> (Set<UInt32>, Bool) {
    var clique = seed
    for _ in 0..<2000 {
      let outside = matches(ratings, events(clique, ratings)).filter { !clique.contains($0.key) }
      guard
        let candidate = outside.min(by: { (-$0.value, $0.key) < (-$1.value, $1.key) })?.key
      else { return (clique, false) }
      let larger = clique.union([candidate])
      let events = events(larger, ratings)
      let posts = Set(events.map { notes.postID[$0.note] }).count
      let ofMembers = matches(ratings, events).filter { larger.contains($0.key) }
      guard posts >= 25, !ofMembers.values.contains(where: { Double($0) < 0.25 * Double(posts) })
      else { return (clique, true) }
      clique = larger
    }
    return (clique, true)
  }

  private func events(_ clique: Set<UInt32>, _ ratings: [Rating]) -> Set<Event> {
    var counts: [Event: Int] = [:]
    for rating in ratings where clique.contains(rating.rater) {
      counts[Event(note: rating.note, level: rating.level), default: 0] += 1
    }
    return Set(
      counts.filter {
        Double($0.value) >= 0.25 * Double(clique.count) && $0.value >= min(clique.count, 4)
      }.keys)
  }

  /// The number of posts on which each rater gave one of the events.
  private func matches(_ ratings: [Rating], _ events: Set<Event>) -> [UInt32: Int] {
    var posts: [UInt32: Set<Int64>] = [:]
    for rating in ratings where events.contains(Event(note: rating.note, level: rating.level)) {
      posts[rating.rater, default: []].insert(notes.postID[rating.note])
    }
    return posts.mapValues(\.count)
  }
}
