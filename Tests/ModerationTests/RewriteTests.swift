import Testing

@testable import Moderation

@Suite("A rewrite of an exempt text")
struct RewriteTests {
  private func rewrite(_ old: String, _ new: String) -> Rewrite {
    Rewrite(from: old, to: new, ModerationPolicy())
  }

  @Test("is minor when two words are added to eight")
  func minor() {
    let small = rewrite(
      "One two three four five six seven eight", "One two three four five six seven eight, nine ten"
    )
    #expect(small.ratio == 0.2 && small.addedTokens == 2 && !small.isSubstantial)
  }

  @Test("is substantial when the whole text is another")
  func whole() {
    let all = rewrite("A fair question about the harvest", "Buy cheap followers here today now")
    #expect(all.ratio == 1 && all.isSubstantial)
  }

  @Test("is substantial from two fifths on")
  func threshold() {
    #expect(rewrite("a b c d e", "a b c x y").ratio == 0.4)
    #expect(rewrite("a b c d e", "a b c x y").isSubstantial)
    #expect(!rewrite("a b c d e f", "a b c d x y").isSubstantial)
  }

  @Test("is substantial when sixty tokens are added, however long the text was")
  func added() {
    let long = (0..<500).map { "w\($0)" }.joined(separator: " ")
    let more = (0..<60).map { "n\($0)" }
    #expect(rewrite(long, long + " " + more.joined(separator: " ")).isSubstantial)
    #expect(!rewrite(long, long + " " + more.dropLast().joined(separator: " ")).isSubstantial)
  }

  @Test(
    "is substantial when an address or image of another host is added",
    arguments: [
      (
        "see https://example.org/a it is fine as it was",
        "see https://example.org/b it is fine as it was", false
      ),
      (
        "see https://example.org/a it is fine as it was",
        "see https://www.example.org/a it is fine as it was", false
      ),
      (
        "see it here it is fine as it was and will be",
        "see it here it is fine as it was https://example.net", true
      ),
      (
        "see it here it is fine as it was and will be",
        "see it here it is fine as it was and will be ![x](upload://abc.png)", true
      ),
      (
        "see ![a](upload://x.png) it is fine as it was and ever",
        "see ![a](/uploads/y.png) it is fine as it was and ever", false
      ),
      (
        "https://example.org/x one two three four five six",
        "https://example.org@example.net/x one two three four five six", true
      ),
      (
        "one two three four five six seven eight",
        "one two three [four](http://example.com) five six seven eight", true
      ),
    ])
  func hosts(old: String, new: String, isSubstantial: Bool) {
    #expect(rewrite(old, new).isSubstantial == isSubstantial)
  }

  @Test("does not count quotes, marks of type, capitals, widths and spaces")
  func normalised() {
    let plain = "we met at the market on monday"
    for same in [
      "**We** met  at the _market_\non Monday",
      "> a quote\n> of two lines\nwe met at the market on monday",
      "[quote=\"x\"]all of\nthis[/quote]we met at the market on monday",
      "# We met\n- at the market\n- on `Monday`", "ｗｅ ｍｅｔ at the market on monday",
    ] {
      #expect(rewrite(plain, same).ratio == 0, "\(same)")
    }
  }

  @Test("is not hidden behind a quote that never ends")
  func openQuote() {
    #expect(rewrite("all is well", "[quote] buy this and that right now").isSubstantial)
  }

  @Test("of nothing into nothing is minor")
  func empty() {
    #expect(!rewrite("", "").isSubstantial)
    #expect(!rewrite("***", "> quoted").isSubstantial)
    #expect(rewrite("", "text").isSubstantial)
  }

  @Test("is measured by character in scripts without spaces")
  func ideographs() {
    let small = rewrite("今日天気很好我們去公園", "今日天気很好我們去海辺")
    #expect(small.ratio > 0 && small.ratio < 0.4)
  }

  @Test("has the edit distance that the definition gives")
  func distance() {
    // The definition, without tables.
    func plain(_ left: ArraySlice<Int32>, _ right: ArraySlice<Int32>) -> Int {
      guard let one = left.first else { return right.count }
      guard let other = right.first else { return left.count }
      if one == other { return plain(left.dropFirst(), right.dropFirst()) }
      return 1
        + min(
          plain(left.dropFirst(), right), plain(left, right.dropFirst()),
          plain(left.dropFirst(), right.dropFirst()))
    }
    var dice = Dice(state: 11)
    for _ in 0..<300 {
      let texts = (0..<2).map { _ in
        (0..<Int.random(in: 0...6, using: &dice)).map { _ in
          Int32.random(in: 0...3, using: &dice)
        }
      }
      let expected = plain(texts[0][...], texts[1][...])
      #expect(TokenDistance.editDistance(texts[0], texts[1]) == expected)
      #expect(TokenDistance.bagDistance(texts[0], texts[1]) <= expected)
      let tokens = texts.map { $0.map { PostToken.word("\($0)") } }
      #expect(TokenDistance.between(tokens[0], tokens[1]) == expected)
    }
  }

  @Test("of a post as long as a forum takes is measured in a moment")
  func bounded() {
    let old = (0..<60_000).map { "w\($0 % 997)" }.joined(separator: " ")
    let new = (0..<60_000).map { "w\(($0 * 7) % 991)" }.joined(separator: " ")
    let clock = ContinuousClock()
    let time = clock.measure { _ = rewrite(old, new) }
    #expect(time < .seconds(20))
  }
}
