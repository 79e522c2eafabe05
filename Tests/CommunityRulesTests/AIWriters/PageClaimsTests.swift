import NoteModel
import Testing

@testable import CommunityRules

@Suite("A page token")
struct PageClaimsTests {
  private static let caller = ParticipantID(rawValue: String(repeating: "a1", count: 32))
  private static let claims = PageClaims(
    caller: caller, endpoint: .findPosts,
    filters: "test_mode:true,feed_size:small,feed_lang:en", after: 1_991_410_000_000_000_001,
    issuedAt: 1_800_000_000_000)

  private static func matches(
    caller: ParticipantID = caller, endpoint: WriterEndpoint = .findPosts,
    filters: String = claims.filters, after millis: Int64 = 0
  ) -> Bool {
    claims.matches(
      caller: caller, endpoint: endpoint, filters: filters, at: claims.issuedAt + millis)
  }

  @Test("is read back as it was written")
  func round() {
    #expect(PageClaims(text: Self.claims.text) == Self.claims)
  }

  @Test("serves its caller, endpoint and filters alone")
  func bound() {
    #expect(Self.matches())
    #expect(!Self.matches(caller: ParticipantID(rawValue: "b")))
    #expect(!Self.matches(endpoint: .listNotes))
    #expect(!Self.matches(filters: "test_mode:false,feed_size:small,feed_lang:en"))
  }

  @Test("serves for an hour")
  func lifetime() {
    #expect(Self.matches(after: 3_600_000 - 1))
    #expect(!Self.matches(after: 3_600_000))
  }

  @Test(
    "is none of ours in any other spelling",
    arguments: [
      "", "1", "|||||", "1|findPosts|+5|1|a|f", "1|findPosts|05|1|a|f", "2|findPosts|5|1|a|f",
      "1|nothing|5|1|a|f", "1|findPosts|5|1|a", "1|findPosts|99999999999999999999|1|a|f",
      "1|findPosts|5|1|a|" + String(repeating: "f", count: 500),
    ])
  func foreign(text: String) {
    #expect(PageClaims(text: text) == nil)
  }

  @Test("is refused or read, whatever became of it")
  func fuzz() {
    var random = SplitMix64(seed: 43)
    for _ in 0..<5_000 {
      var bytes = Array(Self.claims.text.utf8)
      for _ in 0...random.next(below: 4) {
        bytes[Int(random.next(below: UInt64(bytes.count)))] = UInt8(random.next(below: 128))
      }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let claims = PageClaims(text: text) else { continue }
      #expect(claims.text == text)
    }
  }
}
