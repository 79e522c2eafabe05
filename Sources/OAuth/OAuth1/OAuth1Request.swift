/// A request as a signature covers it: method, where it went, decoded query. The body never takes
/// part.
public struct OAuth1Request: Hashable, Sendable {
  public let method: String
  /// Every base URI that the sender may have meant (`BaseURICandidates`).
  public let baseURIs: [String]
  /// Of a repeated name, the first value counts.
  public let query: DecodedQuery

  public init(method: String, baseURIs: [String], query: DecodedQuery) {
    self.method = method
    self.baseURIs = baseURIs
    self.query = query
  }

  /// Checks a signature against every candidate and every form that known clients sign (rules 2.4.6
  /// and 2.4.7), comparing in constant time.
  ///
  /// A `+` for a space and both orders of names are tried where they make a difference (rule 2.3).
  ///
  /// - Throws: `.parameterOutsideHeader` and `.wrongSignature`. Key, token, time and replay are for
  ///   the caller to check, in the order of rule 2.4.
  public func verify(
    _ authorization: OAuth1Authorization, with secrets: OAuth1Secrets
  ) throws(OAuth1Refusal) {
    let parameters = query.firstOfEachName
    guard !parameters.contains(where: { $0.name.utf8.starts(with: "oauth_".utf8) }) else {
      throw .parameterOutsideHeader
    }
    let key = secrets.key
    for string in ParameterString.variants(authorization.signedParameters + parameters) {
      for uri in baseURIs {
        let base = OAuth1Signature.baseString(method: method, baseURI: uri, parameters: string)
        let signature = Secret(OAuth1Signature.text(of: base, key: key))
        if signature == authorization.signature { return }
      }
    }
    throw .wrongSignature
  }
}
