/// A line of a rule file that can't be used.
public struct AbuseRulesError: Error, Hashable, Sendable, CustomStringConvertible {
  /// From 1.
  public let line: Int
  public let reason: String

  public var description: String {
    "Line \(line) \(reason). A rule is a weight, above 0 and at most 10, a tab and up to six words, "
      + "such as: 2.5<tab>piece of rubbish*"
  }
}

extension AbuseRules {
  /// Reads an operator's rules: on each line a weight, a tab and a phrase; empty lines and those that
  /// begin with `#` say nothing.
  public static func parse(_ text: String) throws(AbuseRulesError) -> [Rule] {
    var rules: [Rule] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      func error(_ reason: String) -> AbuseRulesError {
        AbuseRulesError(line: index + 1, reason: reason)
      }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count == 2 else { throw error("has no single tab") }
      guard let weight = Double(cells[0]), weight > 0, weight <= 10 else {
        throw error("does not begin with a weight")
      }
      // Words as the evaluator reads them, so that a phrase meets what it was meant for.
      let words = cells[1].split(separator: " ").map { word in
        Word.words(of: String(word), atMost: 2).map(\.text).joined(separator: " ")
          + (word.hasSuffix("*") ? "*" : "")
      }
      guard (1...PhraseList.mostWords).contains(words.count),
        words.allSatisfy({ !$0.isEmpty && $0 != "*" && !$0.contains(" ") })
      else { throw error("does not hold words") }
      guard rules.count < mostRules else { throw error("is one too many: \(mostRules) are read") }
      rules.append(Rule(words.joined(separator: " "), weight))
    }
    return rules
  }
}
