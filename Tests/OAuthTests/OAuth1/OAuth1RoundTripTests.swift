import Testing

@testable import OAuth

@Suite("A request that was signed")
struct OAuth1RoundTripTests {
  private static let url = "https://notes.example.org/2/notes/search/notes_written"

  private static func signed(
    _ method: String = "GET", _ url: String = url, _ query: DecodedQuery = DecodedQuery(),
    form: ParameterString.Form = .init(), signer: OAuth1Signer = Signing.signer
  ) -> String {
    signer.header(
      method: method, baseURI: url, query: query, timestamp: Signing.timestamp,
      nonce: Signing.nonce, form: form)
  }

  @Test("is verified, whatever it holds and in whatever form a client signs", arguments: 1...4)
  func roundTrip(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let alphabet = Array("abzAZ09-._~+& =%/?#[]!'()*,:;@\"\\é日😀\n\u{301}")
    let printable = Array("abzAZ09-._~+&=%/?#[]!'()*,:;@\"")
    for _ in 0..<500 {
      // Given any keys, secrets, address and query
      let signer = OAuth1Signer(
        consumerKey: random.text(1...20, of: printable), token: random.text(1...20, of: printable),
        secrets: OAuth1Secrets(
          consumer: Secret(random.text(0...20, of: alphabet)),
          token: Secret(random.text(0...20, of: alphabet))))
      let query = DecodedQuery(
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
          .init(random.text(0...5, of: alphabet), random.text(0...9, of: alphabet))
        })
      let form = ParameterString.Form.all.randomElement(using: &random)!
      let method = ["GET", "POST", "DELETE"].randomElement(using: &random)!
      // When it is signed and its query arrives as text
      let header = Self.signed(method, Self.url, query, form: form, signer: signer)
      let request = OAuth1Request(
        method: method, baseURIs: ["http://other.example.org/", Self.url],
        query: try DecodedQuery(query.text))
      // Then it is verified with these secrets, and with no others
      #expect(Signing.refusal(of: header, request, secrets: signer.secrets) == nil)
      #expect(
        Signing.refusal(of: header, request, secrets: Signing.secrets) == .wrongSignature)
    }
  }

  @Test("is refused when one character of method, address or query is another")
  func otherRequest() throws {
    let query = try DecodedQuery("test_mode=True&q=a+b%2Bc&note.fields=id%2Cinfo")
    let header = Self.signed("GET", Self.url, query)
    func refusal(
      _ method: String = "GET", _ url: String = Self.url, _ query: DecodedQuery = query
    ) -> OAuth1Refusal? {
      Signing.refusal(of: header, OAuth1Request(method: method, baseURIs: [url], query: query))
    }
    #expect(refusal() == nil)
    for method in Self.changes(of: "GET") where method.uppercased() != "GET" {
      #expect(refusal(method) == .wrongSignature)
    }
    for url in Self.changes(of: Self.url) { #expect(refusal("GET", url) == .wrongSignature) }
    for index in query.parameters.indices {
      let parameter = query.parameters[index]
      let others =
        Self.changes(of: parameter.name).map { DecodedQuery.Parameter($0, parameter.value) }
        + Self.changes(of: parameter.value).map { DecodedQuery.Parameter(parameter.name, $0) }
      for other in others {
        var parameters = query.parameters
        parameters[index] = other
        #expect(refusal("GET", Self.url, DecodedQuery(parameters)) == .wrongSignature)
      }
    }
  }

  @Test("is refused when a parameter is added or left out")
  func otherParameters() throws {
    let header = Self.signed("GET", Self.url, try DecodedQuery("a=1&b="))
    for text in ["a=1", "b=", "", "a=1&b=&c=", "a=1&b=&c"] {
      let request = try Signing.request("GET", Self.url + "?" + text)
      #expect(Signing.refusal(of: header, request) == .wrongSignature)
    }
    for text in ["b=&a=1", "a=1&b", "%61=%31&b="] {
      #expect(Signing.refusal(of: header, try Signing.request("GET", Self.url + "?" + text)) == nil)
    }
  }

  @Test("is refused when one character of a value in its header is another")
  func otherHeader() throws {
    let request = try Signing.request("GET", Self.url)
    let pairs = try HeaderParameters(header: Self.signed()).pairs
    func header(_ pairs: [DecodedQuery.Parameter]) -> String {
      "OAuth "
        + pairs.map { "\($0.name)=\"\(PercentEncoding.encode($0.value))\"" }.joined(separator: ",")
    }
    #expect(Signing.refusal(of: header(pairs), request) == nil)
    for index in pairs.indices {
      for value in Self.changes(of: pairs[index].value) {
        var changed = pairs
        changed[index].value = value
        #expect(Signing.refusal(of: header(changed), request) != nil, "\(value)")
      }
      // Left out; without the version, what is left is still well-formed, but was not signed.
      var shorter = pairs
      shorter.remove(at: index)
      #expect(Signing.refusal(of: header(shorter), request) != nil)
    }
    let more = pairs + [DecodedQuery.Parameter("oauth_callback", "x")]
    #expect(Signing.refusal(of: header(more), request) == .wrongSignature)
  }

  @Test("is refused when one character of a secret is another")
  func otherSecrets() throws {
    let request = try Signing.request("GET", Self.url)
    for text in Self.changes(of: "cs&demo") {
      let secrets = OAuth1Secrets(consumer: Secret(text), token: Signing.secrets.token)
      #expect(Signing.refusal(of: Self.signed(), request, secrets: secrets) == .wrongSignature)
    }
    for text in Self.changes(of: "ts/demo=") {
      let secrets = OAuth1Secrets(consumer: Signing.secrets.consumer, token: Secret(text))
      #expect(Signing.refusal(of: Self.signed(), request, secrets: secrets) == .wrongSignature)
    }
  }

  @Test("is refused when its query holds parameters of OAuth")
  func parametersInQuery() throws {
    for name in ["oauth_token", "oauth_signature", "oauth_x", "oauth_"] {
      let query = DecodedQuery([.init(name, "42-at_demo")])
      let request = OAuth1Request(method: "GET", baseURIs: [Self.url], query: query)
      #expect(
        Signing.refusal(of: Self.signed("GET", Self.url, query), request)
          == .parameterOutsideHeader)
    }
  }

  @Test("is verified by the first value of a repeated name")
  func repeated() throws {
    let header = Self.signed("GET", Self.url, try DecodedQuery("a=1"))
    #expect(Signing.refusal(of: header, try Signing.request("GET", Self.url + "?a=1&a=2")) == nil)
    #expect(
      Signing.refusal(of: header, try Signing.request("GET", Self.url + "?a=2&a=1"))
        == .wrongSignature)
  }

  @Test("is refused by a server that knows no address of its own")
  func noCandidates() {
    let request = OAuth1Request(method: "GET", baseURIs: [], query: DecodedQuery())
    #expect(Signing.refusal(of: Self.signed(), request) == .wrongSignature)
  }

  /// Every text with one character replaced, left out or put in.
  private static func changes(of text: String) -> [String] {
    let characters = Array(text)
    return characters.indices.flatMap { index -> [String] in
      var replaced = characters
      replaced[index] = characters[index] == "x" ? "y" : "x"
      var turned = characters
      turned[index] = Character(
        characters[index].isUppercase
          ? characters[index].lowercased() : characters[index].uppercased())
      var shorter = characters
      shorter.remove(at: index)
      var longer = characters
      longer.insert("0", at: index)
      return [replaced, turned, shorter, longer].filter { $0 != characters }.map { String($0) }
    } + [text + "0", text + " "]
  }
}
