import Crypto
import Foundation

/// What a program keeps to itself until it exchanges its code (RFC 7636, section 4.1).
public struct CodeVerifier: Hashable, Sendable {
  public let secret: Secret

  /// Nil unless it has 43 to 128 characters of `A–Z a–z 0–9 - . _ ~`.
  public init?(_ text: String) {
    guard (43...128).contains(text.utf8.count),
      text.utf8.allSatisfy(PercentEncoding.isUnreserved)
    else { return nil }
    secret = Secret(text)
  }

  /// SHA-256 of it, in base 64 for addresses without padding (method S256, section 4.2).
  public var challenge: CodeChallenge {
    let digest = Data(SHA256.hash(data: Array(secret.text.utf8))).base64EncodedString()
    return CodeChallenge(
      known: String(
        digest.prefix { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }))
  }
}
