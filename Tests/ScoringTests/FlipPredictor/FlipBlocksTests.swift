import NoteModel
import Testing

@testable import Scoring

struct FlipBlocksTests {
  @Test(arguments: [
    (ValueScale.statistic, Double.nan, -1.0), (.statistic, 0.4, 0.4),
    (.tagRatio(limit: 0.5), .nan, -0.25), (.tagRatio(limit: 0.5), 0.7, 0.5),
    (.ratio(limit: 0.5), 0.7, 0.5), (.ratio(limit: 0.5), 0.2, 0.2),
    (.count, 7, 3), (.limitedCount(limit: 3), 100, 2), (.twiceLoggedCount(limit: 7), 100, 2),
    (.duration(limit: 1024), 4096, 10), (.duration(limit: 1024), -5, 0),
  ])
  func numbersAreScaledBeforeTheyAreCut(scale: ValueScale, value: Double, expected: Double) {
    #expect(scale.apply(value) == expected)
  }

  /// Rows by authors 5, 5, 7, 9; raters 0…3 call note `n` helpful for n ≥ rater.
  private static func table() -> FlipFeatureTable {
    var table = FlipFeatureTable()
    table.author = [5, 5, 7, 9]
    table.note = [0, 1, 2, 3]
    table.values = Array(repeating: 0, count: 4 * FeatureColumn.count)
    for row in 0..<4 {
      let raters = (0...UInt32(row)).map { RatingToken.level(rater: $0, 2) }
      let tags = (0...UInt32(row)).map {
        RatingToken.tag(rater: $0, bit: Int(RatingTag.helpfulClear.rawValue))
      }
      for origin in 0..<3 { table.tokens[origin].append(row: raters + tags) }
    }
    return table
  }

  private static func features(
    _ block: some FlipFeatureBlock, _ table: FlipFeatureTable
  ) -> [[Int]] {
    (0..<table.count).map { row in
      var features: [Int] = []
      block.emit(table, row) { features.append($0) }
      return features
    }
  }

  @Test func authorsUnknownFromTrainingHaveNoFeature() {
    // Given
    let table = Self.table()

    // When
    let block = OneHotBlock(.author, table, rows: [0, 1, 2], labels: [true, false, true])

    // Then
    #expect(block.vocabulary == [5, 7])
    #expect(Self.features(block, table) == [[0], [0], [1], []])
  }

  @Test func tokensInTooFewRowsHaveNoFeature() {
    // Given
    let table = Self.table()
    let labels = [true, false, false, false]

    // When
    let block = OneHotBlock(
      .tokens(.local, .level), table, rows: [0, 1, 2, 3], labels: labels, minimumRows: 3)

    // Then: rater 0 answered in four rows, rater 1 in three.
    #expect(Self.features(block, table) == [[0], [0, 1], [0, 1], [0, 1]])
  }

  @Test func tokensThatDependLeastOnTheLabelAreDropped() {
    // Given: exactly the rows with rater 2 are labelled.
    let table = Self.table()
    let labels = [false, false, true, true]

    // When
    let block = OneHotBlock(
      .tokens(.local, .helpfulTag), table, rows: [0, 1, 2, 3], labels: labels, percent: 25)

    // Then
    #expect(Self.features(block, table) == [[], [], [0], [0]])
  }

  @Test func numberLiesInOneBin() {
    // Given
    var table = Self.table()
    let column = FeatureColumn.peers(.all)
    for (row, peers) in [0, 0, 1, 3].enumerated() {
      table.values[row * FeatureColumn.count + column.index] = Double(peers)
    }

    // When
    let block = BinBlock(column, .count, bins: 3, table, rows: [0, 1, 2, 3])

    // Then
    #expect(Self.features(block, table) == [[0], [0], [1], [2]])
  }

  @Test func tokensKnowTheirKind() {
    #expect(RatingToken.kind(of: RatingToken.level(rater: 77, 0)) == .level)
    #expect(RatingToken.kind(of: RatingToken.tag(rater: 77, bit: 8)) == .helpfulTag)
    #expect(RatingToken.kind(of: RatingToken.tag(rater: 77, bit: 9)) == .notHelpfulTag)
    #expect(RatingToken.kind(of: RatingToken.tag(rater: 77, bit: 21)) == .notHelpfulTag)
  }
}
