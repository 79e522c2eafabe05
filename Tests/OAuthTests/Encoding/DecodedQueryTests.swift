import Testing

@testable import OAuth

@Suite("A query")
struct DecodedQueryTests {
  private static func pairs(_ text: String) throws -> [[String]] {
    try DecodedQuery(text).parameters.map { [$0.name, $0.value] }
  }

  @Test(
    "is read in order, decoded, with blank values kept",
    arguments: [
      ("", []), ("a=1&b=2", [["a", "1"], ["b", "2"]]), ("b=&a", [["b", ""], ["a", ""]]),
      ("&&a=1&", [["a", "1"]]), ("a=b=c", [["a", "b=c"]]), ("=x", [["", "x"]]),
      ("q=a+b%2Bc%20d", [["q", "a b+c d"]]), ("n%26m=%3D", [["n&m", "="]]),
      ("l=a,b%2Cc", [["l", "a,b,c"]]), ("a;b=c", [["a;b", "c"]]),
    ] as [(String, [[String]])])
  func parameters(text: String, pairs: [[String]]) throws {
    #expect(try Self.pairs(text) == pairs)
  }

  @Test("gives the first of repeated values, and says which names are repeated")
  func repeated() throws {
    let query = try DecodedQuery("a=1&b=2&%61=3&a=4&c=&b=5")
    #expect(query["a"] == "1")
    #expect(query["d"] == nil)
    #expect(query.repeatedNames == ["a", "b"])
    #expect(query.firstOfEachName.map(\.value) == ["1", "2", ""])
  }

  @Test("tells names apart that only look the same")
  func canonicalEquivalence() throws {
    let query = try DecodedQuery("%C3%A9=1&e%CC%81=2")
    #expect(query.repeatedNames.isEmpty)
    #expect(query.firstOfEachName.count == 2)
    #expect(query["e\u{301}"] == "2")
  }

  @Test("takes a blank value for none where that is wanted")
  func nonEmpty() throws {
    let query = try DecodedQuery("note.fields=&a=1")
    #expect(query["note.fields"] == "")
    #expect(query.nonEmpty("note.fields") == nil)
    #expect(query.nonEmpty("a") == "1")
  }

  @Test("is refused with a bad escape in a name or a value", arguments: ["a=%", "%zz=1", "a=%FF"])
  func malformed(text: String) {
    #expect(throws: DecodedQuery.Problem.malformedEscape) { try DecodedQuery(text) }
  }

  @Test("is read up to its bounds, and no further")
  func bounds() throws {
    let limits = DecodedQuery.Limits(bytes: 10, parameters: 3)
    #expect(try DecodedQuery("a&b&c&&&&&", limits: limits).parameters.count == 3)
    #expect(throws: DecodedQuery.Problem.tooLong(most: 10)) {
      try DecodedQuery("a=123456789", limits: limits)
    }
    #expect(throws: DecodedQuery.Problem.tooManyParameters(most: 3)) {
      try DecodedQuery("a&b&c&d", limits: limits)
    }
  }

  @Test("is the same after writing and reading again, whatever it holds")
  func roundTrip() throws {
    var random = SplitMix(seed: 1)
    let alphabet = Array("ab=&+% ~é日😀\n\"'\u{0}")
    for _ in 0..<2000 {
      let query = DecodedQuery(
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
          DecodedQuery.Parameter(random.text(0...6, of: alphabet), random.text(0...6, of: alphabet))
        })
      #expect(try DecodedQuery(query.text) == query)
    }
  }

  @Test("of any bytes is read or refused")
  func fuzz() {
    var random = SplitMix(seed: 2)
    let seed = Array("test_mode=True&max_results=5&post_selection=a%3A+large%2C+b%3Aja&f=".utf8)
    var read = 0
    for _ in 0..<20_000 {
      let text = String(
        decoding: random.mutated(seed, by: Array("&=%+0aF".utf8)), as: UTF8.self)
      if let query = try? DecodedQuery(text) {
        read += 1
        #expect(query.parameters.count <= text.utf8.count)
      }
    }
    #expect(read > 1000 && read < 20_000)
  }
}
