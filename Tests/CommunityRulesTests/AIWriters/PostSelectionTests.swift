import Testing

@testable import CommunityRules

@Suite("The choice of a feed")
struct PostSelectionTests {
  @Test(
    "is read however its spaces and order are",
    arguments: [
      "feed_size:large,feed_lang:ja", "feed_size: large, feed_lang:ja",
      "feed_lang: ja , feed_size: large ", "feed_lang:JA,feed_size:large",
    ])
  func spellings(text: String) throws {
    let selection = try PostSelection(text)
    #expect(selection == PostSelection(size: .large, language: .one("ja")))
    #expect(selection.description == "feed_size:large,feed_lang:ja")
  }

  @Test("is the small feed in the usual language where nothing is said")
  func usual() throws {
    #expect(try PostSelection("") == PostSelection(size: .small, language: .one("en")))
    #expect(try PostSelection(" ", usualLanguage: .all).language == .all)
    #expect(try PostSelection("feed_size:xxl", usualLanguage: .one("de")).language == .one("de"))
    #expect(try PostSelection("feed_lang:all") == PostSelection(language: .all))
  }

  @Test(
    "is refused with what is wrong",
    arguments: [
      ("large", PostSelection.Problem.noPair("large")), ("feed_size:large,", .noPair("")),
      ("feed_size:a:b", .noPair("feed_size:a:b")), ("feed_colour:red", .unknownName("feed_colour")),
      ("Feed_Size:small", .unknownName("Feed_Size")), ("feed_size:huge", .unknownSize("huge")),
      ("feed_size:Large", .unknownSize("Large")), ("feed_size:", .unknownSize("")),
      ("feed_size:xl,feed_size:xl", .repeatedName("feed_size")),
      ("feed_lang:en,feed_lang:ja", .repeatedName("feed_lang")),
      ("feed_lang:en,ja", .noPair("ja")), ("feed_lang:en ja", .unknownLanguage("en ja")),
      ("feed_lang:", .unknownLanguage("")), ("feed_lang:english", .unknownLanguage("english")),
      ("feed_lang:e", .unknownLanguage("e")), ("feed_lang:en-", .unknownLanguage("en-")),
      (String(repeating: "a", count: 201), .tooLong),
    ])
  func refused(text: String, problem: PostSelection.Problem) {
    #expect(throws: problem) { try PostSelection(text) }
  }

  @Test("survives being written and read again, whatever is thrown at it")
  func fuzz() {
    var random = SplitMix64(seed: 17)
    let pieces = [
      "feed_size", "feed_lang", ":", ",", " ", "small", "large", "xl", "xxl", "all", "en", "zh-tw",
      "é", "\u{0}", "-", "1",
    ]
    var taken = 0
    for _ in 0..<20_000 {
      let text = (0..<Int(random.next(below: 9))).map { _ in
        pieces[Int(random.next(below: UInt64(pieces.count)))]
      }.joined()
      guard let selection = try? PostSelection(text) else { continue }
      taken += 1
      #expect((try? PostSelection(selection.description)) == selection)
    }
    #expect(taken > 50)
  }

  @Test("of a language takes its regions, and posts of no known language with the usual one")
  func languages() {
    #expect(FeedLanguage.one("en").takes("en-GB"))
    #expect(!FeedLanguage.one("en-gb").takes("en"))
    #expect(!FeedLanguage.one("en").takes("enm"))
    #expect(FeedLanguage.one("de").takes(nil, usual: "de"))
    #expect(!FeedLanguage.one("de").takes(nil))
    #expect(FeedLanguage.all.takes("ja") && FeedLanguage.all.takes(nil))
  }
}
