/// What a post may be held to be, such as `spam`. Labels are free strings, compared exactly
/// (moderation 2.2); a community may use its own.
public struct ContentLabel: Hashable, Sendable, Comparable, CustomStringConvertible {
  public static let maximumBytes = 64

  public let rawValue: String

  /// Nil unless it has 1 to 64 bytes, all of them visible ASCII: a label travels in policies, in
  /// evidence and in answers of other services, where lookalikes of it would be a trap.
  public init?(_ rawValue: String) {
    guard (1...Self.maximumBytes).contains(rawValue.utf8.count),
      rawValue.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    self.rawValue = rawValue
  }

  private init(known rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }

  /// By bytes, the same everywhere.
  public static func < (one: ContentLabel, other: ContentLabel) -> Bool {
    one.rawValue.utf8.lexicographicallyPrecedes(other.rawValue.utf8)
  }

  public static let spam = ContentLabel(known: "spam")
  public static let misinformation = ContentLabel(known: "misinformation")
  public static let violence = ContentLabel(known: "violence")
  public static let graphicViolence = ContentLabel(known: "violence/graphic")
  public static let sexual = ContentLabel(known: "sexual")
  public static let sexualMinors = ContentLabel(known: "sexual/minors")
  public static let hate = ContentLabel(known: "hate")
  public static let threateningHate = ContentLabel(known: "hate/threatening")
  public static let harassment = ContentLabel(known: "harassment")
  public static let threateningHarassment = ContentLabel(known: "harassment/threatening")
  public static let selfHarm = ContentLabel(known: "self-harm")
  public static let selfHarmIntent = ContentLabel(known: "self-harm/intent")
  public static let selfHarmInstructions = ContentLabel(known: "self-harm/instructions")
  public static let illicit = ContentLabel(known: "illicit")
  public static let illicitViolent = ContentLabel(known: "illicit/violent")

  /// The thirteen names of moderation 2.2, in its order.
  public static let moderationCategories: [ContentLabel] = [
    violence, graphicViolence, sexual, sexualMinors, hate, threateningHate, harassment,
    threateningHarassment, selfHarm, selfHarmIntent, selfHarmInstructions, illicit, illicitViolent,
  ]
}
