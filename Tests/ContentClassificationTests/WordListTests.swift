import Testing

@testable import ContentClassification

@Suite("Operators' lists")
struct WordListTests {
  @Test("reads lines of label, score and entry, and passes over remarks")
  func reads() throws {
    let lists = try WordLists(
      parsing: "// words\nspam 0.9 cheap watch*\n\nhate 0.5  x y \r\nspam 0.1 z")
    #expect(lists.entries.map(\.text) == ["cheap watch*", "x y", "z"])
    #expect(lists.entries.map(\.score) == [0.9, 0.5, 0.1])
    #expect(lists.labels.map(\.rawValue) == ["spam", "hate"])
  }

  @Test(
    "says in which line what is wrong",
    arguments: [
      ("spam 0.9 a\nspam 1 b", ListProblem.line(2, .badScore)),
      ("spam nan b", .line(1, .badScore)), ("spam", .line(1, .badScore)),
      ("spam 0.5", .line(1, .nothingToMatch)), ("späm 0.5 x", .line(1, .badLabel)),
      ("spam 0.5 ***", .line(1, .nothingToMatch)), ("spam 0.5 ???", .line(1, .nothingToMatch)),
      ("spam 0.5 .,-", .line(1, .nothingToMatch)), ("spam 0.5 ab*", .line(1, .tooShort)),
      ("spam 0.5 " + String(repeating: "ab", count: 33), .line(1, .tooLong)),
      ("spam 0.5 " + String(repeating: "é", count: 5000), .line(1, .tooLong)),
    ])
  func refuses(_ text: String, _ problem: ListProblem) {
    #expect(throws: problem) { () throws in _ = try WordLists(parsing: text) }
  }

