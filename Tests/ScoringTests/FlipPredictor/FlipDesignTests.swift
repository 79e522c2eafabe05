import Factorization
import NoteModel
import Parallel
import Testing

@testable import Scoring

struct FlipDesignTests {
  /// Eight rows of one author that differ in the numbers of helpful ratings by either side alone.
  private static func table() -> FlipFeatureTable {
    var table = FlipFeatureTable()
    for row in 0..<8 {
      table.note.append(UInt32(row))
      table.author.append(0)
      var values = [Double](repeating: 0, count: FeatureColumn.count)
      for origin in RatingOrigin.allCases {
        for statistic in FactorStatistic.allCases {
          values[FeatureColumn.factorStatistic(origin, statistic).index] = .nan
        }
      }
      values[FeatureColumn.viewpointCount(.local, .negative, 2).index] = Double(row & 1)
      values[FeatureColumn.viewpointCount(.local, .positive, 2).index] = Double(row >> 1 & 1)
      values[FeatureColumn.viewpointCount(.peerMisleading, .positive, 2).index] = Double(row >> 2)
      table.values += values
      for origin in table.tokens.indices { table.tokens[origin].append(row: []) }
    }
    return table
  }

  private static let labels = (0..<8).map { $0 % 3 == 0 }

  private static func design() -> FlipDesign {
    let table = table()
    let recipe = FlipRecipe(table, rows: Array(0..<8), labels: labels)
    return FlipDesign(recipe, table, rows: Array(0..<8), workers: Workers(threads: 1))
  }

  @Test func numbersThatNeverVaryGiveNoColumns() {
    // Two bins of each of the three numbers that vary.
    #expect(Self.design().columns.listedCount == 6)
  }

  @Test func crossesHoldEveryCombinationOfBins() {
    // Given
    let design = Self.design()

    // When
    let degrees = Dictionary(grouping: design.parts, by: \.count).mapValues(\.count)

    // Then: of three numbers with two bins each, 3 · 2² pairs and 2³ triples.
    #expect(degrees == [1: 6, 2: 12, 3: 8])
    #expect(design.parts.count == design.columns.count)
    #expect(Set(design.parts).count == design.parts.count)
  }

  @Test func recipeNumbersFeaturesBlockByBlock() {
    // Given
    let recipe = FlipRecipe(Self.table(), rows: Array(0..<8), labels: Self.labels)

    // Then
    #expect(recipe.blockStarts.first == 0)
    #expect(recipe.blockStarts.count == recipe.oneHots.count + recipe.bins.count + 1)
    #expect(recipe.oneHots.count == 10)
    // No tag varies: 27 counts, 21 statistics, 24 of crowding, latency, 5 peers twice.
    #expect(recipe.bins.count == 27 + 21 + 24 + 1 + 10)
    #expect(recipe.crosses.map(\.degree) == [2, 3, 4, 4, 4, 2, 2, 2, 2])
    #expect(recipe.crosses.map(\.blocks.count) == [27, 27, 9, 9, 9, 7, 7, 7, 5])
  }

  @Test func limitsAreQuantilesOfTheTrainingRowsAlone() {
    // Given: 0, 1, 2, 3 in training, 100 outside.
    var table = Self.table()
    let column = FeatureColumn.crowdCount(.burst, window: 0)
    for (row, value) in [0, 1, 2, 3, 100, 100, 100, 100].enumerated() {
      table.values[row * FeatureColumn.count + column.index] = Double(value)
    }

    // When
    let recipe = FlipRecipe(table, rows: [0, 1, 2, 3], labels: [true, false, true, false])

    // Then
    let block = recipe.bins.first { $0.column == column }
    guard case .limitedCount(let limit) = block?.scale else {
      Issue.record("the column has another scale")
      return
    }
    #expect(abs(limit - 2.997) < 1e-12)
  }
}
