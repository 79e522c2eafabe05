import Testing

@testable import Identity

@Suite("A password")
struct PasswordTests {
  private static let cheap = PasswordHash.Cost(rounds: 4, blockSize: 8, parallelism: 1)

  @Test("matches its own hash alone, which never holds it")
  func matching() throws {
    let hash = try PasswordHash(of: "correct horse", cost: Self.cheap)
    #expect(try hash.matches("correct horse"))
    #expect(try !hash.matches("correct horsf"))
    #expect(try !hash.matches(""))
    #expect(!hash.text.contains("horse"))
  }

  @Test("has another hash every time")
  func salt() throws {
    let hashes = try (0..<5).map { _ in try PasswordHash(of: "same", cost: Self.cheap).text }
    #expect(Set(hashes).count == 5)
  }

  @Test("is the same however its accents were typed")
  func accents() throws {
    #expect(try PasswordHash(of: "caf\u{E9}", cost: Self.cheap).matches("cafe\u{301}"))
  }

  @Test("is kept with its cost, so that old hashes go on matching")
  func cost() throws {
    let hash = try PasswordHash(of: "old", cost: Self.cheap)
    #expect(hash.text.hasPrefix("scrypt$4$8$1$"))
    let read = try #require(PasswordHash(text: hash.text))
    #expect(try read.matches("old"))
  }

  @Test(
    "is never read from a text that is no hash or would cost too much",
    arguments: [
      "", "scrypt", "plain$1$2$3$AAAA$BBBB", "scrypt$30$8$1$c2FsdHNhbHRzYWx0$AAAA",
      "scrypt$4$8$1$!$!", "scrypt$4$8$1$c2FsdHNhbHRzYWx0$c2hvcnQ",
    ])
  func damaged(text: String) { #expect(PasswordHash(text: text) == nil) }

  @Test("agrees with the vectors of RFC 7914")
  func vector() throws {
    // N = 16, r = 1, p = 1, empty password and salt have no place here: salts are 8 bytes or more.
    // The first 32 bytes of scrypt("password", "NaClNaCl", N = 1024, r = 8, p = 16) need p = 16, so
    // the vector with p = 1 is used: scrypt("pleaseletmein", "SodiumChloride", 16384, 8, 1).
    let digest: [UInt8] = [
      0x70, 0x23, 0xbd, 0xcb, 0x3a, 0xfd, 0x73, 0x48, 0x46, 0x1c, 0x06, 0xcd, 0x81, 0xfd, 0x38,
      0xeb, 0xfd, 0xa8, 0xfb, 0xba, 0x90, 0x4f, 0x8e, 0x3e, 0xa9, 0xb5, 0x43, 0xf6, 0x54, 0x5d,
      0xa1, 0xf2,
    ]
    let text = [
      "scrypt", "14", "8", "1", Base64URL.encode(Array("SodiumChloride".utf8)),
      Base64URL.encode(digest),
    ].joined(separator: "$")
    let hash = try #require(PasswordHash(text: text))
    #expect(try hash.matches("pleaseletmein"))
  }

  @Test("must be long, rare and not the account's own name")
  func rules() {
    let rules = PasswordRules()
    let names = ["margaret@example.org", "Margaret H"]
    #expect(rules.problem("short", names: names) == .tooShort(least: 10))
    #expect(
      rules.problem(String(repeating: "ab1c", count: 51), names: names) == .tooLong(most: 200))
    #expect(rules.problem("Password-2026", names: names) == .tooCommon)
    #expect(rules.problem("aaaaaaaaaaaa", names: names) == .tooCommon)
    #expect(rules.problem("Margaret!123", names: names) == .containsOwnName)
    #expect(rules.problem("nine purple owls", names: names) == nil)
  }
}

@Suite("Secrets")
struct SecretTests {
  @Test("are compared as a whole")
  func comparison() {
    #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
    #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
    #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
    #expect(constantTimeEqual([], []))
  }

  @Test("are different every time, need no escaping, and are kept as hashes")
  func tokens() {
    let tokens = (0..<50).map { _ in SecretToken() }
    #expect(Set(tokens.map(\.text)).count == 50)
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    #expect(tokens.allSatisfy { $0.text.count == 43 && plain.isSuperset(of: $0.text) })
    #expect(SecretToken(text: tokens[0].text).hash == tokens[0].hash)
    #expect(tokens[0].hash.count == 32)
  }

  @Test("survive base 64 for addresses", arguments: 0...10)
  func base64(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 97 &+ 250) }
    #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
  }
}
