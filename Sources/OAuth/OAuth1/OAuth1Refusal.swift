/// Which step of rule 2.4 failed. For logs alone: a client only ever hears 401, so that nobody learns
/// which keys exist. No case holds text that a sender chose.
public enum OAuth1Refusal: Error, Hashable, Sendable {
  /// Not the scheme `OAuth`.
  case otherScheme
  case headerTooLong
  case tooManyParameters
  /// One value is longer than any key, token or nonce can be.
  case parameterTooLong
  /// Not `key="value"` pairs with commas between them, or a bad escape.
  case malformedHeader
  /// The same key twice; which one, where it is one of the protocol.
  case repeatedParameter(OAuth1Field?)
  case missing(OAuth1Field)
  /// Not `HMAC-SHA1`.
  case unsupportedSignatureMethod
  /// Neither absent nor `1.0`.
  case unsupportedVersion
  /// Not whole seconds in digits.
  case malformedTimestamp
  /// An `oauth_` key in the query: the header is the only place for them.
  case parameterOutsideHeader
  /// Nobody's consumer key, or one that is not active. The caller finds out.
  case unknownConsumer
  /// Nobody's token, one that was revoked, or another application's. The caller finds out.
  case unknownToken
  /// Seconds that the sender's clock is behind ours; negative: ahead.
  case staleTimestamp(behind: Int64)
  /// Seen before. The caller finds out.
  case replayed
  case wrongSignature
}

extension OAuth1Refusal: CustomStringConvertible {
  /// The number of the step in rule 2.4.
  public var step: Int {
    switch self {
    case .otherScheme, .headerTooLong, .tooManyParameters, .parameterTooLong, .malformedHeader,
      .repeatedParameter:
      1
    case .missing, .unsupportedSignatureMethod, .unsupportedVersion, .malformedTimestamp: 2
    case .unknownConsumer, .unknownToken: 3
    case .staleTimestamp: 4
    case .replayed: 5
    case .wrongSignature: 6
    case .parameterOutsideHeader: 7
    }
  }

  public var description: String {
    switch self {
    case .otherScheme: "the header is not of the scheme OAuth"
    case .headerTooLong: "the header is too long"
    case .tooManyParameters: "the header has too many parameters"
    case .parameterTooLong: "a parameter of the header is too long"
    case .malformedHeader: "the header is not a list of key=\"value\" pairs"
    case .repeatedParameter(let field): "\(field?.rawValue ?? "a parameter") occurs twice"
    case .missing(let field): "\(field.rawValue) is missing"
    case .unsupportedSignatureMethod: "the signature method is not HMAC-SHA1"
    case .unsupportedVersion: "oauth_version is not 1.0"
    case .malformedTimestamp: "oauth_timestamp is not whole seconds"
    case .parameterOutsideHeader: "the query holds a parameter of OAuth"
    case .unknownConsumer: "the consumer key is unknown or not active"
    case .unknownToken: "the token is unknown, revoked or another application's"
    case .staleTimestamp(let behind) where behind < 0:
      "the sender's clock is \(behind.magnitude) s ahead"
    case .staleTimestamp(let behind): "the request is \(behind) s old"
    case .replayed: "the nonce was seen before"
    case .wrongSignature: "the signature is another"
    }
  }
}
