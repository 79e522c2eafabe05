import Testing

@testable import Scoring

/// Expected topics are those of the reference's seed terms.
struct SeedTermTests {
  @Test(arguments: Self.table)
  func seedTermsMatchWhereTheReferencesDo(_ topics: [NoteTopic], texts: [String]) {
    for string in texts {
      var text = PostText()
      text.read(string)
      #expect(text.seedTopics.topics == topics, "\(string)")
    }
  }

  @Test(arguments: Self.table)
  func plainASCIIMatchesAsScalarsDo(_ topics: [NoteTopic], texts: [String]) {
    for string in texts {
      var text = PostText()
      text.read(string, asScalars: true)
      #expect(text.seedTopics.topics == topics, "\(string)")
    }
  }

  @Test(arguments: [
    "ukrainian", "antirussia", "scam", "scams", "school", "discuss", "undisclosed", "telescope",
    "help.x.com", "x.com/tos", "undisclosedad", "termsofservice", "gc", "hamas", "bahamas",
  ])
  func aWordWithASeedTermInItIsNotLearnedFrom(_ word: String) {
    #expect(Self.isBlocked(word))
  }

  @Test(arguments: ["ukr", "terms", "service", "ad", "st", "ship", "help", "com", "आरकषण", "mess"])
  func otherWordsAreLearnedFrom(_ word: String) {
    #expect(!Self.isBlocked(word))
  }

  private static func isBlocked(_ word: String) -> Bool {
    Array(word.utf8).withUnsafeBufferPointer(SeedTerms.shared.blocks)
  }

  private static let table: [(topics: [NoteTopic], texts: [String])] = [
    (
      [],
      [
        "pro-ukraine", "(ukraine)", "x\u{200B}ukraine", "xkyiv", "hamasx", "hámas", "messie",
        "(messi)", "a-scam", "undisclosed  ad", "undisclosed-ad", "terms of  service",
        "helpaxbcom", "x.com/tos", "https://x.com/tos", "ugcs", "scst", "s.c.", "xआरक\u{94D}षण",
        "", "nothing", "\u{130}srael", "isra\u{307}el",
      ]
    ),
    (
      [.ukraineConflict],
      [
        "Ukraine", "ukrainian war", "the UKRAINE", "\u{A0}ukraine", "ukra\u{131}ne",
        "ru\u{17F}\u{17F}ia", "ru\u{17F}\u{17F}ian lies", "Kyiv", "see\nputin",
      ]
    ),
    (
      [.gazaConflict],
      [
        "Hamas", "hamas's", "(hamas)", "hamas_x", "-HAMAS-", "#hamas", "hamas\u{301}",
        "gaza hamas",
      ]
    ),
    (
      [.messiRonaldo],
      [
        "messi", "messi's", "messi scored", "lionel messi", "Ronaldo", "ronaldos",
        "ronaldo, messi",
      ]
    ),
    (
      [.scams],
      [
        "scam", "\u{17F}cam", "scammers", "undisclosed ad", "undisclosed\tads",
        "terms of service", "terms\u{A0}of\u{2003}service", "help.x.com", "xxhelp.x.com",
        "help.X.com", "https://help.x.com/en", "https://example.com/?u=help.x.com",
        "https://example.com/scam", "gambling", "drop ship", "dropship", "drop\nshipping",
        "apuestas", "engagement farming", "promotion", "promotional", "spam", "a spam",
      ]
    ),
    (
      [.inDimensionTwo],
      [
        "UGC", "gc", "the GC.", "OBC quota", "sc", "SC/ST", "sc,st", "sc , st", "st, sc", "st sc",
        "sc-st", "sc_st", "\u{17F}c", "आरक\u{94D}षण", "य\u{947} आरक\u{94D}षण ह\u{948}",
        "आरक\u{94D}षण\u{93E}", "σc sc\u{301} sc\u{903}",
      ]
    ),
    (
      [.ukraineConflict, .gazaConflict],
      [
        "ukraine and israel", "israel—gaza putin", "ukraine/israel", "ukraine_israel",
        "Ukraine\u{1C}Israel",
      ]
    ),
    (
      [.ukraineConflict, .scams],
      [
        "https://scam.com/ukraine_war", "ukraine scam",
      ]
    ),
    (
      [.ukraineConflict, .inDimensionTwo],
      [
        "sc st ukraine"
      ]
    ),
    (
      [.gazaConflict, .scams],
      [
        "undisclosed ad gaza"
      ]
    ),
    (
      [.ukraineConflict, .gazaConflict, .scams],
      [
        "russia hamas scam"
      ]
    ),
  ]
}
