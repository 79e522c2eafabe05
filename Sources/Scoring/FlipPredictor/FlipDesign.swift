import Factorization
import Parallel

/// The training rows as binary columns, and what each column stands for.
struct FlipDesign: Sendable {
  private(set) var columns: BinaryColumns
  /// By column: the features of blocks that a row must have, one for a feature of a block itself.
  private(set) var parts: [[UInt32]] = []

  /// Columns that hold for every row or for none are left out.
  init(_ recipe: FlipRecipe, _ table: FlipFeatureTable, rows: [Int], workers: Workers) {
    let lists = recipe.rowsByFeature(table, rows: rows, workers: workers)
    let starts = recipe.blockStarts
    columns = BinaryColumns(rowCount: rows.count)
    func variance(_ feature: Int) -> Double {
      let share = Double(lists[feature].count) / Double(rows.count)
      return share * (1 - share)
    }
    for block in 0..<starts.count - 1 {
      let bin = block - recipe.oneHots.count
      let standing = bin < 0 ? .alone : recipe.standsAlone[bin]
      guard standing != .inCrossesOnly else { continue }
      let minimum = standing == .alone ? 0 : FlipRecipe.minimumVariance
      for feature in starts[block]..<starts[block + 1] where variance(feature) > minimum {
        columns.append(rows: lists[feature])
        parts.append([UInt32(feature)])
      }
    }

    var maskOf: [Int: Int] = [:]
    var featureOfMask: [UInt32] = []
    for cross in recipe.crosses {
      func isPart(_ feature: Int) -> Bool {
        cross.dropsPartsWithoutVariance
          ? variance(feature) > FlipRecipe.minimumVariance : !lists[feature].isEmpty
      }
      let groups = cross.blocks.map { bin in
        let block = recipe.oneHots.count + bin
        return (starts[block]..<starts[block + 1]).filter(isPart).map {
          feature in
          if let known = maskOf[feature] { return known }
          let mask = columns.appendMask(rows: lists[feature])
          maskOf[feature] = mask
          featureOfMask.append(UInt32(feature))
          return mask
        }
      }
      let before = columns.count
      columns.appendConjunctions(
        of: groups, degree: cross.degree, minimumVariance: FlipRecipe.minimumVariance,
        workers: workers)
      for conjunction in before - columns.listedCount..<columns.count - columns.listedCount {
        parts.append(
          columns.maskIndices(ofConjunction: conjunction).map { featureOfMask[$0] })
      }
    }
  }
}
