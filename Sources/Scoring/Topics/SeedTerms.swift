/// A set of topics.
struct TopicSet: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }
  init(_ topic: NoteTopic) { rawValue = 1 << topic.rawValue }

  var topics: [NoteTopic] { NoteTopic.allCases.filter { contains(TopicSet($0)) } }
  var count: Int { rawValue.nonzeroBitCount }
}

/// A term whose occurrence says that a text is on a topic, as long as the classifier does not
/// contradict.
struct SeedTerm: Sendable {
  let topic: NoteTopic
  /// In lower case. A space stands for one space character of any kind, a comma for a run of commas
  /// and spaces.
  let spelling: String
  var start = Start.afterSpace
  /// Whether a word must end where the term ends.
  var endsWord = false

  /// Where a term may begin.
  enum Start: Sendable {
    /// At the start of the text or after a space: not after a bracket or a hyphen.
    case afterSpace
    /// Where a word begins.
    case word
    case anywhere
  }

  /// The term as it would stand inside a token, which has no spaces.
  var inToken: String { spelling.filter { $0 != " " && $0 != "," } }
}

extension SeedTerm {
  /// All terms. One for `x.com/tos` would never match, because slashes are gone by then; it is
  /// listed because it also keeps that token from being learned from.
  static let all: [SeedTerm] =
    terms(
      .ukraineConflict,
      ["ukrain", "russia", "kiev", "kyiv", "moscow", "zelensky", "putin"])
    + terms(.gazaConflict, ["israel", "palestin", "gaza", "jerusalem"])
    + words(.gazaConflict, ["hamas"])
    + [SeedTerm(topic: .messiRonaldo, spelling: "messi", endsWord: true)]
    + terms(.messiRonaldo, ["ronaldo"])
    + terms(
      .scams,
      [
        "scam", "undisclosed ad", "terms of service", "engagement farm", "spam", "gambling",
        "apostas", "apuestas", "dropship", "drop ship", "promotion",
      ])
    + ["help.x.com", "x.com/tos"].map {
      SeedTerm(topic: .scams, spelling: $0, start: .anywhere)
    }
    + words(.inDimensionTwo, ["ugc", "gc", "obc", "sc", "sc,st", "st,sc"])
    + terms(.inDimensionTwo, ["आरक्षण"])

  private static func terms(_ topic: NoteTopic, _ spellings: [String]) -> [SeedTerm] {
    spellings.map { SeedTerm(topic: topic, spelling: $0) }
  }

  private static func words(_ topic: NoteTopic, _ spellings: [String]) -> [SeedTerm] {
    spellings.map { SeedTerm(topic: topic, spelling: $0, start: .word, endsWord: true) }
  }
}
