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
      (
        "https://a.example/x)https://b.example/y", ["https://a.example/x)https://b.example/y"]
      ),
      ("https://a.пример/x", []),
      ("https://x.xn--p1ai/q", ["https://x.xn"]),
      ("https://a.example/x\"'", ["https://a.example/x\"'"]),
    ])
  func followsTable(text: String, expected: [String]) {
    #expect(found(text) == expected)
  }
}
