import Crypto

/// What an OAuth 1.0a header claims, well-formed and complete, but not verified yet (rules 2.4.1 and
/// 2.4.2).
public struct OAuth1Authorization: Hashable, Sendable {
  public let consumerKey: String
  public let token: String
  /// Whole seconds since 1970, by the sender's clock.
  public let timestamp: Int64
  public let nonce: String
  /// The base 64 text that the sender claims.
  let signature: Secret
  /// All that is signed besides the query: every parameter but the signature and `realm`.
  let signedParameters: [DecodedQuery.Parameter]

  /// - Parameter header: the value of `Authorization`. At most 4096 bytes and 32 parameters are read.
  /// - Throws: refusals of steps 1 and 2.
  public init(header: String) throws(OAuth1Refusal) {
    let pairs = try HeaderParameters(header: header).pairs
    func value(_ field: OAuth1Field) -> String? {
      pairs.first { $0.name == field.rawValue }?.value
    }
    func required(_ field: OAuth1Field) throws(OAuth1Refusal) -> String {
      guard let value = value(field), !value.isEmpty else { throw .missing(field) }
      return value
    }
    consumerKey = try required(.consumerKey)
    token = try required(.token)
    signature = Secret(try required(.signature))
    let method = try required(.signatureMethod)
    let timestamp = try required(.timestamp)
    nonce = try required(.nonce)
    // Keys and nonces go to look-ups and logs.
    guard (consumerKey + token + nonce).utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .malformedHeader
    }
    guard method == "HMAC-SHA1" else { throw .unsupportedSignatureMethod }
    guard value(.version) ?? "1.0" == "1.0" else { throw .unsupportedVersion }
    // One spelling for each number: "+1", "01" and the like would be the same second.
    guard timestamp.utf8.count <= 12, let seconds = Int64(timestamp), seconds >= 0,
      String(seconds) == timestamp
    else { throw .malformedTimestamp }
    self.timestamp = seconds
    signedParameters = pairs.filter { $0.name != OAuth1Field.signature.rawValue }
  }

  /// What must not be seen twice (rule 2.4.5): SHA-256 of consumer key, token, timestamp and nonce,
  /// each with its length before it.
  public var replayKey: [UInt8] {
    var hash = SHA256()
    for part in [consumerKey, token, String(timestamp), nonce] {
      hash.update(data: Array("\(part.utf8.count):\(part)".utf8))
    }
    return Array(hash.finalize())
  }
}
