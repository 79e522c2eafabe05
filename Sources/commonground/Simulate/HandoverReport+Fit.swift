import Factorization
import Moderation
import Parallel

extension HandoverReport {
  /// With the model that scores notes.
  init(communities: Int, brigadeShare: Double = 0) throws {
    try self.init(communities: communities, brigadeShare: brigadeShare, fit: Self.fit)
  }

  /// Where the core model's factorization puts who rated.
  private static func fit(_ notes: [[CastVote]]) throws -> ViewpointMap {
    let members = Set(notes.joined().map(\.voter)).sorted()
    let numbers = Dictionary(
      uniqueKeysWithValues: members.enumerated().map { ($0.element, UInt32($0.offset)) })
    var starts = [0]
    var users: [UInt32] = []
    var levels: [UInt8] = []
    var counts = Array(repeating: 0, count: members.count)
    for votes in notes {
      for vote in votes {
        guard let number = numbers[vote.voter] else { continue }
        users.append(number)
        levels.append(UInt8(2 * vote.favour))
        counts[Int(number)] += 1
      }
      starts.append(users.count)
    }
    let matrix = RatingMatrix(
      itemStarts: starts, users: users, levels: levels, userCount: members.count)
    var random = RandomStream(seed: 1)
    let fit = try BiasedFactorization().fit(matrix, random: &random, workers: Workers(threads: 1))
    var map = ViewpointMap(mean: Double(fit.global))
    for (number, member) in members.enumerated() {
      map.positions[member] = ViewpointMap.Position(
        intercept: Double(fit.users[number].intercept), factor: Double(fit.users[number].factor),
        votesInFit: counts[number])
    }
    return map
  }
}
