import Snapshot

extension OutputTable {
  /// Sets the columns of the early predictor; empty for notes that it does not predict.
  mutating func set(_ predictions: [EarlyHelpfulPrediction?], rows: [Int]) {
    self["pcrhExitN"] = .optionalCounts(rows.map { predictions[$0]?.ratingCount })
    self["pcrhExitProba"] = .doubles(rows.map { predictions[$0]?.probability ?? .nan })
    self["pcrhRevoked"] = .booleans(rows.map { predictions[$0]?.isRevoked })
    self["pcrhRevokeN"] = .optionalCounts(
      rows.map { note in
        predictions[note].flatMap { $0.isRevoked ? $0.ratingCount : nil }
      })
    self["pcrhFinalPred"] = .booleans(rows.map { predictions[$0]?.isAbove })
  }
}
