import Foundation
import Testing

@testable import Outbound

@Suite("The head of a page")
struct HTMLHeadTests {
  private func card(_ html: String) throws -> FetchedCard {
    FetchedCard(HTMLHead(Array(html.utf8)), at: try WebAddress("https://example.org/folder/page"))
  }

  @Test("OpenGraph's properties make the card")
  func readsOpenGraph() throws {
    let card = try card(
      """
      <!DOCTYPE html><html><head><title>Browser's title</title>
      <meta property="og:title" content="A title">
      <meta property="og:description" content="What it says: https://a.example, https://b.example">
      <meta property="og:site_name" content="The Forum" />
      <meta property="og:image" content="/1.png"><meta property="og:image" content="/2.png">
      <meta property="og:video" content="/v.mp4">
      <meta property="article:published_time" content="2024-03-05T09:08:07+01:00">
      <meta name="author" content="Ada"></head></html>
      """)
    #expect(
      card
        == FetchedCard(
          url: "https://example.org/folder/page", title: "A title",
          text: "What it says: https://a.example, https://b.example", authorName: "Ada",
          siteName: "The Forum", imageURL: "https://example.org/1.png",
          publishedAt: Date(timeIntervalSince1970: 1_709_626_087), imageCount: 2, videoCount: 1,
          linkCount: 2))
  }

  @Test("A page without properties shows its title and description")
  func readsPlainHead() throws {
    let card = try card(
      "<title> A\n plain&nbsp;title </title><META NAME=Description CONTENT='What it is'>")
    #expect(card.title == "A plain title")
    #expect(card.text == "What it is")
    #expect(card.imageCount == nil)
  }

  @Test("Twitter's properties stand in for OpenGraph's")
  func readsTwitter() throws {
    let card = try card(
      """
      <meta name="twitter:title" content="T"><meta name="twitter:description" content="D">
      <meta name="twitter:image" content="https://cdn.example/i.png">
      <meta name="twitter:creator" content="@ada">
      """)
    #expect(card.title == "T")
    #expect(card.text == "D")
    #expect(card.imageURL == "https://cdn.example/i.png")
    #expect(card.authorName == "@ada")
  }

  @Test(
    "What is not part of the head counts for nothing",
    arguments: [
      "<!-- <title>wrong</title> --><title>right</title>",
      "<script>'<title>wrong</title>'</script><title>right</title>",
      "<style><title>wrong</title></style><title>right</title>",
      "<svg><title>wrong</title></svg><title>right</title>",
      "<title>right</title><title>wrong</title>",
      "<title>right</title></head><meta property=og:title content=wrong>",
      "<title>right</title><body><meta property=og:title content=wrong>",
      "<meta name=x content=\"<meta property=og:title content=wrong>\"><title>right</title>",
      "a < b <3 </ <title>right</title>", "<TITLE\n>right</TiTlE >", "<title>right",
      "<meta property=og:title><meta property=og:title content=' '><title>right</title>",
      "<meta = = 'x' / property=og:title content=right>",
    ])
  func passesOver(html: String) throws {
    #expect(try card(html).title == "right")
  }

  @Test("Text that would reorder what stands beside it loses that power")
  func removesReordering() throws {
    #expect(try card("<title>a\u{202e}b\u{2066}c\u{7}d</title>").title == "abc d")
  }

  @Test("Values are cut to what a card can show")
  func boundsValues() throws {
    let long = String(repeating: "x", count: 100_000)
    let card = try card("<title>\(long)</title><meta name=description content='\(long)'>")
    #expect(card.title?.count == 300)
    #expect(card.text?.count == 4000)
  }

  @Test("An image's address that is not https is left out")
  func refusesOtherImages() throws {
    for address in [
      "http://x.example/i.png", "javascript:x", "data:image/png;base64,xx", "https://",
    ] {
      #expect(try card("<meta property=og:image content='\(address)'>").imageURL == nil)
    }
  }

  @Test("The encoding is what the server says, else what the page says, else UTF-8")
  func readsEncodings() {
    let western = Array("<title>caf".utf8) + [0xe9] + Array("</title>".utf8)
    #expect(HTMLHead(western, charset: "ISO-8859-1").title == "café")
    #expect(HTMLHead(Array("<meta charset=windows-1252>".utf8) + western).title == "café")
    let typed = "<meta http-equiv=content-type content='text/html; charset=latin1'>"
    #expect(HTMLHead(Array(typed.utf8) + western).title == "café")
    #expect(HTMLHead(western).title == "caf\u{fffd}")
  }

  @Test("Any bytes are read without harm", arguments: 0..<64)
  func survivesRandomBytes(seed: UInt64) throws {
    var random = RandomBytes(seed: seed)
    let words = [
      "<", ">", "</", "/>", "<!--", "-->", "<!", "<?", "\"", "'", "=", " ", "\n", "&", "&#", "&#x",
      ";", "<meta ", "property", "content", "og:title", "og:image", "<title>", "</title", "<script",
      "</script>", "<head>", "<svg>", "charset=", "utf-8", "iso-8859-1", "//", "https://", "\0",
      "é",
      "article:published_time", "2024-01-01T00:00:00Z", "0000-00-00", "99999-13-45T99:99:99Z",
    ].map { Array($0.utf8) }
    let address = try WebAddress("https://example.org/")
    for _ in 0..<40 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<120, using: &random) {
        if Bool.random(using: &random), let word = words.randomElement(using: &random) {
          bytes += word
        } else {
          bytes.append(UInt8.random(in: 0...255, using: &random))
        }
      }
      let card = FetchedCard(HTMLHead(bytes), at: address)
      #expect((card.title?.unicodeScalars.count ?? 0) <= 300)
    }
  }

  @Test(
    "Text made to be slow is read in moments",
    arguments: [
      "<", "<!--", "<script>", "<a ", "<meta x='", "<title>", "&", "</", "<a =", "=",
      "<meta content=x name=", "<meta name=a content=b>", "<svg></svg",
    ])
  func readsInLinearTime(unit: String) throws {
    let bytes = Array(String(repeating: unit, count: (1 << 17) / unit.utf8.count).utf8)
    let address = try WebAddress("https://example.org/")
    let elapsed = ContinuousClock().measure { _ = FetchedCard(HTMLHead(bytes), at: address) }
    #expect(elapsed < .seconds(5))
  }
}
