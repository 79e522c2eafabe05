import Factorization
import Foundation

/// Ratings with heavy tails on both sides, as real ones have: some items and users have thousands,
/// most have few. Two camps of users; items lean to one of them.
struct SyntheticRatings {
  let matrix: RatingMatrix
  /// The same ratings with label 1 where the level is 0, else 0.
  let lowest: RatingMatrix

  /// - Parameter count: about how many ratings.
  init(count: Int, seed: UInt64) {
    var random = RandomStream(seed: seed)
    let itemCount = max(1, count / Self.meanPerItem)
    let userCount = max(Self.mostPerItem, count / Self.meanPerUser)
    var starts = [0]
    var users: [UInt32] = []
    var levels: [UInt8] = []
    users.reserveCapacity(count + count / 8)
    levels.reserveCapacity(count + count / 8)
    for item in 0..<itemCount {
      // Pareto with exponent 2: its mean is twice its minimum.
      let tail = 1 / (1 - random.uniform()).squareRoot()
      let length = min(Self.mostPerItem, Int(Double(Self.meanPerItem) / 2 * tail))
      for _ in 0..<length {
        let place = random.uniform()
        let user = Int(Double(userCount) * place * place)
        let agrees = (item % 3 == 0) == (user % 5 < 2)
        let score = random.uniform() + (agrees ? 0.3 : -0.3) + Double(item % 7 - 3) / 20
        users.append(UInt32(user))
        levels.append(score > 0.6 ? 2 : score > 0.4 ? 1 : 0)
      }
      starts.append(users.count)
    }
    matrix = RatingMatrix(
      itemStarts: starts, users: users, levels: levels, userCount: userCount)
    for index in levels.indices { levels[index] = levels[index] == 0 ? 2 : 0 }
    lowest = RatingMatrix(itemStarts: starts, users: users, levels: levels, userCount: userCount)
  }

  private static let meanPerItem = 40
  private static let meanPerUser = 80
  private static let mostPerItem = 4000
}
