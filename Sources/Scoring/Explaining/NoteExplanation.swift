/// Why a note has its status: every model's numbers, every rule that applied in order with what it
/// compared, how raters of the two sides see it, and what would change it.
///
/// Made from the tables that a run writes, so that anyone who has them gets the same; see
/// `ExplanationSource`.
public struct NoteExplanation: Sendable, Equatable, Encodable {
  /// As text: JavaScript's numbers cannot hold it.
  public var noteID: String
  /// As in the public tables, such as `CURRENTLY_RATED_HELPFUL`.
  public var status: String
  /// The rule that decided, as in the public tables.
  public var decidedBy: String?
  /// What the note says of its post, as in the public tables; nil where the note is gone.
  public var classification: String?
  /// The two reasons that raters gave most often, where the status has them.
  public var reasons: [String]
  /// All ratings of the note, by whomever.
  public var ratings: Int
  public var topic: String?
  /// Models with a say about the note, in the order in which the site asks them.
  public var models: [ModelExplanation]
  /// The site's rules that applied, in order.
  public var siteRules: [RuleExplanation]
  /// How raters of the two sides see it; nil where only the results are at hand.
  public var viewpoints: NoteViewpoints?
  public var changes: [PossibleChange]

  /// The model that decided, or the one that goes before all others that have a say.
  public var decidingModel: ModelExplanation? {
    let order: [RuleName] = [
      .coreModel, .coreWithTopicsModel, .expansionModel, .expansionPlusModel,
    ]
    return models.first { $0.siteRule.name == decidedBy }
      ?? order.lazy.compactMap { rule in models.first { $0.siteRule == rule } }.first
      ?? models.first
  }
}

/// What one model says of a note.
public struct ModelExplanation: Sendable, Equatable, Encodable {
  /// Such as `Core` or `Group 13`.
  public var name: String
  /// The rule by which the site takes its status over.
  public var siteRule: RuleName
  /// How far raters of different viewpoints agree that the note is helpful.
  public var intercept: Double?
  /// Where the note stands on the viewpoint axis.
  public var factor: Double?
  public var status: String?
  /// Ratings that the final round counted.
  public var finalRoundRatings: Int?
  /// The intercept after one more rating by a rater who stands at an end of the axis.
  public var interceptMin: Double?
  public var interceptMax: Double?
  /// The intercept without the busiest raters, without raters who act alike, and by people asked at
  /// random alone.
  public var interceptNoHighVolume: Double?
  public var interceptNoCorrelated: Double?
  public var interceptPopulationSampled: Double?
  /// The rules that applied, in order.
  public var rules: [RuleExplanation]
}

/// A rule that applied to a note.
public struct RuleExplanation: Sendable, Equatable, Encodable {
  public var rule: RuleName
  /// For a person.
  public var sentence: String
  /// The numbers that it compared, as far as the public tables have them.
  public var comparisons: [Comparison]
}

/// A number of a note beside the limit that a rule has for it.
public struct Comparison: Sendable, Equatable, Encodable {
  /// What is compared, in words.
  public var quantity: String
  /// Nil where the tables do not have it.
  public var value: Double?
  public var relation: Relation
  public var limit: Double

  public enum Relation: String, Sendable, Encodable {
    case atLeast = "≥"
    case atMost = "≤"
    case above = ">"
    case below = "<"
  }

  /// Whether the number is on the rule's side of the limit; nil where it is not known.
  public var holds: Bool? {
    guard let value else { return nil }
    return switch relation {
    case .atLeast: value >= limit
    case .atMost: value <= limit
    case .above: value > limit
    case .below: value < limit
    }
  }
}

/// Something that would give a note another status.
public struct PossibleChange: Sendable, Equatable, Encodable {
  /// For a person.
  public var sentence: String
  /// How far the number that it names would have to move, where it names one.
  public var by: Double?

  init(_ sentence: String, by: Double? = nil) {
    self.sentence = sentence
    self.by = by
  }
}

extension RuleName: Encodable {
  /// Encodes the text in the public tables.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  /// The rule that a public table's text names, or nil.
  public init?(name: some StringProtocol) {
    guard let rule = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = rule
  }
}
