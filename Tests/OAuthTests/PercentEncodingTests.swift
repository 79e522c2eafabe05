import Testing

@testable import OAuth

@Suite("Percent-encoding")
struct PercentEncodingTests {
  @Test("keeps unreserved characters and escapes all others in upper case")
  func encode() {
    #expect(PercentEncoding.encode("aZ09-._~") == "aZ09-._~")
    #expect(PercentEncoding.encode("é /+") == "%C3%A9%20%2F%2B")
  }
}