  @Test("bounds entries, patterns and bytes")
  func isBounded() {
    let many = (0...WordLists.maximumEntries).map { "spam 0.5 w\($0)" }.joined(separator: "\n")
    #expect(throws: ListProblem.tooManyEntries(limit: WordLists.maximumEntries)) { () throws in
      _ = try WordLists(parsing: many)
    }
    let patterns = (0...WordLists.maximumPatterns).map { "spam 0.5 w\($0)#x" }
    #expect(throws: ListProblem.tooManyPatterns(limit: WordLists.maximumPatterns)) { () throws in
      _ = try WordLists(parsing: patterns.joined(separator: "\n"))
    }
    #expect(throws: ListProblem.tooLarge(limit: WordLists.maximumBytes)) { () throws in
      _ = try WordLists(parsing: String(repeating: "/", count: WordLists.maximumBytes + 1))
    }
  }

  @Test(
    "patterns match",
    arguments: [
      ("call ###-####", "please call 555-1234 now"), ("call ###-####", "CALL 5551234"),
      ("c?sino", "the cosino"), ("buy*now", "buythisnow"), ("free ?oney*", "free honeypots"),
      ("*pill#", "superpill7"), ("w#n", "w1n"), ("b*k", "bk"), ("win # ?old", "win 5 gold"),
      ("a#b##c", "a1b22c"),
    ])
  func patternsMatch(_ entry: String, _ post: String) throws {
    let matcher = ListMatcher(try WordLists(parsing: "spam 0.5 \(entry)"))
    #expect(matcher.hits(in: NormalisedText(post)).count == 1)
  }

  @Test(
    "patterns don't match",
    arguments: [
      ("call ###-####", "call 555-123"), ("call ###-####", "recall 5551234"), ("c?sino", "csino"),
      ("buy*now", "buy this now"), ("*pill#", "superpill"), ("w#n", "wan"), ("b*k", "books"),
      ("a # b", "a5b"), ("b??k", "bok"),
    ])
  func patternsDontMatch(_ entry: String, _ post: String) throws {
    let matcher = ListMatcher(try WordLists(parsing: "spam 0.5 \(entry)"))
    #expect(matcher.hits(in: NormalisedText(post)).isEmpty)
  }

  @Test("an entry found often is one hit, with how often")
  func countsTimes() throws {
    let matcher = ListMatcher(try WordLists(parsing: "spam 0.5 win\nspam 0.5 lo?e"))
    let hits = matcher.hits(in: NormalisedText("win win lose win"))
    #expect(hits.map(\.times) == [3, 1])
    #expect(hits.map(\.range) == [0..<3, 8..<12])
  }

  @Test("finds in plain posts what looking at each word finds")
  func agreesWithNaiveSearch() throws {
    // Given words of few letters, so that they overlap and contain each other
    var random = SeededBits(seed: 5)
    func word(_ longest: Int) -> String {
      String(
        (0..<Int.random(in: 1...longest, using: &random)).map { _ in
          "abcil".randomElement(using: &random) ?? "a"
        })
    }
    for _ in 0..<300 {
      let entries = Set((0..<12).map { _ in word(5) }).sorted()
      let lists = try WordLists(
        entries.map { try ListEntry(label: .spam, score: 0.5, text: $0) }
          + entries.filter { $0.count >= 3 }.map {
            try ListEntry(label: .hate, score: 0.5, text: "*\($0)*")
          })
      // Posts without letters three times in a row or single letters, where reading changes nothing.
      let words = (0..<20).map { _ in word(9) }.filter { word in
        word.count > 1 && !["aaa", "bbb", "ccc", "iii", "lll"].contains { word.contains($0) }
      }
      let hits = ListMatcher(lists).hits(in: NormalisedText(words.joined(separator: " ")))
      let expected = lists.entries.filter { entry in
        let core = entry.text.filter { $0 != "*" }
        let isPlain = !["aaa", "bbb", "ccc", "iii", "lll"].contains { core.contains($0) }
        return isPlain
          && words.contains { entry.label == .spam ? $0 == core : $0.contains(core) }
      }
      #expect(hits.map(\.entry) == expected)
    }
  }

  @Test(
    "hostile posts cost a bounded number of steps a letter",
    arguments: [
      "a", "ab", "i", "l", "1", "il", "l1", "a.", "a ", "aa ", "i!", "ii1", "@", "a\u{200B}", "漢",
      "aab", "a-b", "1 ", "$a", "aaab",
    ])
  func isLinear(_ unit: String) throws {
    // Given lists whose entries begin and end with each other
    let nested = (1...30).flatMap { length in
      ["a", "ab", "i", "il", "aab"].map { unit in
        String(String(repeating: unit, count: length).prefix(60))
      }
    }
    let lists = try WordLists(
      nested.map { try ListEntry(label: .spam, score: 0.5, text: $0) }
        + nested.filter { $0.count > 2 }.map {
          try ListEntry(label: .hate, score: 0.5, text: "*\($0)*")
        }
        + (1...20).map {
          try ListEntry(
            label: .hate, score: 0.5, text: "a" + String(repeating: "*a", count: $0))
        })
    let matcher = ListMatcher(lists)

    func steps(_ count: Int) -> Int {
      var steps = 0
      _ = matcher.hits(
        in: NormalisedText(String(repeating: unit, count: count)), counting: &steps)
      return steps
    }

    // Then a post sixteen times as long takes about sixteen times as many steps
    let short = steps(500)
    let long = steps(8_000)
    #expect(long <= 18 * short + 1_000, "\(short) \(long)")
  }

  @Test("matching never fails, and hits lie within the post")
  func survivesAwkwardTexts() throws {
    var texts = AwkwardTexts(seed: 8)
    for _ in 0..<400 {
      let entries = (0..<6).compactMap { _ in
        try? ListEntry(label: .spam, score: 0.5, text: texts.next(longest: 6))
      }
      let matcher = ListMatcher(try WordLists(entries))
      for _ in 0..<10 {
        let post = texts.next(longest: 60)
        for hit in matcher.hits(in: NormalisedText(post)) {
          #expect(!hit.range.isEmpty && hit.range.upperBound <= post.utf8.count)
        }
      }
    }
  }
}
