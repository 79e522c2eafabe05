import Testing

@testable import Scoring

/// Expected tokens are what the reference's tokenizer gives.
struct TokenTests {
  @Test(arguments: Self.table)
  func textsAreCutIntoTheReferencesTokens(_ text: String, tokens: [String]) {
    #expect(Self.tokens(text) == tokens)
  }

  @Test(arguments: Self.table.map(\.text).filter { $0.utf8.allSatisfy { $0 < 0x80 } })
  func plainASCIIGivesTheSameTokensAsScalars(_ text: String) {
    #expect(Self.tokens(text, asScalars: true) == Self.tokens(text))
  }

  @Test func aBufferForgetsTheTextBefore() {
    // Given a buffer that held a longer text of the other kind
    var text = PostText()
    text.read("Tiếng Việt đường Đà Nẵng")
    // When it takes a short one
    text.read("two words")
    // Then only that is seen
    #expect(Self.tokens(&text) == ["two", "words"])
  }

  private static func tokens(_ string: String, asScalars: Bool = false) -> [String] {
    var text = PostText()
    text.read(string, asScalars: asScalars)
    return tokens(&text)
  }

  private static func tokens(_ text: inout PostText) -> [String] {
    var tokens: [String] = []
    text.forEachToken { tokens.append(String(decoding: $0, as: UTF8.self)) }
    return tokens
  }

  private static let table: [(text: String, tokens: [String])] = [
    ("", []),
    ("a", []),
    (
      "It's a well-known claim: 3.5% of U.S. voters, i.e. 12,000!",
      [
        "it", "well", "known", "claim", "of", "voters", "12", "000",
      ]
    ),
    (
      "See https://www.nytimes.com/2021/05/03/us/story_name-x.html?sc_lang=en&id=4f for more",
      [
        "see", "https", "nytimes", "story", "name", "html", "lang", "for", "more",
      ]
    ),
    (
      "(https://example.org/a_b) [http://t.co/AbCdEf] https://) http:// https://x",
      [
        "https", "example", "http", "abcdef", "https", "http", "https",
      ]
    ),
    (
      "Help: https://help.x.com/en/rules-and-policies/x_ads and help.x.com/foo xhelp.x.com help.x.community",
      [
        "help", "https", "help.x.com", "en", "rules", "and", "policies", "ads", "and",
        "help.x.com", "foo", "xhelp", "com", "help.x.com",
      ]
    ),
    (
      "HTTPS://EXAMPLE.COM/Path http://Example.COM/Some-Path_Here",
      [
        "https", "example", "com", "path", "http", "example", "some", "path", "here",
      ]
    ),
    (
      "https://x.com/tos?a=1 x.com/tos help.X.com x.com／tos help.x.com／foo／bar baz https：／／help.x.com／a",
      [
        "https", "com", "tos", "com", "tos", "help.x.com", "x.com/tos", "help.x.com", "baz",
        "help.x.com",
      ]
    ),
    ("snake_case and/or __init__ a_b_c", ["snake", "case", "and", "or", "init"]),
    (
      "Café CAFÉ cafe\u{301} naïve Ångström ÅNGSTRÖM \u{212B}",
      [
        "cafe", "cafe", "cafe", "naive", "angstrom", "angstrom",
      ]
    ),
    (
      "Straße STRASSE ﬁne ﬂow ½ price ⅔ x² H₂O ™ ℡ №5 ①② ㈱",
      [
        "straße", "strasse", "fine", "flow", "price", "x2", "h2o", "tm", "tel", "no5", "12",
      ]
    ),
    (
      "\u{130}stanbul ISTANBUL \u{131}stanbul D\u{130}YARBAKIR",
      [
        "istanbul", "istanbul", "\u{131}stanbul", "diyarbakir",
      ]
    ),
    ("ΟΔΥΣΣΕΥΣ ΣΑΣ Σ ΑΣ. ΑΣ’Α ὈΔΥΣΣΕΎΣ", ["οδυσσευς", "σας", "ας", "ασ", "οδυσσευς"]),
    ("𝐔𝐤𝐫𝐚𝐢𝐧𝐞 𝐒𝐂𝐀𝐌 𝚺𝚺 𝒽𝑒𝓁𝓅 ＦＵＬＬ＿ＷＩＤＴＨ", ["ukraine", "scam", "σς", "help", "full_width"]),
    (
      "ह\u{93F}न\u{94D}द\u{940} म\u{947}\u{902} आरक\u{94D}षण क\u{940} म\u{93E}\u{901}ग क\u{94D}य\u{94B}\u{902}",
      [
        "नद", "आरकषण", "कय",
      ]
    ),
    (
      "日本語のノートです。これは、誤解を招く。カタカナ ｶﾞｷﾞｸﾞ 한국어 텍스트 각각 ไทยภาษา",
      [
        "日本語のノートてす", "これは", "誤解を招く", "カタカナ", "カキク",
        "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}\u{110B}\u{1165}",
        "\u{1110}\u{1166}\u{11A8}\u{1109}\u{1173}\u{1110}\u{1173}",
        "\u{1100}\u{1161}\u{11A8}\u{1100}\u{1161}\u{11A8}", "ไทยภาษา",
      ]
    ),
    (
      "العربية لا تزال ﷺ ﷲ م\u{64F}ح\u{64E}م\u{64E}\u{651}د",
      [
        "العربية", "لا", "تزال", "صلى", "الله", "عليه", "وسلم", "الله", "محمد",
      ]
    ),
    (
      "emoji 😀😀 word😀word ☕\u{FE0F} 👩\u{200D}👩\u{200D}👧 U\u{200B}nited zero\u{200C}width soft\u{AD}hyphen",
      [
        "emoji", "word", "word", "nited", "zero", "width", "soft", "hyphen",
      ]
    ),
    (
      "tabs\tand\u{A0}nbsp\u{2003}em\u{2028}line\u{1C}fs\u{85}nel\u{B}vt",
      [
        "tabs", "and", "nbsp", "em", "line", "fs", "nel", "vt",
      ]
    ),
    (
      "Tiếng Việt đường Đà Nẵng Łódź Ørsted Æther œuvre ß þ",
      [
        "tieng", "viet", "đuong", "đa", "nang", "łodz", "ørsted", "æther", "œuvre",
      ]
    ),
    (
      "don’t “quoted” — dash… 10€ £5 50‰ º ª 5th٣٤ Ⅷ ⅷ",
      [
        "don", "quoted", "dash", "10", "50", "5th٣٤", "viii", "viii",
      ]
    ),
    ("x.com help.x.com", ["com", "help.x.com"]),
    (
      "\u{17F}pecial \u{17F}cam K\u{212B}elvin \u{212A}elvin ǅ Ǆ ß ﬃ",
      [
        "special", "scam", "kaelvin", "kelvin", "dz", "dz", "ffi",
      ]
    ),
    ("a\u{301} b\u{20DD} e\u{327}\u{301}x ok\u{93F}x ב\u{5BC}", ["ex", "ok"]),
  ]
}
