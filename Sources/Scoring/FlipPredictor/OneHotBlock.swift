import Factorization

/// Features that say "is by this author" or "this rater said that": one for each value known from
/// training.
struct OneHotBlock: FlipFeatureBlock {
  enum Source: Sendable, Codable, Equatable {
    case author
    case tokens(RatingOrigin, RatingToken.Kind)
  }

  let source: Source
  /// Authors or tokens, ascending.
  let vocabulary: [UInt32]

  var count: Int { vocabulary.count }

  init(_ source: Source, vocabulary: [UInt32]) {
    self.source = source
    self.vocabulary = vocabulary
  }

  /// - Parameters:
  ///   - rows: training rows of the table.
  ///   - minimumRows: in how many of them a value must occur.
  ///   - percent: how many of those values to keep, by how much they depend on the label; nil: all.
  init(
    _ source: Source, _ table: FlipFeatureTable, rows: [Int], labels: [Bool],
    minimumRows: Int = 1, percent: Int? = nil
  ) {
    self.source = source
    // The label in the lowest bit: sorting brings the occurrences of a value together.
    var occurrences: [UInt64] = []
    for (row, label) in zip(rows, labels) {
      Self.forEachValue(source, table, row) {
        occurrences.append(UInt64($0) << 1 | (label ? 1 : 0))
      }
    }
    occurrences.sort()
    let share = Double(labels.count { $0 }) / Double(labels.count)
    var values: [UInt32] = []
    var scores: [Double] = []
    var start = 0
    while start < occurrences.count {
      let value = occurrences[start] >> 1
      var end = start
      var positives = 0
      while end < occurrences.count, occurrences[end] >> 1 == value {
        positives += Int(occurrences[end] & 1)
        end += 1
      }
      if end - start >= minimumRows {
        values.append(UInt32(value))
        scores.append(
          ChiSquareSelection.statistic(count: end - start, positives: positives, share: share))
      }
      start = end
    }
    if let percent {
      let isKept = ChiSquareSelection.highest(scores, percent: percent)
      values = values.indices.filter { isKept[$0] }.map { values[$0] }
    }
    vocabulary = values
  }

  func emit(_ table: FlipFeatureTable, _ row: Int, _ body: (Int) -> Void) {
    Self.forEachValue(source, table, row) { value in
      if let position = position(of: value) { body(position) }
    }
  }

  private static func forEachValue(
    _ source: Source, _ table: FlipFeatureTable, _ row: Int, _ body: (UInt32) -> Void
  ) {
    switch source {
    case .author: body(table.author[row])
    case .tokens(let origin, let kind):
      for token in table.tokens[Int(origin.rawValue)][row] where RatingToken.kind(of: token) == kind
      {
        body(token)
      }
    }
  }

  /// A value for other positions of participants; nil where the participant has none.
  func moved(_ value: UInt32, by map: PositionMap) -> UInt32? {
    let participant = participant(of: value)
    guard participant < map.rater.count, map.rater[participant] >= 0 else { return nil }
    let new = UInt32(map.rater[participant])
    return source == .author ? new : RatingToken.moved(value, to: new)
  }

  /// The position of the participant that a value is about.
  func participant(of value: UInt32) -> Int {
    source == .author ? Int(value) : Int(RatingToken.rater(of: value))
  }

  private func position(of value: UInt32) -> Int? {
    var low = 0
    var high = vocabulary.count
    while low < high {
      let middle = (low + high) / 2
      if vocabulary[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < vocabulary.count && vocabulary[low] == value ? low : nil
  }
}
