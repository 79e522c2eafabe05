/// Rules by which a note is taken for abuse while a community has too few labels to learn it from
/// (AIW-29b): phrases and their weights.
///
/// The score starts at −3; weights of what is found are added. A phrase counts once, and one that
/// stands inside quotation marks still counts: rules can't tell.
public struct AbuseRules: Sendable {
  public struct Rule: Hashable, Sendable {
    /// Words in lower case, one space apart; `*` at a word's end stands for any ending.
    public var phrase: String
    /// How much it adds; above 0, at most 10.
    public var weight: Double

    public init(_ phrase: String, _ weight: Double) {
      self.phrase = phrase
      self.weight = weight
    }
  }

  public let rules: [Rule]
  private let phrases: PhraseList

  /// Rules that a file may hold.
  public static let mostRules = 5000
  public static let start = -3.0
  /// The best bucket below −1.5; the worst from 0. Turned around, as buckets rise with what is good.
  static let limits = BucketLimits(ordered: 0, 1.5)

  public init(_ rules: [Rule]) {
    self.rules = rules
    phrases = PhraseList(rules.map(\.phrase))
  }

  /// The rules that come with the program.
  public static let builtIn = AbuseRules(AbuseRuleList.rules)

  /// These rules and more; one for a phrase that has a rule takes its place.
  public func adding(_ more: [Rule]) -> AbuseRules {
    let replaced = Set(more.map(\.phrase))
    return AbuseRules(rules.filter { !replaced.contains($0.phrase) } + more)
  }

  /// How much abuse a note holds, the higher the more.
  public func score(_ note: String) -> Double { score(.note(note)) }

  func score(_ note: PreparedText) -> Double {
    let words = Word.words(of: note.prose, atMost: 512)
    let found = Set(phrases.hits(in: words).map(\.phrase))
    var score = Self.start
    for rule in found.sorted() { score += rules[rule].weight }
    // Shouting alone is no abuse, and makes it worse.
    let shouts = words.count { $0.isShouted && $0.text.count >= 4 }
    if words.count >= 4, shouts * 2 >= words.count { score += 0.75 }
    if note.prose.contains("!!!") { score += 0.5 }
    return score
  }
}
