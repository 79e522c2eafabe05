/// The prescored raters of one model, and which columns of the contributor table they fill.
public enum ContributorModel: Sendable {
  /// Fills the columns of the core model, helpfulness scores included.
  case core(PrescoredModel.Raters)
  /// Fills intercept and factor, as the next two do.
  case coreWithTopics(PrescoredModel.Raters)
  /// The model that adds the expansion groups.
  case expansion(PrescoredModel.Raters)
  /// The model of all groups.
  case expansionPlus(PrescoredModel.Raters)
  /// The model of one modeling group, for members of the group.
  case group(Int16, PrescoredModel.Raters)
  /// A model of several groups, for members of these; the number is the model's own.
  case multiGroup(Int16, members: ModelingGroups, PrescoredModel.Raters)
  /// Positions in `Snapshot.participants`, and the reputation of each; NaN is missing.
  case reputation(raters: [UInt32], [Float])
  /// A model that gives its raters a row but no column, such as one of a topic.
  case listed(raters: [UInt32])

  /// Everyone whom the model gives a row, by position in `Snapshot.participants`.
  var raters: [UInt32] {
    switch self {
    case .core(let raters), .coreWithTopics(let raters), .expansion(let raters),
      .expansionPlus(let raters), .group(_, let raters), .multiGroup(_, _, let raters):
      raters.rater
    case .reputation(let raters, _), .listed(let raters): raters
    }
  }
}
