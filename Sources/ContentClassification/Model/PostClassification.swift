/// What one classifier says of one post: a judgement, or that it could not give one.
///
/// `NoteModel.Classification` is what a note's author says of a post, another thing.
public struct PostClassification: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    case judged(Judgement)
    /// No judgement; for the policy the same as a post without labels (moderation 2.3, order 0).
    case unavailable(ClassifierFailure)
  }

  public let classifier: ClassifierIdentity
  public let outcome: Outcome

  public init(classifier: ClassifierIdentity, outcome: Outcome) {
    self.classifier = classifier
    self.outcome = outcome
  }

  public static func judged(
    _ judgement: Judgement, by classifier: ClassifierIdentity
  ) -> PostClassification {
    PostClassification(classifier: classifier, outcome: .judged(judgement))
  }

  public static func unavailable(
    _ kind: ClassifierFailure.Kind, _ detail: String, by classifier: ClassifierIdentity
  ) -> PostClassification {
    PostClassification(
      classifier: classifier, outcome: .unavailable(ClassifierFailure(kind, detail: detail)))
  }

  public var judgement: Judgement? {
    if case .judged(let judgement) = outcome { judgement } else { nil }
  }

  public var failure: ClassifierFailure? {
    if case .unavailable(let failure) = outcome { failure } else { nil }
  }
}

/// Which classifier spoke, in which version: `metadata.model_version` of the evidence.
public struct ClassifierIdentity: Hashable, Sendable, CustomStringConvertible {
  public let name: String
  public let version: String

  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }

  public var description: String { "\(name)/\(version)" }
}
