@testable import Factorization

/// Random ratings whose items have from none to a few dozen, for comparisons with plain loops.
struct RandomRatings {
  var starts = [0]
  var users: [UInt32] = []
  var levels: [UInt8] = []
  let userCount: Int

  /// - Parameter lengths: the number of ratings of each item.
  init(lengths: [Int], userCount: Int, seed: UInt64) {
    self.userCount = userCount
    var random = RandomStream(seed: seed)
    for length in lengths {
      for _ in 0..<length {
        users.append(UInt32(random.uniform() * Double(userCount)))
        levels.append(UInt8(random.uniform() * 3))
      }
      starts.append(users.count)
    }
  }

  var matrix: RatingMatrix {
    RatingMatrix(itemStarts: starts, users: users, levels: levels, userCount: userCount)
  }

  /// Item, user and label of every rating.
  var triples: [(item: Int, user: Int, label: Double)] {
    (0..<starts.count - 1).flatMap { item in
      (starts[item]..<starts[item + 1]).map { (item, Int(users[$0]), Double(levels[$0]) / 2) }
    }
  }

  /// Every length from 0 to 17, and a longer one, so that whole and partial blocks occur.
  static let blocks = RandomRatings(
    lengths: Array(0...17) + [0, 40, 0], userCount: 23, seed: 3)

  /// Numbers in ±bound.
  static func numbers(_ count: Int, bound: Float, seed: UInt64) -> [Float] {
    var random = RandomStream(seed: seed)
    return (0..<count).map { _ in random.uniform(bound: bound) }
  }

  static func pairs(_ count: Int, bound: Float, seed: UInt64) -> [SIMD2<Float>] {
    let numbers = numbers(2 * count, bound: bound, seed: seed)
    return (0..<count).map { SIMD2(numbers[2 * $0], numbers[2 * $0 + 1]) }
  }
}
