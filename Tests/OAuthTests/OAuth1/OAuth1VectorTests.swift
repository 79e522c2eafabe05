import Testing

@testable import OAuth

@Suite("A signature of OAuth 1.0a")
struct OAuth1VectorTests {
  @Test("is the one of the specification's examples")
  func examples() {
    let post = Signing.signer.header(
      method: "POST", baseURI: "https://notes.example.org/2/notes",
      timestamp: Signing.timestamp, nonce: Signing.nonce)
    #expect(
      post == """
        OAuth oauth_consumer_key="ck-demo", oauth_nonce="0123456789abcdef0123456789abcdef", \
        oauth_signature="V4zvQUsbTTMXa9PrIwtTF5xNkhI%3D", oauth_signature_method="HMAC-SHA1", \
        oauth_timestamp="1764000000", oauth_token="42-at_demo", oauth_version="1.0"
        """)
  }

  @Test("covers the base string of the specification's second example")
  func baseString() throws {
    let query = try DecodedQuery(
      "test_mode=True&max_results=5&post_selection=feed_size%3A+large%2C+feed_lang%3Aja"
        + "&post.fields=created_at%2Cnote_post")
    let header = try OAuth1Authorization(header: Signing.header())
    let base = OAuth1Signature.baseString(
      method: "get",
      baseURI: "https://notes.example.org/2/notes/search/posts_eligible_for_notes",
      parameters: ParameterString(header.signedParameters + query.parameters))
    #expect(
      base == """
        GET&https%3A%2F%2Fnotes.example.org%2F2%2Fnotes%2Fsearch%2Fposts_eligible_for_notes&\
        max_results%3D5%26oauth_consumer_key%3Dck-demo%26\
        oauth_nonce%3D0123456789abcdef0123456789abcdef%26oauth_signature_method%3DHMAC-SHA1%26\
        oauth_timestamp%3D1764000000%26oauth_token%3D42-at_demo%26oauth_version%3D1.0%26\
        post.fields%3Dcreated_at%252Cnote_post%26\
        post_selection%3Dfeed_size%253A%2520large%252C%2520feed_lang%253Aja%26test_mode%3DTrue
        """)
    #expect(
      OAuth1Signature.text(of: base, key: Signing.secrets.key) == "8vYtnFFTPsV/xREgtjdbeGjO43U=")
  }

  @Test(
    "of another implementation is verified, over the address as typed",
    arguments: OAuth1Vectors.rows + OAuth1Vectors.deviants)
  func asTyped(row: OAuth1Vectors.Row) throws {
    let header = Signing.header([.signature: PercentEncoding.encode(row.asTyped)])
    #expect(Signing.refusal(of: header, try Signing.request(row.method, row.url)) == nil)
  }

  @Test(
    "of another implementation is verified, over the address in lower case without default port",
    arguments: OAuth1Vectors.rows)
  func normalized(row: OAuth1Vectors.Row) throws {
    // Given the request as it arrives at a server that knows its address as it was typed
    let parts = row.url.split(separator: "?", maxSplits: 1).map(String.init)
    let path = try #require(parts[0].firstRange(of: "/2/")).lowerBound
    let site = try #require(SiteAddress(String(parts[0][..<path])))
    let request = OAuth1Request(
      method: row.method,
      baseURIs: BaseURICandidates.list(
        path: String(row.url[path...]), configured: [site], observed: nil),
      query: try DecodedQuery(parts.count > 1 ? parts[1] : ""))
    // When signed over either spelling, then it is verified
    for signature in [row.normalized, row.asTyped] {
      let header = Signing.header([.signature: PercentEncoding.encode(signature)])
      #expect(Signing.refusal(of: header, request) == nil)
    }
  }

  @Test("in a whole header of another implementation is verified", arguments: 0..<8)
  func headers(index: Int) throws {
    let (consumer, token, header) = OAuth1Vectors.headers[index]
    let secrets = OAuth1Secrets(consumer: Secret(consumer), token: Secret(token))
    let request = try Signing.request("GET", OAuth1Vectors.headersURL)
    #expect(Signing.refusal(of: header, request, secrets: secrets) == nil)
    let others = OAuth1Secrets(consumer: Secret(consumer + "x"), token: Secret(token))
    #expect(Signing.refusal(of: header, request, secrets: others) == .wrongSignature)
  }

  @Test("covers other parameters of the header, those of one name by their values")
  func otherParameters() throws {
    // By oauthlib; the query's `a` comes before the header's.
    let signature = PercentEncoding.encode("MPmUD9Pd3z2rwhra895kB2CYugU=")
    let request = try Signing.request("GET", "https://notes.example.org/2/notes?b=3&a=1")
    let more = ", a=\"2\", oauth_callback=\"oob\", realm=\"r\""
    #expect(
      Signing.refusal(of: Signing.header([.signature: signature], more: more), request) == nil)
  }

  @Test("of one request is not another's")
  func distinct() throws {
    let rows = OAuth1Vectors.rows
    for (row, next) in zip(rows, rows.dropFirst()) where row.asTyped != next.asTyped {
      let header = Signing.header([.signature: PercentEncoding.encode(next.asTyped)])
      #expect(
        Signing.refusal(of: header, try Signing.request(row.method, row.url)) == .wrongSignature)
    }
  }
}
