import Testing

@testable import OAuth

@Suite("Proof of who asked for a code")
struct ProofKeyTests {
  @Test(
    "is the SHA-256 of the verifier",
    arguments: [
      // RFC 7636, appendix B; the others by Python's hashlib.
      (
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
      ),
      (String(repeating: "a", count: 43), "ZtNPunH49FD35FWYhT5Tv8I7vRKQJ8uxMaL0_9eHjNA"),
      (String(repeating: "~", count: 128), "zNhOm5Jyonenca7bQzzpjUpwFDVrfhrbbOGCqgWA6HU"),
      (String(repeating: "-._~", count: 16), "doG2cxFmrtQnqJIGi1l-FoDGygYjzP39xWEwPVcw_H4"),
      (String(repeating: "0123456789", count: 5), "-4cf-Mzo_qg9-uq0F4QwWhRh4AjcAqNx7SbYVsdmyQM"),
    ])
  func vectors(verifier: String, challenge: String) throws {
    let verifier = try #require(CodeVerifier(verifier))
    #expect(verifier.challenge.text == challenge)
    #expect(try #require(CodeChallenge(challenge)).matches(verifier))
  }

  @Test("is not given by another verifier, or for another challenge")
  func others() throws {
    var random = SplitMix(seed: 5)
    let alphabet = Array("abcXYZ019-._~")
    for _ in 0..<300 {
      let text = random.text(43...128, of: alphabet)
      let verifier = try #require(CodeVerifier(text))
      let challenge = verifier.challenge
      #expect(CodeChallenge(challenge.text)?.matches(verifier) == true)
      var other = Array(text)
      let at = Int.random(in: other.indices, using: &random)
      other[at] = other[at] == "q" ? "r" : "q"
      #expect(!challenge.matches(try #require(CodeVerifier(String(other)))))
      var digits = Array(challenge.text)
      digits[at % 43] = digits[at % 43] == "q" ? "r" : "q"
      #expect(!(try #require(CodeChallenge(String(digits)))).matches(verifier))
    }
  }

  @Test(
    "starts from 43 to 128 unreserved characters",
    arguments: [
      (42, "a", false), (43, "a", true), (128, "~", true), (129, "a", false), (43, "+", false),
      (43, "/", false), (43, "=", false), (43, " ", false), (43, "é", false), (0, "a", false),
    ])
  func verifiers(count: Int, character: String, isOne: Bool) {
    #expect((CodeVerifier(String(repeating: character, count: count)) != nil) == isOne)
  }

  @Test(
    "is shown in 43 characters of base 64 for addresses",
    arguments: [
      (42, "a", false), (43, "-", true), (43, "_", true), (44, "a", false), (43, ".", false),
      (43, "~", false), (43, "+", false), (43, "=", false),
    ])
  func challenges(count: Int, character: String, isOne: Bool) {
    #expect((CodeChallenge(String(repeating: character, count: count)) != nil) == isOne)
  }
}
