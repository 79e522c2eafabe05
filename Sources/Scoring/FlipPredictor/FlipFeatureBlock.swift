/// A group of binary features made from one part of what is known of a note, fitted to training
/// rows.
protocol FlipFeatureBlock: Sendable, Codable {
  /// How many features the block makes.
  var count: Int { get }

  /// Calls `body` with each feature of the block that a row has, below `count`.
  func emit(_ table: FlipFeatureTable, _ row: Int, _ body: (Int) -> Void)
}
