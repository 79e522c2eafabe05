import Foundation
import Testing

@testable import OAuth

@Suite("A secret")
struct SecretTests {
  @Test("says nothing of itself when it is printed, by itself or inside of something")
  func printed() {
    let signer = Signing.signer
    let answer = TokenAnswer(
      accessToken: Secret("cs&demo"), expiresIn: 1, scope: [], refreshToken: Secret("ts/demo="))
    for value: any Sendable in [signer.secrets.consumer, signer.secrets, signer, answer] {
      var dumped = ""
      dump(value, to: &dumped)
      for text in ["\(value)", String(reflecting: value), dumped] {
        #expect(!text.contains("demo=") && !text.contains("cs&demo"))
      }
    }
  }

  @Test("equals one of the same bytes alone")
  func equality() {
    #expect(Secret("abc") == Secret("abc"))
    #expect(Secret("abc").hashValue == Secret("abc").hashValue)
    for other in ["abd", "ab", "abcd", "", "ABC"] { #expect(Secret("abc") != Secret(other)) }
    #expect(Secret("\u{E9}") != Secret("e\u{301}"))
  }

  @Test("is a plain text in JSON")
  func json() throws {
    let data = try JSONEncoder().encode([Secret("a\"b")])
    #expect(String(decoding: data, as: UTF8.self) == #"["a\"b"]"#)
    #expect(try JSONDecoder().decode([Secret].self, from: data) == [Secret("a\"b")])
  }
}
