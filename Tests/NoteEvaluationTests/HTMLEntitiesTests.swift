import Testing

@testable import NoteEvaluation

@Suite("Character references")
struct HTMLEntitiesTests {
  @Test(
    "Character references are replaced once",
    arguments: [
      ("&amp;&lt;&gt;&quot;&#39;&apos;", "&<>\"''"), ("&#x1F600;&#128512;", "😀😀"),
      ("&amp;lt;", "&lt;"), ("&unknown; &;  & x", "&unknown; &;  & x"), ("&#xD800;", "\u{fffd}"),
      ("&#0;", "\u{fffd}"), ("&#99999999;", "\u{fffd}"), ("&#-1;&#+1;&#;&#x;", "&#-1;&#+1;&#;&#x;"),
      ("caf&eacute; &Uuml;ber", "café Über"), ("&amp", "&amp"),
    ])
  func decodesEntities(text: String, expected: String) {
    #expect(HTMLEntities.decode(text) == expected)
  }

  @Test(
    "What was escaped twice is a plain text after two rounds, not after one",
    arguments: [
      ("https://a.example/?x=1&amp;amp;y=2", "https://a.example/?x=1&y=2"),
      ("a&amp;#46;example", "a.example"), ("a&period;example&sol;x", "a.example/x"),
    ])
  func decodesTwice(text: String, expected: String) {
    #expect(HTMLEntities.decodeTwice(text) == expected)
  }
}
