import ContentClassification
import Outbound

/// A classifying service elsewhere, and how its word and that of a community's own classifier become
/// one. The community's own is always there: it alone answers where the service does not.
public struct RemoteOpinion: Sendable {
  public enum Rule: Hashable, Sendable {
    /// The service alone is asked. While it is down posts pass, and are judged again later.
    case remoteOnly
    /// The service, and the community's own classifier while it is down.
    case remoteFirst
    /// Both; of each label the higher score counts.
    case highestScore
    /// The community's own; the service too where its highest score lies in the band.
    case secondOpinion(band: ClosedRange<Double>)
  }

  public let classifier: any RemoteClassifying
  public let rule: Rule

  public init(_ classifier: any RemoteClassifying, rule: Rule) {
    self.classifier = classifier
    self.rule = rule
  }

  /// The service and a community's own classifier, as the operator joined them.
  func chain(with embedded: EmbeddedClassifier, patience: Duration) -> ClassifierChain {
    func chain(_ members: [any ContentClassifier], _ rule: ChainRule) -> ClassifierChain {
      ClassifierChain(members, rule: rule, patience: patience)
    }
    switch rule {
    case .remoteOnly: return chain([classifier], .firstAvailable)
    case .remoteFirst: return chain([classifier, embedded], .firstAvailable)
    case .highestScore: return chain([classifier, embedded], .highestScore)
    case .secondOpinion(let band):
      return chain([embedded, classifier], .secondOpinion(band: band))
    }
  }
}

extension Site {
  /// How the classifying service elsewhere does; nil where there is none.
  public var remoteCondition: RemoteCondition? { remoteOpinion?.classifier.condition }
}
