import ContentClassification

/// A classifier elsewhere, which may be down; tests put their own in its place.
public protocol RemoteClassifying: ContentClassifier {
  /// How it does, for who runs the site.
  var condition: RemoteCondition { get }
}

/// How a classifying service does, and what it was asked since the program started.
public struct RemoteCondition: Hashable, Sendable {
  /// It failed too often and is tried now and then only.
  public var isResting: Bool
  /// Questions by what came of them: `judged`, or the word for the failure.
  public var questions: [String: Int]
  /// Questions that were not sent, by the reason.
  public var refusals: [String: Int]
  /// Of the day's limit.
  public var tokensToday: Int64

  public init(
    isResting: Bool = false, questions: [String: Int] = [:], refusals: [String: Int] = [:],
    tokensToday: Int64 = 0
  ) {
    self.isResting = isResting
    self.questions = questions
    self.refusals = refusals
    self.tokensToday = tokensToday
  }
}

/// What changed about a classifying service, said once.
public enum RemoteChange: Hashable, Sendable {
  /// It is left alone after this failure and those before it.
  case rests(ClassifierFailure)
  case answersAgain
}
