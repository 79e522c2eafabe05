/// How a rating came about.
public enum RatingSource: UInt8, Sendable, CaseIterable {
  /// The rater chose to rate the note.
  case `default`
  /// The rater was drawn at random and asked.
  case populationSampled

  /// The text of `ratingSourceBucketed` in the public ratings table.
  public var name: String {
    switch self {
    case .default: "DEFAULT"
    case .populationSampled: "POPULATION_SAMPLED"
    }
  }
}
