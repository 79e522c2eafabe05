/// A word, a phrase or a pattern that an operator lists under a label.
///
/// It is matched on posts as read (`NormalisedText`), so that `idiot` finds `1d.i0t`. In an entry
///
/// - a space stands for one or more spaces,
/// - `*` at an end lets letters go on there: `spam*` finds `spammer`, `*spam*` finds `antispam`;
///   without it words match whole,
/// - `*` inside stands for any letters of the same word,
/// - `?` stands for one letter or digit, `#` for one digit,
/// - other signs are passed over, as they are in posts.
public struct ListEntry: Hashable, Sendable {
  public let label: ContentLabel
  /// What a match is worth, above 0 and below 1: how likely the label is right.
  public let score: Double
  public let text: String

  /// How many letters an entry may have.
  public static let maximumLength = 64

  public init(label: ContentLabel, score: Double, text: String) throws(ListProblem) {
    guard score > 0, score < 1 else { throw .badScore }
    self.label = label
    self.score = score
    self.text = String(text.trimmingSpaces)
    _ = try EntryShape(text)
  }
}

/// What is wrong with a list.
public enum ListProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case badLabel
  /// Not a number above 0 and below 1.
  case badScore
  case nothingToMatch
  /// An entry open at an end that would match nearly everything.
  case tooShort
  case tooLong
  case tooManyEntries(limit: Int)
  case tooManyPatterns(limit: Int)
  case tooLarge(limit: Int)
  /// A line that is not `label score entry`; the first is 1.
  indirect case line(Int, ListProblem)

  public var description: String {
    switch self {
    case .badLabel: "a label has 1 to 64 visible ASCII characters"
    case .badScore: "a score is a number above 0 and below 1"
    case .nothingToMatch: "the entry has no letter to match"
    case .tooShort: "an entry with * at an end needs three letters"
    case .tooLong: "an entry has at most \(ListEntry.maximumLength) letters"
    case .tooManyEntries(let limit): "a list has at most \(limit) entries"
    case .tooManyPatterns(let limit): "a list has at most \(limit) entries with ?, # or * inside"
    case .tooLarge(let limit): "a list has at most \(limit) bytes"
    case .line(let line, let problem): "line \(line): \(problem)"
    }
  }
}
