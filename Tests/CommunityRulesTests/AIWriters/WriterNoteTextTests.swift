import Testing

@testable import CommunityRules

@Suite("The text of an AI writer's note")
struct WriterNoteTextTests {
  private static let address = "https://example.org/a/long/way?to=go"

  @Test(
    "counts an address as one character",
    arguments: [
      ("See \(address)", 5), ("\(address) \(address)", 3), ("(\(address)).", 2), ("a\(address)", 2),
      ("https://a.example/x)https://b.example/y", 1), ("http://https://x", 1),
      ("https:// x", 10), ("http://", 7), ("HTTPS://a.example", 17), ("hhttp://x", 2),
      ("one\n\(address)\ntwo", 9), ("\(address)\u{3000}x", 3), ("", 0),
    ])
  func length(text: String, length: Int) {
    #expect(WriterNoteText(text).length == length)
  }

  @Test("counts scalar values of the composed text")
  func scalars() {
    #expect(WriterNoteText("e\u{301}").length == 1)
    #expect(WriterNoteText("👩‍👧").length == 3)
    #expect(WriterNoteText("\r\n").length == 2)
  }

  @Test("takes 280 characters and an address, and no 281st")
  func most() {
    let full = String(repeating: "é", count: 278) + " " + Self.address
    #expect(WriterNoteText(full).problems().isEmpty)
    #expect(WriterNoteText("!" + full).problems() == [.tooLong(length: 281, most: 280)])
  }

  @Test(
    "needs an address with a scheme in lower case",
    arguments: [
      ("See https://x", true), ("See http://x", true), ("example.org", false),
      ("www.example.org", false), ("HTTPS://example.org", false), ("https://", false),
      ("https:// example.org", false), ("http://\nexample.org", false),
    ])
  func link(text: String, isTaken: Bool) {
    #expect(WriterNoteText(text).hasLink == isTaken)
    #expect(WriterNoteText(text).problems() == (isTaken ? [] : [.noLink]))
  }

  @Test("is more than white space", arguments: ["", " \n\t", "\u{3000}\u{2028}"])
  func blank(text: String) {
    #expect(WriterNoteText(text).problems() == [.blank])
  }

  @Test("takes line ends and tabs, and no other character of control")
  func control() {
    #expect(WriterNoteText("a\tb\r\n\(Self.address)").problems().isEmpty)
    #expect(WriterNoteText("a\u{0} \(Self.address)").problems() == [.controlCharacter])
    #expect(WriterNoteText("a\u{1B}[0m \(Self.address)").problems() == [.controlCharacter])
  }

  @Test("adds up: words, blanks and addresses between blanks count one by one")
  func additive() {
    var random = SplitMix64(seed: 29)
    let words = ["word", "é", "日本", "http:/", "https:", "://", "t.co/abc"]
    for _ in 0..<2_000 {
      var (text, expected, links) = ("", 0, 0)
      for _ in 0..<Int(random.next(below: 12)) {
        let word = words[Int(random.next(below: UInt64(words.count)))]
        if random.next(below: 3) == 0 {
          text += "https://\(word) "
          expected += 2
          links += 1
        } else {
          text += word + "\n"
          expected += word.unicodeScalars.count + 1
        }
      }
      let counted = WriterNoteText(text)
      #expect(counted.length == expected)
      #expect(counted.hasLink == (links > 0))
    }
  }

  @Test("is counted in time that grows with its size alone")
  func hostile() {
    // 64 KiB, as large as any body that is read
    let text = String(repeating: "http://", count: 9_000) + " " + String(repeating: "h", count: 999)
    #expect(WriterNoteText(text).length == 1 + 1 + 999)
  }
}
