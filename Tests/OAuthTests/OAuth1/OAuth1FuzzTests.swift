import Testing

@testable import OAuth

@Suite("Headers of OAuth 1.0a from anybody")
struct OAuth1FuzzTests {
  private static let grammar = Array("\",= %&\\\toauth_OA0123456789abcdefF+-._~/".utf8)

  @Test("are read or refused, and verified only where they say the same", arguments: 1...4)
  func mutations(seed: Int) throws {
    // Given a header that verifies
    let request = try Signing.request(
      "GET", "https://notes.example.org/2/notes/search/notes_written?test_mode=True&q=a+b")
    let header = Signing.signer.header(
      method: request.method, baseURI: request.baseURIs[0], query: request.query,
      timestamp: Signing.timestamp, nonce: Signing.nonce)
    let original = try OAuth1Authorization(header: header)
    var random = SplitMix(seed: UInt64(seed))
    var wrong: [String] = []
    var verified = 0
    var read = 0
    for _ in 0..<10_000 {
      // When some of its bytes are others
      let bytes = random.mutated(Array(header.utf8), by: Self.grammar)
      let changed = String(decoding: bytes, as: UTF8.self)
      guard let authorization = try? OAuth1Authorization(header: changed) else { continue }
      read += 1
      // Then it verifies only if every signed value, and the signature, is the same
      let isSame = Self.content(authorization) == Self.content(original)
      if (Signing.refusal(of: changed, request) == nil) != isSame { wrong.append(changed) }
      if isSame { verified += 1 }
    }
    #expect(wrong.isEmpty)
    #expect(read > 500 && read > verified, "the mutations reach past the parser")
  }

  @Test("of bytes without any order are refused")
  func noise() {
    var random = SplitMix(seed: 9)
    var taken: [String] = []
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
        Bool.random(using: &random)
          ? Self.grammar.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      for header in [text, "OAuth " + text] {
        if (try? OAuth1Authorization(header: header)) != nil { taken.append(header) }
      }
      _ = BearerToken(header: "Bearer " + text)
      _ = BasicCredentials(header: "Basic " + text)
      _ = SiteAddress(scheme: "https", hostHeader: text)
      _ = SiteAddress("https://" + text)
      _ = try? RedirectURI("https:" + text)
    }
    #expect(taken.isEmpty)
  }

  private static func content(_ authorization: OAuth1Authorization) -> Set<String> {
    Set(authorization.signedParameters.map { "\($0.name)=\($0.value)" })
      .union([authorization.signature.text])
  }
}
