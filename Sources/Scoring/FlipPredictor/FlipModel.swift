import Glibc

/// A fitted flip predictor. Encode it to keep it.
struct FlipModel: Sendable, Codable {
  /// A weight for rows that have all of some features.
  struct Term: Sendable, Codable, Equatable {
    /// Features of the recipe's blocks, one to four.
    var features: [UInt32]
    var weight: Double
  }

  var recipe: FlipRecipe
  /// Only those with a weight other than zero.
  var terms: [Term]
  var intercept: Double
  /// A row is expected to flip if its decision value is above.
  var threshold: Double

  /// The decision value of every row of a table: the logarithm of the odds of flipping.
  func decisions(_ table: FlipFeatureTable) -> [Double] {
    let starts = recipe.blockStarts
    let wanted = Set(terms.flatMap(\.features))
    return (0..<table.count).map { row in
      var present: Set<UInt32> = []
      recipe.emit(table, row, blockStarts: starts) {
        if wanted.contains($0) { present.insert($0) }
      }
      return terms.reduce(intercept) { sum, term in
        term.features.allSatisfy(present.contains) ? sum + term.weight : sum
      }
    }
  }
}

/// What the flip predictor says of a note.
public struct FlipPrediction: Sendable, Equatable {
  /// Position in `Snapshot.noteIDs`.
  public let note: UInt32
  /// Whether the note is expected to lose the status "helpful".
  public let isFlip: Bool
  /// Of losing it.
  public let probability: Double
}

extension FlipModel {
  func predictions(_ table: FlipFeatureTable) -> [FlipPrediction] {
    zip(table.note, decisions(table)).map { note, decision in
      FlipPrediction(
        note: note, isFlip: decision > threshold, probability: 1 / (1 + exp(-decision)))
    }
  }
}
