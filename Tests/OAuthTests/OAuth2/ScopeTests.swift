import Foundation
import Testing

@testable import OAuth

@Suite("Scopes")
struct ScopeTests {
  @Test("are names with spaces between them, in any order, as often as anybody likes")
  func parsing() {
    let scopes: ScopeSet = [.tweetRead, .tweetWrite, .offlineAccess]
    for text in [
      "tweet.read tweet.write offline.access", " offline.access  tweet.write tweet.read ",
      "tweet.read tweet.read tweet.write offline.access",
    ] { #expect(ScopeSet(text: text) == scopes) }
    #expect(scopes.text == "offline.access tweet.read tweet.write")
    #expect(ScopeSet(text: "") == [])
  }

  @Test(
    "are refused where a name is malformed",
    arguments: ["a\tb", "a\"b", "a\\b", "é", "a\n", "a " + String(repeating: "b", count: 65)])
  func malformed(text: String) { #expect(ScopeSet(text: text) == nil) }

  @Test("are refused where there are too many")
  func bounds() {
    let names = (1...33).map { "s\($0)" }
    #expect(ScopeSet(text: names.dropLast().joined(separator: " ")) != nil)
    #expect(ScopeSet(text: names.joined(separator: " ")) == nil)
    #expect(ScopeSet(text: String(repeating: " ", count: 2049)) == nil)
  }

  @Test("hold others or don't")
  func subsets() {
    let scopes: ScopeSet = [.tweetRead, .usersRead]
    #expect(scopes.contains(.tweetRead) && !scopes.contains(.tweetWrite))
    #expect(ScopeSet([.tweetRead]).isSubset(of: scopes))
    #expect(!ScopeSet([.tweetRead, .tweetWrite]).isSubset(of: scopes))
    #expect(ScopeSet([]).isSubset(of: []) && ScopeSet([]).isEmpty)
  }

  @Test("are one text in JSON, and read back only from a well-formed one")
  func json() throws {
    let scopes: ScopeSet = [.tweetWrite, .tweetRead]
    let data = try JSONEncoder().encode([scopes])
    #expect(String(decoding: data, as: UTF8.self) == #"["tweet.read tweet.write"]"#)
    #expect(try JSONDecoder().decode([ScopeSet].self, from: data) == [scopes])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([ScopeSet].self, from: Data(#"["é"]"#.utf8))
    }
  }
}
