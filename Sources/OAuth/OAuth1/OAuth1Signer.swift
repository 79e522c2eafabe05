import Crypto

/// Signs requests as a client does (rule 2.3): for tests and benchmarks.
public struct OAuth1Signer: Sendable {
  public let consumerKey: String
  public let token: String
  public let secrets: OAuth1Secrets

  public init(consumerKey: String, token: String, secrets: OAuth1Secrets) {
    self.consumerKey = consumerKey
    self.token = token
    self.secrets = secrets
  }

  /// The value of `Authorization`.
  ///
  /// - Parameters:
  ///   - baseURI: scheme, authority and path as the client has them, without a query.
  ///   - query: of a repeated name, the first value is signed.
  ///   - timestamp: seconds since 1970.
  public func header(
    method: String, baseURI: String, query: DecodedQuery = DecodedQuery(), timestamp: Int64,
    nonce: String
  ) -> String {
    header(
      method: method, baseURI: baseURI, query: query, timestamp: timestamp, nonce: nonce,
      form: ParameterString.Form())
  }

  /// Signs as clients do that differ from the others.
  func header(
    method: String, baseURI: String, query: DecodedQuery, timestamp: Int64, nonce: String,
    form: ParameterString.Form
  ) -> String {
    var fields: [DecodedQuery.Parameter] = [
      field(.consumerKey, consumerKey), field(.nonce, nonce),
      field(.signatureMethod, "HMAC-SHA1"), field(.timestamp, String(timestamp)),
      field(.token, token), field(.version, "1.0"),
    ]
    let parameters = ParameterString(fields + query.firstOfEachName, form: form)
    let base = OAuth1Signature.baseString(
      method: method, baseURI: baseURI, parameters: parameters)
    fields.append(field(.signature, OAuth1Signature.text(of: base, key: secrets.key)))
    return "OAuth "
      + fields.sorted { $0.name < $1.name }
      .map { "\($0.name)=\"\(PercentEncoding.encode($0.value))\"" }.joined(separator: ", ")
  }

  private func field(_ field: OAuth1Field, _ value: String) -> DecodedQuery.Parameter {
    DecodedQuery.Parameter(field.rawValue, value)
  }
}
