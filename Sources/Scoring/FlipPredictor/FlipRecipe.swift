import Factorization
import NoteModel

/// How features are made of what is known of a note: the blocks fitted to the training rows, and
/// which of their bins are crossed.
///
/// Features are numbered through: those of `oneHots`, then those of `bins`, block by block.
struct FlipRecipe: Sendable, Codable {
  var oneHots: [OneHotBlock] = []
  private(set) var bins: [BinBlock] = []
  /// By block of `bins`: whether its features count by themselves, and not only in crosses.
  private(set) var standsAlone: [Standing] = []
  private(set) var crosses: [Cross] = []

  enum Standing: Sendable, Codable, Equatable {
    case alone
    /// Only bins that are neither rare nor all but universal.
    case aloneIfVaried
    case inCrossesOnly
  }

  /// All conjunctions of `degree` bins of different blocks that are common enough.
  struct Cross: Sendable, Codable, Equatable {
    /// Positions in `bins`.
    let blocks: [Int]
    let degree: Int
    /// Whether bins that hardly vary are left out, and not only conjunctions.
    let dropsPartsWithoutVariance: Bool
  }

  /// Crosses must vary more than this over the training rows.
  static let minimumVariance = 0.001

  /// Fits the blocks.
  ///
  /// - Parameters:
  ///   - rows: the training rows of the table, at least one.
  ///   - labels: of these rows: whether the note flipped. Both occur.
  init(_ table: FlipFeatureTable, rows: [Int], labels: [Bool]) {
    func oneHot(_ source: OneHotBlock.Source, minimumRows: Int = 1, percent: Int? = nil) {
      oneHots.append(
        OneHotBlock(
          source, table, rows: rows, labels: labels, minimumRows: minimumRows, percent: percent))
    }
    oneHot(.author)
    for origin in RatingOrigin.allCases {
      oneHot(.tokens(origin, .level))
      oneHot(.tokens(origin, .helpfulTag), minimumRows: 5, percent: 10)
      oneHot(.tokens(origin, .notHelpfulTag), minimumRows: 5, percent: 50)
    }
    addTagRatios(table, rows)
    addViewpointCounts(table, rows)
    addFactorStatistics(table, rows)
    addCrowding(table, rows)
    addPeers(table, rows)
  }

  private mutating func add(
    _ columns: [FeatureColumn], bins count: Int, _ standing: Standing, _ table: FlipFeatureTable,
    _ rows: [Int], scale: (FeatureColumn) -> ValueScale
  ) -> [Int] {
    let first = bins.count
    for column in columns {
      bins.append(BinBlock(column, scale(column), bins: count, table, rows: rows))
      standsAlone.append(standing)
    }
    return Array(first..<bins.count)
  }

  /// The quantile of a column over the training rows, missing values aside; 0 where all are.
  private static func limit(
    _ column: FeatureColumn, _ table: FlipFeatureTable, _ rows: [Int], at share: Double
  ) -> Double {
    rows.map { table.value($0, column) }.filter { !$0.isNaN }.quantile(at: share) ?? 0
  }
}

// MARK: - Numbers

extension FlipRecipe {
  private mutating func addTagRatios(_ table: FlipFeatureTable, _ rows: [Int]) {
    let columns = RatingOrigin.allCases.flatMap { origin in
      RatingTag.allCases.map { FeatureColumn.tagRatio(origin, $0.rawValue) }
    }
    let varied = columns.filter { column in
      let known = rows.lazy.map { table.value($0, column) }.filter { !$0.isNaN }
      return known.first.map { first in known.contains { $0 != first } } ?? false
    }
    _ = add(varied, bins: 10, .alone, table, rows) {
      .tagRatio(limit: Self.limit($0, table, rows, at: 0.99))
    }
  }

  /// Counts by viewpoint: alone; pairs and triples of all of them; fours within an origin. (Triples
  /// within an origin are among the triples of all.)
  private mutating func addViewpointCounts(_ table: FlipFeatureTable, _ rows: [Int]) {
    let blocks = RatingOrigin.allCases.map { origin in
      add(FeatureColumn.viewpointCounts(origin), bins: 7, .alone, table, rows) { _ in .count }
    }
    let all = blocks.flatMap { $0 }
    for degree in 2...3 {
      crosses.append(Cross(blocks: all, degree: degree, dropsPartsWithoutVariance: true))
    }
    for own in blocks {
      crosses.append(Cross(blocks: own, degree: 4, dropsPartsWithoutVariance: true))
    }
  }

  private mutating func addFactorStatistics(_ table: FlipFeatureTable, _ rows: [Int]) {
    for origin in RatingOrigin.allCases {
      let columns = FactorStatistic.allCases.map { FeatureColumn.factorStatistic(origin, $0) }
      let blocks = add(columns, bins: 10, .aloneIfVaried, table, rows) { _ in .statistic }
      crosses.append(Cross(blocks: blocks, degree: 2, dropsPartsWithoutVariance: false))
    }
  }

  private mutating func addCrowding(_ table: FlipFeatureTable, _ rows: [Int]) {
    for crowding in Crowding.allCases {
      let windows = Crowding.minutes.indices
      _ = add(
        windows.map { .crowdCount(crowding, window: $0) }, bins: 5, .alone, table, rows
      ) { .limitedCount(limit: Self.limit($0, table, rows, at: 0.999)) }
      _ = add(
        windows.map { .crowdRatio(crowding, window: $0) }, bins: 5, .alone, table, rows
      ) { .ratio(limit: Self.limit($0, table, rows, at: 0.999)) }
    }
    _ = add([.writingLatency], bins: 10, .alone, table, rows) {
      .duration(limit: Self.limit($0, table, rows, at: 0.999))
    }
  }

  /// Counts of peers: alone, and pairs after another logarithm.
  private mutating func addPeers(_ table: FlipFeatureTable, _ rows: [Int]) {
    let columns = PeerCount.allCases.map { FeatureColumn.peers($0) }
    _ = add(columns, bins: 4, .alone, table, rows) {
      .limitedCount(limit: Self.limit($0, table, rows, at: 0.9999))
    }
    let blocks = add(columns, bins: 4, .inCrossesOnly, table, rows) {
      .twiceLoggedCount(limit: Self.limit($0, table, rows, at: 0.9999))
    }
    crosses.append(Cross(blocks: blocks, degree: 2, dropsPartsWithoutVariance: false))
  }
}
