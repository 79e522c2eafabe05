import Foundation
import Testing

@testable import NoteEvaluation

@Suite("Finding links in notes")
struct LinkScannerTests {
  private func found(_ text: String) -> [String] { NoteLinks.find(in: text).map(\.text) }

  @Test(
    "What looks like an address is found as the table of section 10.2 says",
    arguments: [
      ("https://h.example:8080/p", ["https://h.example"]),
      ("https://h.example?x=1", ["https://h.example"]),
      ("https://h.example#f", ["https://h.example"]),
      ("http://127.0.0.1/x", []),
      ("https://localhost/x", []),
      ("www.a.example", ["www.a.example"]),
      ("t.co/abc", ["t.co/abc"]),
      ("It ended.Then it began", ["ended.Then"]),
      ("U.S.", []), ("e.g.", []), ("3.5bn", []), ("2.5M", []),
      ("me@b.example", ["b.example"]),
      ("HTTPS://A.example/x", ["A.example/x"]),
      ("https://a.example/x)https://b.example/y", ["https://a.example/x)https://b.example/y"]),
      ("https://a.пример/x", []),
      ("https://x.xn--p1ai/q", ["https://x.xn"]),
      ("https://a.example/x\"'", ["https://a.example/x\"'"]),
    ])
  func followsTable(text: String, expected: [String]) {
    // "3.5bn": the dot has a digit behind it. A dot with two letters is what makes an address.
    #expect(found(text) == expected)
  }

  @Test(
    "The host is as long as possible, and shortened to the last dot with two letters behind it",
    arguments: [
      ("a.example.b1", ["a.example"]), ("www.com", ["www.com"]),
      ("http://www.com/", ["http://www.com/"]),
      (".com", []), ("..com", ["..com"]), ("http://.com", []), ("x.co2m/y", ["x.co"]),
      ("a.bc.1http://x.com", ["a.bc", "http://x.com"]),
      ("t.cohttps://a.example/x", ["t.cohttps", "a.example/x"]),
      ("seehttps://a.example/x", ["https://a.example/x"]),
      ("http://https://a.example/x", ["https://a.example/x"]),
      ("https://bücher.example/ü?q", ["https://bücher.example/ü?q"]),
      ("https://a.example/x\u{a0}y.example", ["https://a.example/x", "y.example"]),
      ("a_b~c%d-e.example", ["a_b~c%d-e.example"]),
      ("(https://a.example)", ["https://a.example"]), ("", []), ("https://", []),
    ])
  func backsOff(text: String, expected: [String]) {
    #expect(found(text) == expected)
  }

  @Test("Entities are undone twice before links are looked for")
  func decodes() {
    #expect(found("https:&amp;#x2F;/a.example/?x&amp;amp;y") == ["https://a.example/?x&y"])
  }

  @Test(
    "A link is tried as it stands and without the punctuation at its end",
    arguments: [
      ("https://a.example/x", ["https://a.example/x"]),
      ("https://a.example/x\"'", ["https://a.example/x\"'", "https://a.example/x"]),
      (
        "https://a.example/x.,;:!?)]}\"'",
        ["https://a.example/x.,;:!?)]}\"'", "https://a.example/x"]
      ),
      (
        "https://a.example/Foo_(bar).",
        ["https://a.example/Foo_(bar).", "https://a.example/Foo_(bar"]
      ),
      ("https://a.example/x/", ["https://a.example/x/"]),
    ])
  func givesVariants(text: String, expected: [String]) {
    #expect(NoteLink(text).variants == expected)
  }

  @Test("Any text gives what a backtracking pattern of section 10.2 finds")
  func agreesWithPattern() throws {
    let pattern = try NSRegularExpression(
      pattern:
        #"(?:https?://)?(?:www\.)?[\p{L}\p{N}_\-.~%]+\.[A-Za-z]{2,}(?:/[^\p{White_Space}]*)?"#)
    let parts = [
      "http://", "https://", "www.", "a", "bc", "Z", "1", ".", ".", ".", "-", "_", "~", "%", "/",
      ":", " ", "\n", "\u{a0}", "é", "ю", "日", "\u{301}", "é", "①", "@", "?", "😀", "http", "s",
      "xn--", "(", ")", "\u{2028}",
    ]
    var random = SeededRandom(7)
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in random.pick(parts) }
        .joined()
      var scanner = LinkScanner(text)
      let matches = scanner.matches().map { scanner.text($0) }
      let expected = pattern.matches(
        in: text, range: NSRange(location: 0, length: (text as NSString).length)
      ).map { (text as NSString).substring(with: $0.range) }
      // Compared as scalars: composed and decomposed letters are equal as texts.
      #expect(
        matches.map { Array($0.unicodeScalars) } == expected.map { Array($0.unicodeScalars) },
        "\(text.debugDescription)")
    }
  }

  @Test(
    "A megabyte made to be slow takes no longer than one that is not",
    arguments: [
      "a.", "a.a1", "a.bc1", "http://", "http://a.", "https://www.", ".", "www.", "%", "a.bc/ ",
      "&amp;amp;", "a.bc",
    ])
  func takesLinearTime(part: String) {
    let text = String(repeating: part, count: 1_000_000 / part.utf8.count)
    let time = ContinuousClock().measure { _ = NoteLinks.find(in: text) }
    // Trying every start anew would take hours.
    #expect(time < .seconds(20))
  }

  @Test("Every match lies in the text, in order, and has a dot with two letters behind it")
  func matchesAreSound() {
    var random = SeededRandom(8)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
        random.chance(0.3)
          ? random.pick(Array("./:hw".utf8)) : UInt8.random(in: 0...255, using: &random)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      var rest = HTMLEntities.decodeTwice(text)[...]
      for link in NoteLinks.find(in: text) {
        let range = rest.range(of: link.text, options: .literal)
        #expect(range != nil)
        #expect(link.text.range(of: #"\.[A-Za-z]{2}"#, options: .regularExpression) != nil)
        rest = rest[(range?.upperBound ?? rest.endIndex)...]
      }
    }
  }
}
