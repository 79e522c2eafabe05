import Testing

@testable import Outbound

@Suite("Where a classifying service is")
struct ClassifierAddressTests {
  @Test(
    "a base address is taken with and without /v1",
    arguments: [
      ("https://api.example.org", "https://api.example.org/v1/moderations"),
      ("https://api.example.org/", "https://api.example.org/v1/moderations"),
      ("https://api.example.org/v1", "https://api.example.org/v1/moderations"),
      ("https://api.example.org/v1/", "https://api.example.org/v1/moderations"),
      ("https://example.org/models/v1", "https://example.org/models/v1/moderations"),
      ("http://127.0.0.1:8000", "http://127.0.0.1:8000/v1/moderations"),
      ("http://[::1]:8000/v1", "http://[::1]:8000/v1/moderations"),
      ("http://10.0.0.5/v1", "http://10.0.0.5/v1/moderations"),
    ])
  func taken(_ text: String, _ url: String) throws {
    #expect(try ClassifierAddress(text).url(of: "/v1/moderations") == url)
  }

  @Test(
    "what is no address of a service is refused, with the reason",
    arguments: [
      ("", ClassifierAddress.Problem.notAnAddress), ("api.example.org", .notAnAddress),
      ("ftp://example.org", .notAnAddress), ("https://", .notAnAddress),
      ("https://example.org:99999", .notAnAddress), ("https://ex ample.org", .notAnAddress),
      ("https://me:secret@example.org", .hasMore), ("https://example.org/?key=1", .hasMore),
      ("https://example.org/#x", .hasMore), ("http://8.8.8.8", .plainAndPublic),
    ])
  func refused(_ text: String, _ problem: ClassifierAddress.Problem) {
    #expect(throws: problem) { () throws in try ClassifierAddress(text) }
  }

  @Test(
    "only this machine counts as this machine",
    arguments: [
      ("http://localhost:1", true), ("http://127.0.0.9", true), ("https://[::1]", true),
      ("http://10.0.0.1", false), ("https://localhost.example.org", false),
    ])
  func onThisMachine(_ text: String, _ expected: Bool) throws {
    #expect(try ClassifierAddress(text).isOnThisMachine == expected)
  }

  @Test(
    "seconds and dates say how long a service wants to be left alone",
    arguments: [
      ("0", 0), ("7", 7_000), ("9999999999", 86_400_000),
      ("Thu, 01 Jan 1970 00:01:40 GMT", 40_000), ("Thu, 01 Jan 1970 00:00:10 GMT", 0),
      ("Fri, 02 Jan 2070 00:00:00 GMT", 86_400_000), ("", nil), ("-1", nil), ("1.5", nil),
      ("soon", nil), ("99999999999999999999", nil), ("1970-01-01T00:00:00Z", nil),
    ] as [(String, Int64?)])
  func retryAfter(_ text: String, _ expected: Int64?) {
    #expect(RetryAfter.millis(text, at: 60_000) == expected)
  }
}
