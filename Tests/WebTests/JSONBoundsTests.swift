import Testing

@testable import Web

@Suite("Bounds of JSON bodies")
struct JSONBoundsTests {
  private let bounds = JSONBounds(mostWork: 2_000)

  private func holds(_ text: String) -> Bool { bounds.hold(Array(text.utf8)) }

  @Test("take what honest programs send")
  func honest() {
    let proposal = """
      {"test_mode":true,"post_id":"1","info":{"text":"So [{,}] \\\"{[,","misleading_tags":["other"]}}
      """
    #expect(holds(proposal))
    #expect(holds("[" + Array(repeating: "1", count: 1_900).joined(separator: ",") + "]"))
  }

  @Test("count no brackets inside texts, escaped marks and all")
  func texts() {
    let brackets = String(repeating: "[{,", count: 5_000)
    #expect(holds("[\"\(brackets)\"]"))
    #expect(holds("[\"\\\"\(brackets)\"]"))
    #expect(!holds("[\"\\\\\"\(brackets)]"))
  }

  @Test("refuse brackets in brackets, and many values deep down")
  func hostile() {
    #expect(!holds(String(repeating: "[", count: 200)))
    #expect(!holds(String(repeating: "{\"a\":", count: 200)))
    let deep = String(repeating: "[", count: 20)
    #expect(holds(deep))
    #expect(!holds(deep + String(repeating: "1,", count: 200)))
    #expect(!holds("[" + String(repeating: "1,", count: 3_000)))
  }
}
