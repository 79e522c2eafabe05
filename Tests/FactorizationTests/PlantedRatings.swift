import Testing

@testable import Factorization

/// 195 ratings of 20 items by 24 users, made by integer formulas so that another implementation can
/// make the same: two camps of users, items that lean to one of them, and some noise.
enum PlantedRatings {
  static let itemCount = 20
  static let userCount = 24

  static let starts: [Int] = rows.starts
  static let users: [UInt32] = rows.users
  /// 0, 1 or 2.
  static let levels: [UInt8] = rows.levels

  static let matrix = RatingMatrix(
    itemStarts: starts, users: users, levels: levels, userCount: userCount)

  /// Label 1 where the level is 0, else 0.
  static let lowest = RatingMatrix(
    itemStarts: starts, users: users, levels: levels.map { $0 == 0 ? 2 : 0 }, userCount: userCount)

  /// Starting values, as unlike a solution as any; the divisors set their scale.
  ///
  /// A fit stops where its loss moves by less than 1e-7 (or 1e-5 of a loss near 40), which 32-bit
  /// sums hit by chance when the loss creeps. The scales used here were found by trial: with some
  /// others the reference stops at another epoch, most likely for that reason, and golden values
  /// then differ by up to 0.02.
  static func items(_ interceptDivisor: Int, _ factorDivisor: Int) -> [BiasFactor] {
    (0..<itemCount).map { item in
      BiasFactor(
        intercept: spread(item, 37, 41, interceptDivisor),
        factor: spread(item, 53, 47, factorDivisor))
    }
  }

  static func users(_ interceptDivisor: Int, _ factorDivisor: Int) -> [BiasFactor] {
    (0..<userCount).map { user in
      BiasFactor(
        intercept: spread(user, 23, 31, interceptDivisor),
        factor: spread(user, 41, 43, factorDivisor))
    }
  }

  static let startItems = items(60, 31)
  static let startUsers = users(60, 31)

  /// A number between ±modulus / 2 / divisor that looks random.
  static func spread(_ index: Int, _ step: Int, _ modulus: Int, _ divisor: Int) -> Float {
    Float(index * step % modulus - modulus / 2) / Float(divisor)
  }

  private static let rows: (starts: [Int], users: [UInt32], levels: [UInt8]) = {
    var starts = [0]
    var users: [UInt32] = []
    var levels: [UInt8] = []
    for item in 0..<itemCount {
      for user in 0..<userCount
      where (item * 31 + user * 17 + item * user * 5) % 9 < 4 || (item + user) % 20 == 0 {
        let agreement = (item % 4 < 2) == (user % 5 < 3) ? 1 : -1
        let quality = item * 13 % 7 - 3
        let noise = (item * 29 + user * 43 + item * item * user) % 8 - 3
        let score = 2 * agreement + quality + noise
        users.append(UInt32(user))
        levels.append(score > 2 ? 2 : score > -1 ? 1 : 0)
      }
      starts.append(users.count)
    }
    return (starts, users, levels)
  }()
}

/// Expects two lists of numbers to be as long as each other and close, element by element.
func expectClose(
  _ values: [Float], _ expected: [Float], within tolerance: Float, _ what: Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(values.count == expected.count, what, sourceLocation: sourceLocation)
  let worst = zip(values, expected).map { abs($0 - $1) }.max() ?? 0
  // Written so that a NaN fails, too.
  #expect(worst <= tolerance, what, sourceLocation: sourceLocation)
}
