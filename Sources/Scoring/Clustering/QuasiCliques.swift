import NoteModel
import Parallel
import Snapshot

/// Finds sets of raters who, over the last 13 weeks, kept giving the same notes the same rating.
///
/// Greedy: the pair of raters that agreed on the most posts grows into a clique, then the next pair
/// that no clique has touched, and so on. A rater may be in several cliques.
enum QuasiCliques {
  /// How far back notes are looked at from the newest rated one.
  static let span = 13 * 7 * Millis.day
  /// Only raters who agreed with another on at least this many posts can join a clique.
  static let leastPostsOfMember = 5
  /// Only pairs that agreed on more posts than this start a clique.
  static let mostPostsOfChance = 50
  /// Smaller cliques are dropped.
  static let minimumSize = 5

  /// Two raters, as ranks, who agreed on `posts` posts.
  private struct Seed: Sendable {
    var posts: Int
    var first: Int
    var second: Int
  }

  /// The cliques, as positions in `Snapshot.participants`, from the smallest to the largest.
  static func find(
    _ ratings: RatingStore, notes: PreparedNotes, table: NoteTable, participants: Int,
    workers: Workers
  ) -> [[UInt32]] {
    let rated = (0..<notes.count).lazy.filter {
      notes.noteRow[$0] >= 0 && !ratings.range(ofNote: $0).isEmpty
    }
    guard let newest = rated.map({ notes.createdAtMillis[$0] }).max() else { return [] }
    let posts = PostIndex(notes, table: table) {
      notes.createdAtMillis[$0] > newest - span && notes.classification[$0] == .misleading
    }
    let encounters = EncounterTable(
      ratings, posts: posts, participants: participants, minimumPosts: leastPostsOfMember,
      tolerance: 0, workers: workers
    ) { Int64(ratings.level[$0]) }
    return cliques(encounters, seeds: seeds(encounters, workers))
      .sorted { ($0.count, $0[0]) < ($1.count, $1[0]) }
  }

  /// Pairs that may start a clique, in the order in which they are tried: by posts, descending; of
  /// several the first participants.
  private static func seeds(_ table: EncounterTable, _ workers: Workers) -> [Seed] {
    let needed = mostPostsOfChance + 1
    return table.forEachRater(workers) { search, rank, seeds in
      search.forEachPartner(of: rank, minimum: needed, needed: { _ in Double(needed) }) {
        let inOrder = table.participant[rank] < table.participant[$0]
        seeds.append(Seed(posts: $1, first: inOrder ? rank : $0, second: inOrder ? $0 : rank))
      }
    }.sorted {
      ($1.posts, table.participant[$0.first], table.participant[$0.second])
        < ($0.posts, table.participant[$1.first], table.participant[$1.second])
    }
  }

  /// Cliques in the order found, each ascending by participant.
  private static func cliques(_ table: EncounterTable, seeds: [Seed]) -> [[UInt32]] {
    guard !seeds.isEmpty else { return [] }
    var growth = CliqueGrowth(table)
    var search = PartnerSearch(table)
    var mayJoin = [Bool?](repeating: nil, count: table.raterCount)
    var isTouched = [Bool](repeating: false, count: table.raterCount)
    var cliques: [[UInt32]] = []
    for seed in seeds where !isTouched[seed.first] && !isTouched[seed.second] {
      let (members, isBounded) = growth.grow(from: seed.first, seed.second) { rank in
        if let known = mayJoin[rank] { return known }
        let joins = search.hasPartner(rank, minimum: leastPostsOfMember)
        mayJoin[rank] = joins
        return joins
      }
      for rank in members { isTouched[rank] = true }
      if isBounded, members.count >= minimumSize {
        cliques.append(members.map { table.participant[$0] }.sorted())
      }
    }
    return cliques
  }
}
