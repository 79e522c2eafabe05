import Crypto

/// The two secrets that sign a request: the application's and the token's (rule 2.3.7).
public struct OAuth1Secrets: Hashable, Sendable {
  public let consumer: Secret
  public let token: Secret

  public init(consumer: Secret, token: Secret) {
    self.consumer = consumer
    self.token = token
  }

  /// Encoded consumer secret, `&`, encoded token secret.
  var key: SymmetricKey {
    let text = PercentEncoding.encode(consumer.text) + "&" + PercentEncoding.encode(token.text)
    return SymmetricKey(data: Array(text.utf8))
  }
}
