/// A fit of all parameters.
struct FitTable {
  var itemIntercepts: [Float]
  var itemFactors: [Float]
  var userIntercepts: [Float]
  var userFactors: [Float]
  var global: Float
  var trainError: Float
  var epochs: Int
}

/// A fit of items alone.
struct RefitTable {
  var itemIntercepts: [Float]
  var itemFactors: [Float]
  var epochs = 0
}

/// Three rounds of a reputation model.
struct PrescoredTable {
  var itemFactors: [Float]
  var itemBiases: [Float]
  var userFactors: [Float]
  var userReputations: [Float]
  var userBiases: [Float]
  var itemBiasesRound2: [Float]
  var userBiasesRound2: [Float]
  /// By round.
  var globals: [Float]
  /// By round: the number of steps.
  var epochs: [Int]
}

/// Items after the final training of a reputation model.
struct TrainedItemsTable {
  var itemFactors: [Float]
  var itemBiases: [Float]
}
