import Foundation
import Testing

@testable import OAuth

@Suite("An answer of the token endpoint")
struct TokenAnswerTests {
  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  @Test("names the token, its kind, its seconds and its scopes, and no refresh token of null")
  func answer() throws {
    let short = TokenAnswer(
      accessToken: Secret("a-1"), expiresIn: 7200, scope: [.tweetWrite, .tweetRead],
      refreshToken: nil)
    let fields =
      #""expires_in":7200,"scope":"tweet.read tweet.write","token_type":"bearer"}"#
    #expect(try Self.json(short) == #"{"access_token":"a-1","# + fields)
    let long = TokenAnswer(
      accessToken: Secret("a-1"), expiresIn: 7200,
      scope: [.tweetRead, .offlineAccess], refreshToken: Secret("r-1"))
    #expect(try Self.json(long).contains(#""refresh_token":"r-1""#))
    #expect(try JSONDecoder().decode(TokenAnswer.self, from: JSONEncoder().encode(long)) == long)
  }

  @Test("that is a refusal names it as the standard does", arguments: TokenError.Code.allCases)
  func errors(code: TokenError.Code) throws {
    let error = TokenError(code, "What is wrong.")
    #expect(
      try Self.json(error)
        == #"{"error":"\#(code.rawValue)","error_description":"What is wrong."}"#)
    #expect(error.status == (code == .invalidClient ? 401 : 400))
  }
}
