/// How often what a score speaks of is so: a curve that never falls, found by isotonic regression
/// (pool adjacent violators: Barlow et al. 1972, "Statistical Inference under Order Restrictions").
///
/// Labelled scores are first put in order and cut into up to 20 groups of at least 25, each with its
/// mean score and its share of positives, drawn towards the share of all by one imagined label. Then
/// neighbours that fall are joined. Between the groups the curve is straight.
struct CalibrationCurve: Sendable, Equatable {
  /// Mean score and share of positives of each group; both ascend, the scores strictly.
  let scores: [Double]
  let shares: [Double]

  static let mostKnots = 20
  private static let leastInGroup = 25

  /// Nil unless scores ascend strictly, shares ascend within 0...1, there is one at least, and all
  /// are finite.
  init?(scores: [Double], shares: [Double]) {
    guard (1...Self.mostKnots).contains(scores.count), shares.count == scores.count,
      (scores + shares).allSatisfy(\.isFinite), shares.allSatisfy({ (0...1).contains($0) }),
      zip(scores, scores.dropFirst()).allSatisfy({ $0 < $1 }),
      zip(shares, shares.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    self.scores = scores
    self.shares = shares
  }

  /// Fits the curve; nil unless there are labels of both kinds.
  init?(_ labelled: [LabelledScore]) {
    let positives = labelled.count { $0.label }
    guard positives > 0, positives < labelled.count else { return nil }
    let base = Double(positives) / Double(labelled.count)
    let ordered = labelled.sorted { ($0.score, $0.label ? 1 : 0) < ($1.score, $1.label ? 1 : 0) }
    let groups = min(Self.mostKnots, max(1, ordered.count / Self.leastInGroup))
    var pools: [Pool] = []
    for group in 0..<groups {
      let part = ordered[ordered.count * group / groups..<ordered.count * (group + 1) / groups]
      var pool = Pool(
        count: Double(part.count), scoreSum: part.reduce(0) { $0 + $1.score },
        positives: Double(part.count { $0.label }))
      while let last = pools.last,
        last.share(base) >= pool.share(base) || last.score >= pool.score
      {
        pool.add(last)
        pools.removeLast()
      }
      pools.append(pool)
    }
    self.init(scores: pools.map(\.score), shares: pools.map { $0.share(base) })
  }

  private struct Pool {
    var count: Double
    var scoreSum: Double
    var positives: Double

    var score: Double { scoreSum / count }
    func share(_ base: Double) -> Double { (positives + base) / (count + 1) }

    mutating func add(_ other: Pool) {
      count += other.count
      scoreSum += other.scoreSum
      positives += other.positives
    }
  }

  /// The share of positives at a score.
  func share(at score: Double) -> Double {
    guard let above = scores.firstIndex(where: { $0 > score }) else {
      return shares[scores.count - 1]
    }
    guard above > 0 else { return shares[0] }
    let part = (score - scores[above - 1]) / (scores[above] - scores[above - 1])
    return shares[above - 1] + part * (shares[above] - shares[above - 1])
  }

  /// The least score at which the curve reaches a share: the first group's where it begins above,
  /// one more than the last group's where it never does.
  func score(reaching share: Double) -> Double {
    guard let above = shares.firstIndex(where: { $0 >= share }) else {
      return scores[scores.count - 1] + 1
    }
    guard above > 0 else { return scores[0] }
    let part = (share - shares[above - 1]) / (shares[above] - shares[above - 1])
    return scores[above - 1] + part * (scores[above] - scores[above - 1])
  }
}
