import Foundation

/// Words that make a note less likely to be offered to raters and feeds (TIM-17, OPS-3).
public struct NoisyTerms: Hashable, Codable, Sendable {
  /// Words or phrases; case does not matter.
  public var terms: [String]
  /// What the probability is multiplied by where one occurs.
  public var weight: Double

  public init(terms: [String] = [], weight: Double = 0.25) {
    self.terms = terms
    self.weight = weight
  }

  /// Whether a term occurs as whole words. The addresses of sources are not the note's words.
  public func occur(in text: String) -> Bool {
    guard !terms.isEmpty else { return false }
    let words = Self.words(of: NoteText(text).links.reduce(text) { $0.replacing($1, with: " ") })
    return terms.contains { term in
      let term = Self.words(of: term)
      return term != " " && words.contains(term)
    }
  }

  /// The words with a blank before and after each, so that a part of a word is never found.
  private static func words(of text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.reduce(into: " ") { $0 += $1 + " " }
  }
}
