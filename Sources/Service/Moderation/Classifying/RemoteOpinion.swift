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
}

extension Site {
  /// How the classifying service elsewhere does; nil where there is none.
  public var remoteCondition: RemoteCondition? { remoteOpinion?.classifier.condition }
}
