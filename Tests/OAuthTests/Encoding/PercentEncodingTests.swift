import Testing

@testable import OAuth

@Suite("Percent-encoding")
struct PercentEncodingTests {
  @Test("keeps unreserved characters and escapes the bytes of all others in upper case")
  func encode() {
    #expect(PercentEncoding.encode("aZ09-._~") == "aZ09-._~")
    #expect(PercentEncoding.encode("é /+&=%") == "%C3%A9%20%2F%2B%26%3D%25")
    #expect(PercentEncoding.encode("a b+", space: .plus) == "a+b%2B")
  }

  @Test("is undone by decoding, for every character")
  func roundTrip() {
    let text = String(String.UnicodeScalarView((0...0x2FFF).compactMap(Unicode.Scalar.init)))
    for space in [PercentEncoding.Space.percent, .plus] {
      let encoded = PercentEncoding.encode(text, space: space)
      let decoded = PercentEncoding.decode(encoded, space: space)
      #expect(decoded.map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test("reads a plus as a space in forms alone, and digits in either case")
  func decode() {
    #expect(PercentEncoding.decode("a+b%2b%2B") == "a+b++")
    #expect(PercentEncoding.decode("a+b%2b%2B", space: .plus) == "a b++")
  }

  @Test(
    "does not decode what is no escape, or no UTF-8",
    arguments: ["%", "a%", "%2", "%2g", "%%41", "% 1", "%FF", "%C3", "%C0%AF", "%ED%A0%80", "%+1"])
  func malformed(text: String) {
    #expect(PercentEncoding.decode(text) == nil)
    #expect(PercentEncoding.decode(text, space: .plus) == nil)
  }
}
