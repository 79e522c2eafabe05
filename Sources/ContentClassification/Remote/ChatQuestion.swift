extension ChatEndpoint {
  /// A label, and what it means, for the model.
  public struct Question: Hashable, Sendable {
    public static let maximumMeaningBytes = 300
    /// More would not fit into the model's answer.
    public static let maximumCount = 30

    public let label: ContentLabel
    public let meaning: String

    public init(_ label: ContentLabel, meaning: String) {
      self.label = label
      self.meaning = meaning
    }

    /// What an operator wrote: `label=meaning`, or the name of a usual label alone. Nil where the
    /// label is none, the meaning is missing or is not one short line.
    public init?(parsing text: String) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first, let label = ContentLabel(String(name)) else { return nil }
      guard parts.count == 2 else {
        guard let usual = Self.usual.first(where: { $0.label == label }) else { return nil }
        self = usual
        return
      }
      let meaning = String(parts[1])
      guard (1...Self.maximumMeaningBytes).contains(meaning.utf8.count),
        !meaning.unicodeScalars.contains(where: {
          $0.value < 0x20 || InvisibleScalars.isHidden($0.value)
        })
      else { return nil }
      self.init(label, meaning: meaning)
    }

    /// What is asked where the operator says nothing else: the names of moderation 2.2, and spam.
    public static let usual: [Question] = [
      Question(.violence, meaning: "threatens, praises or calls for bodily harm to somebody"),
      Question(.graphicViolence, meaning: "describes death or wounds in shocking detail"),
      Question(.sexual, meaning: "is meant to arouse, or offers sexual services"),
      Question(.sexualMinors, meaning: "shows somebody under 18 in a sexual way"),
      Question(
        .hate,
        meaning:
          "demeans people for their origin, religion, sex, orientation, disability or the like"),
      Question(.threateningHate, meaning: "demeans such people and threatens or wishes them harm"),
      Question(.harassment, meaning: "insults, mocks or hounds a particular person"),
      Question(.threateningHarassment, meaning: "threatens or wishes harm to a particular person"),
      Question(.selfHarm, meaning: "praises or encourages suicide or hurting oneself"),
      Question(.selfHarmIntent, meaning: "its author says that they hurt themselves or mean to"),
      Question(.selfHarmInstructions, meaning: "explains how to hurt or kill oneself"),
      Question(.illicit, meaning: "helps with a crime, such as fraud, theft or dealing in drugs"),
      Question(.illicitViolent, meaning: "helps with a violent crime or with getting weapons"),
      Question(.spam, meaning: "unwanted advertising, lures to click, or the same text again"),
    ]
  }
}
