/// The raters of one model, for their columns of the contributor table.
public enum ContributorModel: Sendable {
  /// A model that fits raters. Columns of group models are for members of their groups alone; models
  /// of a topic give their raters a row but no column.
  case fitted(ScoringModel, PrescoredModel.Raters)
  /// Positions in `Snapshot.participants`, and the reputation of each; NaN is missing.
  case reputation(raters: [UInt32], [Float])

  /// Everyone whom the model gives a row, by position in `Snapshot.participants`.
  var raters: [UInt32] {
    switch self {
    case .fitted(_, let raters): raters.rater
    case .reputation(let raters, _): raters
    }
  }
}

extension Prescored {
  /// The models of a table that learned raters.
  func contributorModels(_ table: ModelTable) -> [ContributorModel] {
    var models = table.prescoring.compactMap { model in
      self.models[model.name].map { ContributorModel.fitted(model, $0.raters) }
    }
    if let reputation {
      models.append(.reputation(raters: reputation.raters, reputation.users.map(\.y)))
    }
    return models
  }
}
