import CommunityRules
import Factorization
import Scoring
import Snapshot
import Storage

/// Models whose viewpoints writers are told of, as their interface calls them.
enum ModelName: String, CaseIterable {
  case core = "Core"
  case expansion = "Expansion"
  case expansionPlus = "ExpansionPlus"

  /// The model's own name.
  var model: String {
    switch self {
    case .core: ScoringModel.core.name
    case .expansion: ScoringModel.expansion.name
    case .expansionPlus: ScoringModel.expansionPlus.name
    }
  }
}

extension Prescored {
  /// Where each of these models places each rater.
  func factors(_ participants: ParticipantIDs) -> [ModelFactor] {
    ModelName.allCases.flatMap { name -> [ModelFactor] in
      guard let raters = models[name.model]?.raters else { return [] }
      return raters.rater.indices.compactMap { row in
        let factor = raters.parameters[row].factor
        guard !factor.isNaN else { return nil }
        return ModelFactor(
          model: name.rawValue,
          rater: ParticipantID(rawValue: participants[Int(raters.rater[row])]),
          factor: Double(factor))
      }
    }
  }
}
