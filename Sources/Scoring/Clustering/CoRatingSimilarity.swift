import Foundation
import NoteModel
import Parallel
import Snapshot

/// Whether two raters rate the same posts at the same time more often than chance explains.
///
/// Two measures, either of which is enough. With `co` posts on which both rated a note within 20
/// minutes of each other, T(·) the posts that a rater rated at all and N the combinations of post
/// and rater:
///
/// - normalised pointwise mutual information, smoothed (Bouma, "Normalized (pointwise) mutual
///   information in collocation extraction", 2009): `log(co N / ((T(a) + 500) (T(b) + 500)))`
///   divided by `−log(co / N)`;
/// - the overlap coefficient, smoothed: `co / (min(T(a), T(b)) + 10)`.
struct CoRatingSimilarity: Sendable {
  /// N.
  let combinations: Int

  static let leastMutualInformation = 0.55
  static let leastOverlap = 0.4
  /// Added to T in the mutual information.
  static let mutualInformationSmoothing = 500.0
  /// Added to the smaller T in the overlap.
  static let overlapSmoothing = 10.0
  /// Raters with fewer posts are compared with nobody.
  static let minimumPosts = 10
  static let window = 20 * Millis.minute

  func isSuspicious(shared: Int, postsOfFirst: Int, postsOfSecond: Int) -> Bool {
    let shared = Double(shared)
    let total = Double(combinations)
    let first = Double(postsOfFirst)
    let second = Double(postsOfSecond)
    let mutualInformation = log(
      shared * total
        / ((first + Self.mutualInformationSmoothing) * (second + Self.mutualInformationSmoothing)))
    return mutualInformation / -log(shared / total) >= Self.leastMutualInformation
      || shared / (min(first, second) + Self.overlapSmoothing) >= Self.leastOverlap
  }

  /// A number of shared posts below which no pair is suspicious, for pairs of raters whose numbers
  /// of posts have these `weight`s, the lesser number being `fewerPosts`.
  ///
  /// Solves both measures for `co`; a hair below, as only `isSuspicious` decides.
  func leastShared(fewerPosts: Int, weights: (Double, Double)) -> Double {
    min(
      Self.leastOverlap * (Double(fewerPosts) + Self.overlapSmoothing), weights.0 * weights.1)
      * (1 - 1e-9)
  }

  /// A factor for each rater: the product of two is the `co` at which their mutual information is
  /// just large enough.
  func weight(posts: Int) -> Double {
    let least = Self.leastMutualInformation
    return pow(Double(posts) + Self.mutualInformationSmoothing, 1 / (1 + least))
      * pow(Double(combinations), (least - 1) / (2 * (1 + least)))
  }
}

extension CoRatingSimilarity {
  /// All suspicious pairs, as positions in `Snapshot.participants`, in an order that depends on the
  /// ratings alone.
  static func suspiciousPairs(
    _ ratings: RatingStore, posts: PostIndex, participants: Int, workers: Workers
  ) -> [(UInt32, UInt32)] {
    let table = EncounterTable(
      ratings, posts: posts, participants: participants, minimumPosts: minimumPosts,
      tolerance: UInt64(window), workers: workers
    ) { ratings.createdAtMillis[$0] }
    let similarity = CoRatingSimilarity(combinations: table.combinations)
    let weights = table.postCounts.map { similarity.weight(posts: Int($0)) }
    return table.forEachRater(workers) { search, rank, pairs in
      let fewer = Int(table.postCounts[rank])
      let needed = { (partner: Int) in
        similarity.leastShared(
          fewerPosts: fewer, weights: (weights[rank], weights[partner]))
      }
      // The partner with the fewest posts, as many as the rater, needs the least.
      search.forEachPartner(
        of: rank, minimum: max(1, Int(needed(rank).rounded(.up))), needed: needed
      ) { partner, shared in
        if similarity.isSuspicious(
          shared: shared, postsOfFirst: fewer, postsOfSecond: Int(table.postCounts[partner]))
        {
          pairs.append((table.participant[rank], table.participant[partner]))
        }
      }
    }
  }
}
