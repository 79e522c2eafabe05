/// What an installation without reviewers watches about the notes that are shown (OPS-17).
public enum QualityMeasure: String, Codable, Sendable, CaseIterable {
  /// Share of helpful notes that lost the status within 14 days.
  case lostStatusShare
  /// Median of helpful less not helpful ratings on the side where that is less.
  case netHelpfulPerSide
  /// Share of "no" among the answers of people outside the programme.
  case readersNoShare
  /// Notes removed for breaking the rules, per 1000 shown.
  case removalsPerThousand
  /// Median hours from a note to its being helpful.
  case hoursToHelpful
}
