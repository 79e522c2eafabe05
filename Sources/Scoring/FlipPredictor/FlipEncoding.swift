import Parallel

extension FlipRecipe {
  /// Where the features of each block begin: one-hots, then bins; one more at the end.
  var blockStarts: [Int] {
    (oneHots.map(\.count) + bins.map(\.count)).reduce(into: [0]) { $0.append($0.last! + $1) }
  }

  /// Calls `body` with each feature of a row that comes from a block, not from a cross.
  func emit(
    _ table: FlipFeatureTable, _ row: Int, blockStarts: [Int], _ body: (UInt32) -> Void
  ) {
    for (block, oneHot) in oneHots.enumerated() {
      oneHot.emit(table, row) { body(UInt32(blockStarts[block] + $0)) }
    }
    for (block, bin) in bins.enumerated() {
      bin.emit(table, row) { body(UInt32(blockStarts[oneHots.count + block] + $0)) }
    }
  }

  /// The features of some rows of a table, grouped by feature.
  func rowsByFeature(_ table: FlipFeatureTable, rows: [Int], workers: Workers) -> FeatureLists {
    let starts = blockStarts
    let grain = 1024
    let pieces = workers.map((rows.count + grain - 1) / grain) { piece in
      var features: [UInt32] = []
      var counts: [Int] = []
      for row in rows[piece * grain..<min(rows.count, (piece + 1) * grain)] {
        let before = features.count
        emit(table, row, blockStarts: starts) { features.append($0) }
        counts.append(features.count - before)
      }
      return (features, counts)
    }
    return FeatureLists(pieces, featureCount: starts[starts.count - 1])
  }
}

/// The rows that have each feature, ascending.
struct FeatureLists: Sendable {
  private var starts: [Int]
  private var rows: [UInt32]

  /// - Parameter pieces: the features of consecutive rows, and how many each row has.
  fileprivate init(_ pieces: [(features: [UInt32], counts: [Int])], featureCount: Int) {
    starts = Array(repeating: 0, count: featureCount + 1)
    for piece in pieces { for feature in piece.features { starts[Int(feature) + 1] += 1 } }
    for feature in 0..<featureCount { starts[feature + 1] += starts[feature] }
    var next = starts
    rows = Array(repeating: 0, count: starts[featureCount])
    var row: UInt32 = 0
    for piece in pieces {
      var position = 0
      for count in piece.counts {
        for feature in piece.features[position..<position + count] {
          rows[next[Int(feature)]] = row
          next[Int(feature)] += 1
        }
        position += count
        row += 1
      }
    }
  }

  subscript(feature: Int) -> ArraySlice<UInt32> { rows[starts[feature]..<starts[feature + 1]] }
}
