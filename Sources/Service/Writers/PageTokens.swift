import CommunityRules
import Identity
import Storage

extension Site {
  private static let macBytes = 16

  /// What a program sends back to get the next page.
  func pageToken(_ claims: PageClaims) -> String {
    let text = Array(claims.text.utf8)
    return Base64URL.encode(Array(key.hash(text, for: "page").prefix(Self.macBytes)) + text)
  }

  /// Where the page begins that a program asks for; nil: at the start.
  ///
  /// - Throws: `QueryProblem` for a token that is foreign, malformed or expired.
  func pageStart(
    _ token: String?, caller: ParticipantID, endpoint: WriterEndpoint, filters: String
  ) throws -> Int64? {
    guard let token else { return nil }
    guard token.utf8.count <= 1_000, let bytes = Base64URL.decode(token),
      bytes.count > Self.macBytes,
      constantTimeEqual(
        Array(bytes.prefix(Self.macBytes)),
        Array(key.hash(Array(bytes.dropFirst(Self.macBytes)), for: "page").prefix(Self.macBytes))),
      let claims = PageClaims(
        text: String(decoding: bytes.dropFirst(Self.macBytes), as: UTF8.self)),
      claims.matches(caller: caller, endpoint: endpoint, filters: filters, at: now)
    else {
      throw QueryProblem(
        parameter: "pagination_token", value: String(token.prefix(100)), fault: .pageToken)
    }
    return claims.after
  }
}
