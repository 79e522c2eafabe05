/// Words and phrases to look for among the words of a text.
///
/// A word that ends in `*` stands for all that begin like it. Looking takes time in the number of
/// words times the longest phrase, however many phrases there are.
struct PhraseList: Sendable {
  /// A phrase found in a text.
  struct Hit: Hashable, Sendable {
    /// Number of the phrase in the list.
    var phrase: Int
    /// Number of its first word in the text.
    var start: Int
  }

  /// Phrases by their first word, and by the first letters of those that end in `*`.
  private var byWord: [String: [Phrase]] = [:]
  private var byPrefix: [String: [Phrase]] = [:]
  private var prefixLengths: Set<Int> = []

  private struct Phrase: Sendable {
    var number: Int
    var words: [String]
  }

  static let mostWords = 6

  /// - Parameter phrases: in lower case, words apart by one space. Of a long one the first
  ///   `mostWords` words count.
  init(_ phrases: [String]) {
    for (number, text) in phrases.enumerated() {
      let words = text.split(separator: " ").prefix(Self.mostWords).map(String.init)
      guard let first = words.first else { continue }
      let phrase = Phrase(number: number, words: words)
      if first.hasSuffix("*") {
        let stem = String(first.dropLast())
        byPrefix[stem, default: []].append(phrase)
        prefixLengths.insert(stem.count)
      } else {
        byWord[first, default: []].append(phrase)
      }
    }
  }

  func hits(in words: [Word]) -> [Hit] {
    words.indices.flatMap { start in
      let first = words[start].text
      var candidates = byWord[first] ?? []
      for length in prefixLengths.sorted() where length <= first.count {
        candidates += byPrefix[String(first.prefix(length))] ?? []
      }
      return candidates.filter { Self.matches($0.words, words[start...]) }
        .map { Hit(phrase: $0.number, start: start) }
    }
  }

  private static func matches(_ phrase: [String], _ words: ArraySlice<Word>) -> Bool {
    phrase.count <= words.count
      && zip(phrase, words).allSatisfy { pattern, word in
        pattern.hasSuffix("*")
          ? word.text.hasPrefix(pattern.dropLast()) : word.text == pattern
      }
  }
}
